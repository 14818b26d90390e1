/**
 * What comes next with a customer: when, and that it is done. One unit of the customer (sync/collections/customer.ts).
 */
import type { CustomerFields } from '../../../sync/collections/customer';
import type { Bases } from '../../../sync/rules/document';
import type { SahaDatabase } from '../../database/saha-database';
import { editDocument } from '../../database/write';

export type NextStep = {
  readonly nextStepText: string;
  /** 'YYYY-MM-DD' on the calendar of whoever does it. */
  readonly nextStepDueOn: string;
  /** 'HH:mm', or '' for any time of that day. */
  readonly nextStepDueTime: string;
  /** An instant; '' while it is to be done. */
  readonly nextStepDoneAt: string;
};
type Planned = Pick<NextStep, 'nextStepDueOn' | 'nextStepDueTime'> & Partial<Pick<NextStep, 'nextStepText'>>;
type Customer = Pick<CustomerFields, 'nextStepText' | 'nextStepDueOn' | 'nextStepDueTime' | 'nextStepDoneAt'>;

/** The unit as it stands, for putting it back. */
export function nextStepOf(customer: Customer): NextStep {
  return {
    nextStepText: customer.nextStepText ?? '',
    nextStepDueOn: customer.nextStepDueOn ?? '',
    nextStepDueTime: customer.nextStepDueTime ?? '',
    nextStepDoneAt: customer.nextStepDoneAt ?? '',
  };
}

/** Null for a customer that is not on this device (any more). */
export async function readStep(db: SahaDatabase, customerId: string): Promise<NextStep | null> {
  const stored = (await db.collections.customers.findOne(customerId).exec())?.toJSON() as CustomerFields | undefined;
  return stored === undefined ? null : nextStepOf(stored);
}

export const isOpenStep = (step: NextStep): boolean => step.nextStepDueOn !== '' && step.nextStepDoneAt === '';

/** The step a person saw when they decided; which write it came from nobody needs to say. */
const over = (shown: NextStep): Bases => ({ nextStep: { stamp: '', values: { ...shown } } });

/**
 * Each resolves when it is safe on the device. `shown` is the step its person decided over: another one that came
 * meanwhile stays on a card. Throw DatabaseError.
 */
export async function planNextStep(
  db: SahaDatabase,
  customerId: string,
  planned: Planned,
  shown: NextStep,
): Promise<NextStep> {
  const step: NextStep = { nextStepText: '', ...planned, nextStepDoneAt: '' };
  await editDocument(db, 'customers', customerId, step, over(shown));
  return step;
}
/** The whole unit is written: what is said to be done is the step that was shown, whatever stands there by now. */
export async function closeNextStep(
  db: SahaDatabase,
  customerId: string,
  doneAtMs: number,
  shown: NextStep,
): Promise<NextStep> {
  const step: NextStep = { ...shown, nextStepDoneAt: new Date(doneAtMs).toISOString() };
  await editDocument(db, 'customers', customerId, step, over(shown));
  return step;
}
export function putBackNextStep(db: SahaDatabase, customerId: string, step: NextStep, left: NextStep): Promise<void> {
  return editDocument(db, 'customers', customerId, step, over(left));
}

const LATER_HOURS = 2;
const LAST_OF_DAY = '20:00';

export type Suggestion = Pick<NextStep, 'nextStepDueOn' | 'nextStepDueTime'> & {
  readonly id: 'later' | 'tomorrow' | 'week';
};

/**
 * When people usually call again: later today while there is a later, tomorrow, the same weekday of next week. `today`
 * and `clock` are what the reader's clock shows, 'YYYY-MM-DD' and 'HH:mm'.
 */
export function suggestedSteps(
  today: string,
  clock: string,
  addDays: (date: string, days: number) => string,
): Suggestion[] {
  const halfHours = Math.ceil((Number(clock.slice(0, 2)) + LATER_HOURS + Number(clock.slice(3)) / 60) * 2);
  const later = `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 === 0 ? '00' : '30'}`;
  return [
    ...(later <= LAST_OF_DAY ? [{ id: 'later' as const, nextStepDueOn: today, nextStepDueTime: later }] : []),
    { id: 'tomorrow', nextStepDueOn: addDays(today, 1), nextStepDueTime: '' },
    { id: 'week', nextStepDueOn: addDays(today, 7), nextStepDueTime: '' },
  ];
}
