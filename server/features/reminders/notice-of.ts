/** What a customer is to be told at once, from what they know of a root and how its occurrences stand. Pure. */
import type { ReminderKind } from '../../../sync/rules/reminder-plan';
import type { KnownTime, LedgerRow, PlanRow } from './ledger.store';

export type Notice = {
  readonly kind: Exclude<ReminderKind, 'before'>;
  readonly occurrenceOn: string;
  readonly startsAt: string;
  /** What the customer knows as long as this has not been said. */
  readonly known: readonly KnownTime[];
};
type Seen = {
  /** What was to come when it was last planned, and what is still to come now. */
  readonly before: readonly PlanRow[];
  readonly after: readonly PlanRow[];
  /** Somebody has just made an appointment of it. */
  readonly isOpened: boolean;
  /** What was about to be said and is not so any more: of that the customer knows nothing. */
  readonly unsaid: readonly Pick<LedgerRow, 'kind' | 'known'>[];
  readonly nowMs: number;
};

/** One word for the whole root, about the earliest that changed. Null: nothing is to be said. */
export function noticeOf({ before, after, isOpened, unsaid, nowMs }: Seen): Notice | null {
  const withheld = unsaid.find(({ kind }) => kind !== 'before');
  const open = (rows: readonly PlanRow[]) => rows.filter((row) => row.isOpen).map(timeOf);
  const known = (withheld?.known ?? (withheld?.kind === 'booked' ? [] : open(before))).filter(
    ({ startsAt }) => Date.parse(startsAt) > nowMs,
  );
  const stands = open(after);
  const had = new Set(known.map(({ startsAt }) => startsAt));
  const has = new Set(stands.map(({ startsAt }) => startsAt));
  const added = earliest(stands.filter(({ startsAt }) => !had.has(startsAt)));
  const removed = earliest(known.filter(({ startsAt }) => !has.has(startsAt)));
  if (added !== null && removed !== null) return { kind: 'moved', ...added, known };
  if (added !== null && known.length === 0 && (isOpened || withheld?.kind === 'booked'))
    return { kind: 'booked', ...added, known };
  return removed === null ? null : { kind: 'cancelled', ...removed, known };
}

const timeOf = ({ occurrenceOn, startsAt }: PlanRow): KnownTime => ({ occurrenceOn, startsAt });

function earliest(times: readonly KnownTime[]): KnownTime | null {
  return times.reduce<KnownTime | null>(
    (first, one) => (first === null || one.startsAt < first.startsAt ? one : first),
    null,
  );
}
