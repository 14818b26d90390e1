import type { Recurrence, RecurrencePattern, Weekday, WeekdayPlace } from './recurrence-rule';
import { formatRecurrence, parseRecurrence, WEEKDAYS } from './recurrence-rule';

const DAY_MS = 86_400_000;

/**
 * The same rule for a series that begins on another day ('YYYY-MM-DD', as `wasOn`): days of the week move along, and
 * the day of the month is the new one's. What is not ours stays as it is.
 */
export function anchoredTo(rrule: string, on: string, wasOn: string): string {
  const recurrence = parseRecurrence(rrule);
  if (recurrence === null || on === wasOn) return rrule;
  const days = Math.round((Date.parse(on) - Date.parse(wasOn)) / DAY_MS);
  return formatRecurrence({
    ...recurrence,
    pattern: moved(recurrence.pattern, on, days),
    end: endMoved(recurrence, days),
  });
}

/** Day of the week of 'YYYY-MM-DD'. */
export const weekdayOn = (on: string): Weekday => WEEKDAYS[(new Date(`${on}T00:00:00Z`).getUTCDay() + 6) % 7]!;

/** Which of its kind in the month a day is; -1 where it is the last, from the fifth on. */
export function placeOn(on: string): WeekdayPlace {
  const place = Math.ceil(Number(on.slice(8)) / 7);
  return place > 4 ? -1 : (place as WeekdayPlace);
}

function moved(pattern: RecurrencePattern, on: string, days: number): RecurrencePattern {
  if (pattern.every === 'week')
    return {
      every: 'week',
      days: pattern.days.map((day) => WEEKDAYS[(((WEEKDAYS.indexOf(day) + days) % 7) + 7) % 7]!),
    };
  if (pattern.every !== 'month') return pattern;
  if ('day' in pattern) {
    const isLast = new Date(Date.parse(on) + DAY_MS).getUTCDate() === 1;
    return { every: 'month', day: pattern.day === -1 && isLast ? -1 : Number(on.slice(8)) };
  }
  const isLast = new Date(Date.parse(on) + 7 * DAY_MS).getUTCMonth() !== new Date(on).getUTCMonth();
  return { every: 'month', place: pattern.place === -1 && isLast ? -1 : placeOn(on), weekday: weekdayOn(on) };
}

function endMoved({ end }: Recurrence, days: number): Recurrence['end'] {
  if (end.ends !== 'until') return end;
  return { ends: 'until', until: new Date(Date.parse(end.until) + days * DAY_MS).toISOString() };
}
