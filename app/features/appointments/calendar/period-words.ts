import { useMemo } from 'react';
import { useFormats } from '../../../i18n/formats';
import { shownDays, type CalendarView } from './calendar-url';

/**
 * The period a calendar shows, as a title: 23–29 Kasım 2026; where there is little room 23–29 Kas, with the year when
 * it is another.
 */
export function usePeriodWords(isNarrow: boolean, nowMs: number): (view: CalendarView, date: string) => string {
  const { locale, dayOf } = useFormats();
  const thisYear = dayOf(nowMs).slice(0, 4);
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    const at = (date: string) => new Date(`${date}T12:00:00.000Z`);
    const length = isNarrow ? 'short' : 'long';
    const withYear = { year: 'numeric' } as const;
    const makers = (year: { year?: 'numeric' }) => ({
      day: format({ weekday: length, day: 'numeric', month: length, ...year }),
      range: format({ day: 'numeric', month: length, ...year }),
      month: format({ month: 'long', ...withYear }),
    });
    const [full, brief] = [makers(withYear), makers({})];
    return (view, date) => {
      const { from, to } = shownDays(view, date);
      const isPlain = isNarrow && [from, to].every((day) => day.startsWith(thisYear));
      const words = isPlain ? brief : full;
      // Between the names of five views there is no room for a year.
      if (view === 'team') return brief.day.format(at(date));
      if (view === 'day') return words.day.format(at(date));
      return view === 'month' ? words.month.format(at(date)) : words.range.formatRange(at(from), at(to));
    };
  }, [locale, isNarrow, thisYear]);
}
