import { useMemo } from 'react';
import { useFormats } from '../../i18n/formats';
import { shownDays, type CalendarView } from './calendar-url';

/** The period a calendar shows, as a title: 23–29 Kasım 2026. */
export function usePeriodWords(): (view: CalendarView, date: string) => string {
  const { locale } = useFormats();
  return useMemo(() => {
    const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    const at = (date: string) => new Date(`${date}T12:00:00.000Z`);
    const day = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
    const range = format({ day: 'numeric', month: 'long', year: 'numeric' });
    const month = format({ month: 'long', year: 'numeric' });
    return (view, date) => {
      if (view === 'day') return day.format(at(date));
      if (view === 'month') return month.format(at(date));
      const { from, to } = shownDays(view, date);
      return range.formatRange(at(from), at(to));
    };
  }, [locale]);
}
