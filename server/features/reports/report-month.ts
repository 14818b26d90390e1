/** Months of the office's own calendar, 'YYYY-MM'. */
import { instantOfWall, localTimeOf } from '../../../sync/rules/wall-time';

export type MonthWindow = {
  readonly month: string;
  /** Milliseconds since 1970; from the first, until just before the second. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** 'YYYY-MM-DD', all of it. */
  readonly days: readonly string[];
};

export const monthAt = (atMs: number, zone: string) => localTimeOf(new Date(atMs).toISOString(), zone).slice(0, 7);

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export function windowOf(month: string, zone: string): MonthWindow {
  const next = addMonths(month, 1);
  const days: string[] = [];
  for (let at = Date.parse(`${month}-01`); at < Date.parse(`${next}-01`); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return { month, fromMs: startOf(month, zone), untilMs: startOf(next, zone), days };
}

/** Where clocks leap over midnight the month begins when they land. */
function startOf(month: string, zone: string): number {
  const wall = Date.parse(`${month}-01`);
  for (let minutes = 0; ; minutes += 30) {
    const at = instantOfWall(wall + minutes * 60_000, zone);
    if (at !== null) return at;
  }
}
