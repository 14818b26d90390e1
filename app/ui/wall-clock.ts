import { CalendarDateTime, fromAbsolute, parseDate, toZoned } from '@internationalized/date';
import type { Schedule } from '../../sync/rules/appointment-schedule';

const MINUTE_MS = 60_000;

/** A picked day ('YYYY-MM-DD') and time ('HH:mm'), meaningful only together with a zone. */
export type WallClock = { readonly date: string; readonly time: string };

/**
 * What a wall clock means in a zone, as UTC instants. `skipped`: clocks jump over this time that day, and `at` is the
 * same distance after the jump. `repeated`: clocks show this time twice, first at `at`, again at `laterAt`.
 */
export type ResolvedWallClock =
  | { readonly kind: 'exact' | 'skipped'; readonly at: string }
  | { readonly kind: 'repeated'; readonly at: string; readonly laterAt: string };

const iso = (epochMs: number) => new Date(epochMs).toISOString();
const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Throws RangeError when date or time is not of the form above. */
export function resolveWallClock({ date, time }: WallClock, zone: string): ResolvedWallClock {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (match === null) throw new RangeError('wall clock: time must be HH:mm');
  const day = parseDate(date);
  const local = new CalendarDateTime(day.year, day.month, day.day, Number(match[1]), Number(match[2]));
  const at = toZoned(local, zone, 'compatible').toDate().getTime();
  const shown = wallClockOf(iso(at), zone);
  if (shown.date !== date || shown.time !== time) return { kind: 'skipped', at: iso(at) };
  const laterAt = toZoned(local, zone, 'later').toDate().getTime();
  return laterAt === at ? { kind: 'exact', at: iso(at) } : { kind: 'repeated', at: iso(at), laterAt: iso(laterAt) };
}

/** What clocks in `zone` show at an instant. */
export function wallClockOf(instant: string, zone: string): WallClock {
  const local = fromAbsolute(Date.parse(instant), zone);
  return {
    date: `${String(local.year).padStart(4, '0')}-${twoDigits(local.month)}-${twoDigits(local.day)}`,
    time: `${twoDigits(local.hour)}:${twoDigits(local.minute)}`,
  };
}

/** What a person calls a zone: 'Europe/Istanbul' is Istanbul. */
export const placeOfZone = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

export function addDays(date: string, days: number): string {
  return parseDate(date).add({ days }).toString();
}

export function addMinutes(instant: string, minutes: number): string {
  return iso(Date.parse(instant) + minutes * MINUTE_MS);
}

export function minutesBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MINUTE_MS);
}

/**
 * The schedule moved by whole days, keeping the time of day that clocks in `zone` show, and then by minutes. Its length
 * stays what it was, also across a change to or from summer time.
 */
export function moveSchedule(
  schedule: Schedule,
  by: { readonly days?: number; readonly minutes?: number },
  zone: string,
): Schedule {
  const lengthMinutes = minutesBetween(schedule.startsAt, schedule.endsAt);
  let startsAt = schedule.startsAt;
  if (by.days) {
    const shown = wallClockOf(startsAt, zone);
    startsAt = resolveWallClock({ ...shown, date: addDays(shown.date, by.days) }, zone).at;
  }
  if (by.minutes) startsAt = addMinutes(startsAt, by.minutes);
  return { ...schedule, startsAt, endsAt: addMinutes(startsAt, lengthMinutes) };
}

/**
 * The next full or half hour at or after `nowMs` (milliseconds since 1970), as an instant: where a new appointment
 * starts.
 */
export function nextHalfHour(nowMs: number): string {
  return iso(Math.ceil(nowMs / (30 * MINUTE_MS)) * 30 * MINUTE_MS);
}
