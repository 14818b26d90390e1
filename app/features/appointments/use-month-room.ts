import { useMemo, useSyncExternalStore } from 'react';
import { useFormats } from '../../i18n/formats';
import { standsInGrid, type CalendarEntry } from './calendar-entries';
import { mostLinesOfDay, withinRoom, type MonthRoom } from './month-room';

const NOTHING_LEFT: ReadonlyMap<string, number> = new Map();

/** What a grid is given to draw of these entries, and how many of each day have no room in it; all where it has. */
export function useMonthRoom(entries: readonly CalendarEntry[], isMonth: boolean): MonthRoom {
  const { dayOf } = useFormats();
  const most = useSyncExternalStore(followWindow, () => mostLinesOfDay(window.innerHeight));
  return useMemo(() => {
    const shown = entries.filter(standsInGrid);
    return isMonth ? withinRoom(shown, most, dayOf) : { shown, left: NOTHING_LEFT };
  }, [entries, isMonth, most, dayOf]);
}

function followWindow(tell: () => void): () => void {
  window.addEventListener('resize', tell);
  return () => window.removeEventListener('resize', tell);
}
