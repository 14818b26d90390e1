/**
 * The recurrence rules an appointment may have: what the form can say, written as an RFC 5545 RRULE in one canonical
 * spelling, so that two equal rules are equal texts. Days of a week and of a month are always spelled out; the start of
 * the series says the rest (time of day, month and day of a yearly one), in the zone of the appointment.
 */
import * as z from 'zod/mini';

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** 1 to 4: the first to fourth of its kind in the month; -1: the last. */
export type WeekdayPlace = 1 | 2 | 3 | 4 | -1;

export type RecurrencePattern =
  | { readonly every: 'day' }
  /** In the order of the week, at least one. */
  | { readonly every: 'week'; readonly days: readonly Weekday[] }
  /** `day`: 1 to 31 (months without it are left out), or -1: the last day of the month. */
  | { readonly every: 'month'; readonly day: number }
  | { readonly every: 'month'; readonly place: WeekdayPlace; readonly weekday: Weekday }
  /** On the month and day of the start; 29 February comes in leap years. */
  | { readonly every: 'year' };

export type RecurrenceEnd =
  | { readonly ends: 'never' }
  /** All occurrences together, the first counted. */
  | { readonly ends: 'after'; readonly count: number }
  /** The last instant at which an occurrence may start: ISO 8601, UTC, whole seconds ("2026-12-31T20:59:59.000Z"). */
  | { readonly ends: 'until'; readonly until: string };

export type Recurrence = {
  readonly pattern: RecurrencePattern;
  readonly interval: number;
  readonly end: RecurrenceEnd;
};

export const MAX_INTERVAL = 99;
export const MAX_COUNT = 999;
const MAX_RULE_LENGTH = 120;

const FREQUENCIES = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' } as const;
const FORM = new RegExp(
  '^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)' +
    '(?:;INTERVAL=([1-9]\\d?))?' +
    '(?:;BYDAY=([A-Z0-9,-]{2,20}))?' +
    '(?:;BYMONTHDAY=(-1|[1-9]|[12]\\d|3[01]))?' +
    '(?:;COUNT=([1-9]\\d{0,2})|;UNTIL=(\\d{8}T\\d{6}Z))?$',
);

/** What a rule says; null when it is not one of ours in its canonical spelling. */
export function parseRecurrence(rrule: string): Recurrence | null {
  if (rrule.length > MAX_RULE_LENGTH) return null;
  const match = FORM.exec(rrule);
  if (match === null) return null;
  const [, frequency, interval = '1', byDay, byMonthDay, count, until] = match;
  const pattern = readPattern(frequency as string, byDay, byMonthDay);
  const end = readEnd(count, until);
  if (pattern === null || end === null) return null;
  const recurrence: Recurrence = { pattern, interval: Number(interval), end };
  return formatRecurrence(recurrence) === rrule ? recurrence : null;
}

/** The canonical spelling. */
export function formatRecurrence({ pattern, interval, end }: Recurrence): string {
  const parts = [`FREQ=${FREQUENCIES[pattern.every]}`];
  if (interval > 1) parts.push(`INTERVAL=${interval}`);
  if (pattern.every === 'week') parts.push(`BYDAY=${inOrderOfWeek(pattern.days).join(',')}`);
  if (pattern.every === 'month') {
    parts.push('day' in pattern ? `BYMONTHDAY=${pattern.day}` : `BYDAY=${pattern.place}${pattern.weekday}`);
  }
  if (end.ends === 'after') parts.push(`COUNT=${end.count}`);
  if (end.ends === 'until') parts.push(`UNTIL=${end.until.replace(/\.\d+/, '').replace(/[-:]/g, '')}`);
  return parts.join(';');
}

/** A rule in canonical spelling, or '' for an appointment that does not recur. */
export const recurrenceRule = z.string().check(
  z.maxLength(MAX_RULE_LENGTH),
  z.refine((value) => value === '' || parseRecurrence(value) !== null),
);

function inOrderOfWeek(days: readonly Weekday[]): Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

function readPattern(
  frequency: string,
  byDay: string | undefined,
  byMonthDay: string | undefined,
): RecurrencePattern | null {
  if (frequency === 'MONTHLY' && byMonthDay !== undefined && byDay === undefined) {
    return { every: 'month', day: Number(byMonthDay) };
  }
  if (byMonthDay !== undefined) return null;
  if (frequency === 'MONTHLY') {
    const match = /^(-1|[1-4])([A-Z]{2})$/.exec(byDay ?? '');
    if (match === null || !isWeekday(match[2])) return null;
    return { every: 'month', place: Number(match[1]) as WeekdayPlace, weekday: match[2] };
  }
  if (frequency === 'WEEKLY') {
    const days = (byDay ?? '').split(',');
    return days.every(isWeekday) ? { every: 'week', days } : null;
  }
  if (byDay !== undefined) return null;
  return { every: frequency === 'DAILY' ? 'day' : 'year' };
}

function readEnd(count: string | undefined, until: string | undefined): RecurrenceEnd | null {
  if (count !== undefined) return { ends: 'after', count: Number(count) };
  if (until === undefined) return { ends: 'never' };
  const at = until.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const isInstant = !Number.isNaN(Date.parse(at)) && new Date(at).toISOString() === at;
  return isInstant ? { ends: 'until', until: at } : null;
}

function isWeekday(value: string | undefined): value is Weekday {
  return (WEEKDAYS as readonly (string | undefined)[]).includes(value);
}
