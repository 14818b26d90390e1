import { DateFormatter } from '@internationalized/date';
import { useMemo } from 'react';
import { useFormats } from '../../../i18n/formats';
import { shownDays, type CalendarView } from './calendar-url';

/**
 * The period a calendar shows, as a title: 23–29 Kasım 2026; over two months 29 Kas – 12 Ara 2026, as the English names
 * of two have no room beside the views; where there is little room 23–29 Kas, with the year when it is another.
 */
export function usePeriodWords(isNarrow: boolean, nowMs: number): (view: CalendarView, date: string) => string {
  const { locale, dayOf } = useFormats();
  const thisYear = dayOf(nowMs).slice(0, 4);
  return useMemo(() => {
    // It keeps the formatters it made: eight of them took two milliseconds each time a calendar was opened.
    const format = (options: Intl.DateTimeFormatOptions) => new DateFormatter(locale, { ...options, timeZone: 'UTC' });
    const at = (date: string) => new Date(`${date}T12:00:00.000Z`);
    const length = isNarrow ? 'short' : 'long';
    const withYear = { year: 'numeric' } as const;
    const makers = (year: { year?: 'numeric' }) => ({
      day: format({ weekday: length, day: 'numeric', month: length, ...year }),
      range: format({ day: 'numeric', month: length, ...year }),
      overMonths: format({ day: 'numeric', month: 'short', ...year }),
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
      if (view === 'month') return words.month.format(at(date));
      const range = from.slice(0, 7) === to.slice(0, 7) ? words.range : words.overMonths;
      return range.formatRange(at(from), at(to));
    };
  }, [locale, isNarrow, thisYear]);
}
