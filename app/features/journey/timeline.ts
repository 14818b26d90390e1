/**
 * One line of time per customer: what was logged, arranged or waits for a decision, newest first, by the reader's
 * calendar day.
 */
/** A record in the customer's time, as its noun says it stands there. */
export type InTime = {
  readonly id: string;
  readonly at: string;
  readonly endsSilence: boolean;
  /** Whether it came out of another of the same instant, and belongs above it. */
  readonly follows?: (other: never) => boolean;
};
type Clashed = { readonly id: string; readonly at: string };
export type TimelineEntry<R extends InTime = InTime, C extends Clashed = Clashed> =
  | { readonly type: 'conflict'; readonly id: string; readonly at: string; readonly conflict: C }
  | { readonly type: 'record'; readonly id: string; readonly at: string; readonly record: R };
/**
 * `dayOn` is 'YYYY-MM-DD' in the reader's zone; `gapDays` counts the days nobody had anything with the customer before
 * it, `quietDays` those since it, where it was the last.
 */
export type TimelineDay<R extends InTime = InTime, C extends Clashed = Clashed> = {
  readonly dayOn: string;
  readonly isAhead: boolean;
  readonly gapDays: number;
  readonly quietDays: number;
  readonly entries: readonly TimelineEntry<R, C>[];
};

/** A silence shorter than this is an ordinary week. */
export const GAP_SHOWN_FROM_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * Merges and groups. Entries of one instant keep a steady order: what follows from another above it, else by id. Days
 * after `todayOn` are marked as ahead; gaps are counted between days that are over. A clash of edits is no word with
 * the customer: it ends no silence.
 */
export function buildTimeline<R extends InTime, C extends Clashed>(
  records: readonly R[],
  conflicts: readonly C[],
  dayOf: (at: string) => string,
  todayOn: string,
): TimelineDay<R, C>[] {
  const entries: TimelineEntry<R, C>[] = [
    ...records.map((record) => ({ type: 'record' as const, id: record.id, at: record.at, record })),
    ...conflicts.map((conflict) => ({ type: 'conflict' as const, id: conflict.id, at: conflict.at, conflict })),
  ];
  entries.sort((a, b) => (a.at === b.at ? compare(b.id, a.id) : compare(b.at, a.at)));

  inTurn(entries);

  const days: { dayOn: string; entries: TimelineEntry<R, C>[] }[] = [];
  for (const entry of entries) {
    const dayOn = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.dayOn === dayOn) last.entries.push(entry);
    else days.push({ dayOn, entries: [entry] });
  }
  const isSpoken = (day: { entries: readonly TimelineEntry<R, C>[] }) =>
    day.entries.some((entry) => entry.type === 'record' && entry.record.endsSilence);
  const worthSaying = (silent: number) => (silent >= GAP_SHOWN_FROM_DAYS ? silent : 0);
  const last = days.find((day) => day.dayOn <= todayOn && isSpoken(day));
  return days.map((day, at) => {
    const isAhead = day.dayOn > todayOn;
    const before = isSpoken(day) ? days.slice(at + 1).find(isSpoken) : undefined;
    const silent = before === undefined || isAhead ? 0 : daysBetween(before.dayOn, day.dayOn) - 1;
    const quiet = day === last ? daysBetween(day.dayOn, todayOn) : 0;
    return { ...day, isAhead, gapDays: worthSaying(silent), quietDays: worthSaying(quiet) };
  });
}

/**
 * The days of which everything is known, where only what is later than the instant `knownAfter` is: that day itself may
 * lack some. What is said of a silence is true of these too, as nothing is missing between two of them.
 */
export function daysKnown<D extends { readonly dayOn: string }>(
  days: readonly D[],
  knownAfter: string,
  dayOf: (at: string) => string,
): readonly D[] {
  if (knownAfter === '') return days;
  const from = dayOf(knownAfter);
  return days.filter(({ dayOn }) => dayOn > from);
}

/** Puts those of one instant, which are beside one another, in the order in which they came out of one another. */
function inTurn<R extends InTime, C extends Clashed>(entries: TimelineEntry<R, C>[]): void {
  const follows = (later: TimelineEntry<R, C>, earlier: TimelineEntry<R, C>) =>
    later.type === 'record' &&
    earlier.type === 'record' &&
    later !== earlier &&
    later.record.follows?.(earlier.record as never) === true;
  for (let from = 0, below = 0; from < entries.length; from = below) {
    while (below < entries.length && entries[below]?.at === entries[from]?.at) below += 1;
    const left = entries.slice(from, below);
    for (let at = from; at < below; at += 1) {
      const next = left.findIndex((one) => !left.some((other) => follows(other, one)));
      entries.splice(at, 1, ...left.splice(Math.max(0, next), 1));
    }
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function daysBetween(fromOn: string, toOn: string): number {
  return Math.round((Date.parse(toOn) - Date.parse(fromOn)) / DAY_MS);
}
