import { occurrencesBetween } from '../../sync/rules/recurrence';
import { parseRecurrence, type RecurrencePattern, type Weekday, WEEKDAYS } from '../../sync/rules/recurrence-rule';
import type { Formats } from './formats';
import type { Text } from './use-text';

/** A Monday. */
const FIRST_WEEKDAY_MS = Date.UTC(2026, 0, 5);
const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

export const weekdayWords = (weekday: Weekday, width: 'long' | 'short', language: string) =>
  new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(
    FIRST_WEEKDAY_MS + WEEKDAYS.indexOf(weekday) * DAY_MS,
  );

/**
 * A rule said back as a sentence; '' for none. `startsAt` is the first start, which says the day of a yearly one; ''
 * where it is unknown.
 */
export function recurrenceWords(
  rrule: string,
  startsAt: string,
  { t, formats }: { readonly t: Text; readonly formats: Formats },
): string {
  const recurrence = parseRecurrence(rrule);
  if (recurrence === null) return rrule === '' ? '' : t('appointments.recurrence.unknown');
  const { pattern, interval, end } = recurrence;
  const list = new Intl.ListFormat(formats.language, { type: 'conjunction' });
  const on = (of: RecurrencePattern) => {
    if (of.every === 'week') return list.format(of.days.map((day) => weekdayWords(day, 'long', formats.language)));
    if (of.every === 'year') return startsAt === '' ? '' : dayAndMonth(startsAt, formats.language, formats.zone);
    if (of.every !== 'month') return '';
    if ('day' in of)
      return of.day === -1
        ? t('appointments.recurrence.lastDay')
        : t('appointments.recurrence.dayOfMonth', { day: of.day });
    return t(`appointments.recurrence.place.${of.place === -1 ? 'last' : of.place}`, {
      weekday: weekdayWords(of.weekday, 'long', formats.language),
    });
  };
  const says = pattern.every === 'year' && startsAt === '' ? 'someYear' : pattern.every;
  const sentence = t(`appointments.recurrence.says.${says}`, { interval, on: on(pattern) });
  if (end.ends === 'after') return t('appointments.recurrence.endsAfter', { sentence, count: end.count });
  return end.ends === 'until'
    ? t('appointments.recurrence.endsUntil', {
        sentence,
        day: formats.day(lastDay(rrule, end.until, startsAt, formats)),
      })
    : sentence;
}

/**
 * The last day of a rule that ends at `until`, 'YYYY-MM-DD': the day that was picked for it; where another part of its
 * series goes on from then, the last one before that. `startsAt`: of any of its occurrences, '' where none is known.
 */
export function lastDay(rrule: string, until: string, startsAt: string, { dayOf, zone }: Formats): string {
  const untilMs = Date.parse(until);
  const isPicked = dayOf(untilMs) !== dayOf(untilMs + SECOND_MS);
  if (isPicked || startsAt === '') return dayOf(until);
  const series = { startsAt, endsAt: startsAt, zone, rrule };
  const last = occurrencesBetween(series, Date.parse(startsAt), untilMs + 1).at(-1);
  return dayOf(last === undefined ? until : last.startsAt);
}

const dayAndMonth = (instant: string, language: string, timeZone: string) =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone }).format(Date.parse(instant));
