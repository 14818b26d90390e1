import { useMemo, useSyncExternalStore } from 'react';
import { useFormats } from '../../../i18n/formats';
import { standsInGrid, type CalendarEntry } from './calendar-entries';
import { shownDays } from './calendar-url';
import { mostLinesOfDay, withinRoom, type MonthRoom } from './month-room';

const NOTHING_LEFT: ReadonlyMap<string, number> = new Map();
const WEEK_MS = 7 * 86_400_000;

/**
 * What a grid is given to draw of these entries, and how many of each day have no room in it; all where it has. `date`:
 * any day of the month that is shown, 'YYYY-MM-DD'; null where none is.
 */
export function useMonthRoom(entries: readonly CalendarEntry[], date: string | null): MonthRoom {
  const { dayOf } = useFormats();
  const weeks = date === null ? 0 : weeksOf(date);
  const most = useSyncExternalStore(followWindow, () => (weeks === 0 ? 0 : mostLinesOfDay(window.innerHeight, weeks)));
  return useMemo(() => {
    const shown = entries.filter(standsInGrid);
    return most === 0 ? { shown, left: NOTHING_LEFT } : withinRoom(shown, most, dayOf);
  }, [entries, most, dayOf]);
}

function weeksOf(date: string): number {
  const { from, to } = shownDays('month', date);
  return Math.ceil((Date.parse(to) - Date.parse(from)) / WEEK_MS);
}

function followWindow(tell: () => void): () => void {
  window.addEventListener('resize', tell);
  return () => window.removeEventListener('resize', tell);
}
