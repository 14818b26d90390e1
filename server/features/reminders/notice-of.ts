/** What a customer is to be told at once, from how the occurrences of a root stood and how they stand. Pure. */
import type { ReminderKind } from '../../../sync/rules/reminder-plan';
import type { LedgerRow, PlanRow } from './ledger.store';

export type Notice = {
  readonly kind: Exclude<ReminderKind, 'before'>;
  readonly occurrenceOn: string;
  readonly startsAt: string;
};
type Seen = {
  /** What was still to come when it was last planned, and what is now. */
  readonly before: readonly PlanRow[];
  readonly after: readonly PlanRow[];
  /** Somebody has just made an appointment of it. */
  readonly isOpened: boolean;
  /** What was about to be said and is not so any more. */
  readonly unsaid: readonly Pick<LedgerRow, 'kind'>[];
};

/** One word for the whole root, about the earliest that changed. Null: nothing is to be said. */
export function noticeOf({ before, after, isOpened, unsaid }: Seen): Notice | null {
  const [was, is] = [before.filter(({ isOpen }) => isOpen), after.filter(({ isOpen }) => isOpen)];
  const had = new Set(was.map(({ startsAt }) => startsAt));
  const has = new Set(is.map(({ startsAt }) => startsAt));
  const added = earliest(is.filter(({ startsAt }) => !had.has(startsAt)));
  const removed = earliest(was.filter(({ startsAt }) => !has.has(startsAt)));
  const knowsNothingYet = unsaid.some(({ kind }) => kind === 'booked');
  if (added !== null && removed !== null) return about(knowsNothingYet ? 'booked' : 'moved', added);
  // They never heard that it was off.
  if (added !== null && was.length === 0 && isOpened)
    return unsaid.some(({ kind }) => kind === 'cancelled') ? null : about('booked', added);
  return removed !== null && !knowsNothingYet ? about('cancelled', removed) : null;
}

const about = (kind: Notice['kind'], { occurrenceOn, startsAt }: PlanRow): Notice => ({ kind, occurrenceOn, startsAt });

function earliest(rows: readonly PlanRow[]): PlanRow | null {
  return rows.reduce<PlanRow | null>(
    (first, row) => (first === null || row.startsAt < first.startsAt ? row : first),
    null,
  );
}
