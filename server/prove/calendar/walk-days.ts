/**
 * Occurrences of a series found without any library and without the product's own reading of rules: every day from the
 * start is looked at, and what clocks show is asked of Intl alone. It is slow and it is meant to be obvious.
 */
import type { Occurrence, Series } from '../../../sync/rules/recurrence';

const DAY_MS = 86_400_000;
const NAMES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

type Day = { readonly year: number; readonly month: number; readonly day: number; readonly number: number };

/** All occurrences that start before `toMs` (milliseconds since 1970), in order. */
export function walkDays(series: Series, toMs: number): Occurrence[] {
  const parts = new Map(series.rrule.split(';').map((part) => part.split('=') as [string, string]));
  const until = parts.has('UNTIL') ? readUntil(parts.get('UNTIL')!) : Infinity;
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : Infinity;
  const lengthMs = Date.parse(series.endsAt) - Date.parse(series.startsAt);
  const local = shownAt(Date.parse(series.startsAt), series.zone);
  const first = dayOf(Math.floor(Date.parse(`${local}:00Z`) / DAY_MS));
  const time = local.slice(11);

  const found: Occurrence[] = [];
  for (let number = first.number; found.length < count; number += 1) {
    // A day ahead of every zone's clocks.
    if (number * DAY_MS - DAY_MS > toMs) break;
    const day = dayOf(number);
    if (!isDayOfRule(parts, first, day)) continue;
    const on = `${String(day.year).padStart(4, '0')}-${two(day.month)}-${two(day.day)}T${time}`;
    const atMs = instantOf(on, series.zone);
    // Clocks leap over this time today: no occurrence, and it does not count.
    if (atMs === null) continue;
    if (atMs > until || atMs >= toMs) break;
    found.push({ on, startsAt: new Date(atMs).toISOString(), endsAt: new Date(atMs + lengthMs).toISOString() });
  }
  return found;
}

function isDayOfRule(parts: ReadonlyMap<string, string>, first: Day, day: Day): boolean {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const byDay = parts.get('BYDAY');
  const weekday = NAMES[(((day.number + 4) % 7) + 7) % 7]!;
  const months = (day.year - first.year) * 12 + day.month - first.month;
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return (day.number - first.number) % interval === 0;
    case 'WEEKLY': {
      // Weeks begin on Monday; day number 0, 1970-01-01, was a Thursday.
      const week = (of: Day) => Math.floor((of.number + 3) / 7);
      return (week(day) - week(first)) % interval === 0 && byDay!.split(',').includes(weekday);
    }
    case 'MONTHLY': {
      if (months % interval !== 0) return false;
      const isLastDay = dayOf(day.number + 1).day === 1;
      if (parts.has('BYMONTHDAY')) {
        return parts.get('BYMONTHDAY') === '-1' ? isLastDay : day.day === Number(parts.get('BYMONTHDAY'));
      }
      if (!byDay!.endsWith(weekday)) return false;
      const place = Number(byDay!.slice(0, -2));
      if (place === -1) return dayOf(day.number + 7).month !== day.month;
      return Math.ceil(day.day / 7) === place;
    }
    case 'YEARLY':
      return (day.year - first.year) % interval === 0 && day.month === first.month && day.day === first.day;
    default:
      throw new Error(`no rule: ${spelled(parts)}`);
  }
}

const spelled = (parts: ReadonlyMap<string, string>) => [...parts].map((part) => part.join('=')).join(';');
const two = (value: number) => String(value).padStart(2, '0');

function dayOf(number: number): Day {
  const date = new Date(number * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), number };
}

function readUntil(until: string): number {
  const at = [0, 4, 6, 9, 11, 13].map((from, index) => Number(until.slice(from, from + (index === 0 ? 4 : 2))));
  return Date.UTC(at[0]!, at[1]! - 1, at[2], at[3], at[4], at[5]);
}

/** The first instant at which clocks show this local time; null when they never do. */
function instantOf(local: string, zone: string): number | null {
  const asUtcMs = Date.parse(`${local}:00Z`);
  // The offsets in force around that time are the only candidates.
  const offsets = new Set(
    [-DAY_MS, -DAY_MS / 2, 0, DAY_MS / 2, DAY_MS].map((awayMs) => {
      const atMs = asUtcMs + awayMs;
      return Date.parse(`${shownAt(atMs, zone)}:00Z`) - Math.floor(atMs / 60_000) * 60_000;
    }),
  );
  const fitting = [...offsets].map((offset) => asUtcMs - offset).filter((atMs) => shownAt(atMs, zone) === local);
  return fitting.length === 0 ? null : Math.min(...fitting);
}

const formats = new Map<string, Intl.DateTimeFormat>();
/** Clocks change at quarters of an hour, so what they show is asked once for each. */
const shown = new Map<string, number>();
const QUARTER_MS = 15 * 60_000;

function shownAt(atMs: number, zone: string): string {
  const quarterMs = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
  const key = `${zone} ${quarterMs}`;
  let localMs = shown.get(key);
  if (localMs === undefined) {
    let format = formats.get(zone);
    if (format === undefined) {
      // Swedish writes dates as ISO 8601 does.
      format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
      formats.set(zone, format);
    }
    localMs = Date.parse(`${format.format(new Date(quarterMs)).replace(' ', 'T')}:00Z`);
    shown.set(key, localMs);
  }
  return new Date(localMs + atMs - quarterMs).toISOString().slice(0, 16);
}
