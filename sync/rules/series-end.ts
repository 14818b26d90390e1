import type { DocumentFields } from '../collections/definition';
import { parseRecurrence, type Recurrence } from './recurrence-rule';

const DAY_MS = 86_400_000;
const NEVER = '9999-12-31T23:59:59.999Z';
const DAYS = { day: 1, week: 7 } as const;
/** Times that clocks leap over are not counted: a few more periods than the count says. */
const LEAPT_OVER = 10;

/**
 * An instant after which a series has no occurrence any more, not necessarily the earliest; '' for an appointment that
 * does not recur. What a store finds the series of a window by, so it is made for every row and never walks a rule.
 */
export function lastPossibleEnd(fields: DocumentFields): string {
  const recurrence = parseRecurrence(String(fields['recurrence'] ?? ''));
  const [startMs, endMs] = [Date.parse(String(fields['startsAt'])), Date.parse(String(fields['endsAt']))];
  if (recurrence === null) return (fields['recurrence'] ?? '') === '' ? '' : NEVER;
  const lastMs = lastStart(recurrence, startMs) + Math.max(0, endMs - startMs);
  return Number.isFinite(lastMs) && lastMs < Date.parse(NEVER) ? new Date(lastMs).toISOString() : NEVER;
}

function lastStart({ end, interval, pattern }: Recurrence, startMs: number): number {
  if (end.ends === 'until') return Math.max(startMs, Date.parse(end.until));
  if (end.ends === 'never' || pattern.every === 'month' || pattern.every === 'year') return Infinity;
  return startMs + (end.count + LEAPT_OVER) * interval * DAYS[pattern.every] * DAY_MS;
}
