import type { CandidateDate } from '../../../../sync/rules/clash-search';
import { LOOKED_AHEAD_DAYS } from './free-time';

/** A half-open span between two instants. */
export type Window = { readonly fromAt: string; readonly toAt: string };

const DAY_MS = 86_400_000;
const midnight = (ms: number) => new Date(Math.floor(ms / DAY_MS) * DAY_MS).toISOString();

/**
 * The whole days (UTC) in which stands all that is of interest to these dates, in order of time: what is just before
 * and after them, which leaves no time for the way, and where one of them could move to instead. `known` is what was
 * read before: what lies within it needs no other. Null for no dates at all.
 */
export function windowAround(dates: readonly CandidateDate[], known: Window | null): Window | null {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return known;
  const fromAt = midnight(Date.parse(first.startsAt) - DAY_MS);
  const toAt = midnight(Date.parse(last.endsAt) + (LOOKED_AHEAD_DAYS + 1) * DAY_MS);
  return known !== null && known.fromAt <= fromAt && known.toAt >= toAt ? known : { fromAt, toAt };
}
