/** Days, weeks (from Monday) and months of a zone, as spans of time. Days are 'YYYY-MM-DD'. */
import { instantOfWall, localTimeOf } from './wall-time';

/** From `from` until just before `below`. */
export type DaySpan = { readonly from: string; readonly below: string };
export type Period =
  | 'today'
  | 'thisWeek'
  | 'lastWeek'
  | 'nextWeek'
  | 'thisMonth'
  | 'lastMonth'
  | 'thisYear'
  | 'lastYear';

const DAY_MS = 86_400_000;
const STEP_MS = 15 * 60_000;

/** The day that calendars of the zone show. */
export const dayAt = (atMs: number, zone: string) => localTimeOf(new Date(atMs).toISOString(), zone).slice(0, 10);

export const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first instant of a day in the zone, milliseconds since 1970: where clocks leap over midnight, the one after. */
export function startOfDayMs(day: string, zone: string): number {
  const midnightMs = Date.parse(`${day}T00:00:00.000Z`);
  for (let wallMs = midnightMs; wallMs < midnightMs + DAY_MS; wallMs += STEP_MS) {
    const atMs = instantOfWall(wallMs, zone);
    if (atMs !== null) return atMs;
  }
  return startOfDayMs(addDays(day, 1), zone); // a day that the zone left out
}

export function periodOf(period: Period, today: string): DaySpan {
  const span = (from: string, days: number) => ({ from, below: addDays(from, days) });
  const weekday = (new Date(`${today}T00:00:00.000Z`).getUTCDay() + 6) % 7;
  const monday = addDays(today, -weekday);
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  const first = (ofYear: number, ofMonth: number) =>
    new Date(Date.UTC(ofYear, ofMonth - 1, 1)).toISOString().slice(0, 10);
  switch (period) {
    case 'today':
      return span(today, 1);
    case 'thisWeek':
      return span(monday, 7);
    case 'lastWeek':
      return span(addDays(monday, -7), 7);
    case 'nextWeek':
      return span(addDays(monday, 7), 7);
    case 'thisMonth':
      return { from: first(year, month), below: first(year, month + 1) };
    case 'lastMonth':
      return { from: first(year, month - 1), below: first(year, month) };
    case 'thisYear':
      return { from: first(year, 1), below: first(year + 1, 1) };
    case 'lastYear':
      return { from: first(year - 1, 1), below: first(year, 1) };
  }
}

/** Monday 00:00 of the zone's week. */
export const startOfWeekMs = (nowMs: number, zone: string) =>
  startOfDayMs(periodOf('thisWeek', dayAt(nowMs, zone)).from, zone);
