/**
 * The starts of rules that come every so many days or weeks, on the wall clock. These are nearly all there are and have
 * nearly all occurrences, and a general walker makes objects of a calendar for every date: two hundred series over a year
 * held a tablet for a second. Months and years, whose days differ, are left to it (recurrence.ts).
 */
import { WEEKDAYS, type Recurrence, type RecurrencePattern } from './recurrence-rule';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

type Stepping = Omit<Recurrence, 'pattern' | 'end'> & {
  readonly pattern: Extract<RecurrencePattern, { readonly every: 'day' | 'week' }>;
};

export const stepsByDays = (recurrence: Recurrence): recurrence is Recurrence & Stepping =>
  recurrence.pattern.every === 'day' || recurrence.pattern.every === 'week';

/**
 * Every start from about `fromMs` on, in order, until `take` answers false. All are wall times, in milliseconds since 1970
 * as if they were UTC; `startMs` is where the series begins. RFC 5545 §3.3.10: weeks begin on Monday.
 */
export function walkDays(
  { pattern, interval }: Stepping,
  startMs: number,
  fromMs: number,
  take: (wallMs: number) => boolean,
): void {
  const weekday = (new Date(startMs).getUTCDay() + WEEK_DAYS - 1) % WEEK_DAYS;
  const ofPeriod = pattern.every === 'day' ? [0] : pattern.days.map((day) => WEEKDAYS.indexOf(day));
  const firstMs = pattern.every === 'day' ? startMs : startMs - weekday * DAY_MS;
  const periodMs = interval * DAY_MS * (pattern.every === 'day' ? 1 : WEEK_DAYS);
  const passed = Math.max(0, Math.floor((fromMs - firstMs) / periodMs));
  for (let atMs = firstMs + passed * periodMs; ; atMs += periodMs)
    for (const day of ofPeriod) {
      const wallMs = atMs + day * DAY_MS;
      if (wallMs >= startMs && !take(wallMs)) return;
    }
}
