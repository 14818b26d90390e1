/**
 * Times of day in the demo office. Türkiye has kept UTC+3 all year since 2016, and the demo looks back one year only.
 */
const OFFSET_MS = 3 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Midnight in İstanbul of the day that `epochMs` falls on. */
export function dayStartMs(epochMs: number): number {
  return Math.floor((epochMs + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
}

/** 0 Sunday … 6 Saturday */
export function weekday(epochMs: number): number {
  return new Date(epochMs + OFFSET_MS).getUTCDay();
}

/** Monday's midnight of the week of `epochMs`. */
export function weekStartMs(epochMs: number): number {
  return dayStartMs(epochMs) - ((weekday(epochMs) + 6) % 7) * DAY_MS;
}

/** The same day, brought into working hours: what happened at night happened by day. */
export function intoWorkingHours(epochMs: number): number {
  const start = dayStartMs(epochMs);
  const share = (epochMs - start) / DAY_MS;
  return start + 9 * HOUR_MS + Math.floor((share * 10 * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
}

export const iso = (epochMs: number) => new Date(epochMs).toISOString();
