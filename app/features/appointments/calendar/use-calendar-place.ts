import { useSearchParams } from '@remix-run/react';
import { useCallback, useEffect, useMemo } from 'react';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useIsNarrow } from '../../../ui/use-media';
import { calendarSearch, readCalendarPlace, viewFor, type CalendarPlace } from './calendar-url';

/** View and people as they were left, for coming back by the rail during this visit; the day always starts at today. */
let left: Pick<CalendarPlace, 'view' | 'agentIds'> | null = null;

/** What the calendar shows, in step with its address. */
export function useCalendarPlace(nowMs: number): {
  place: CalendarPlace;
  change: (change: Partial<CalendarPlace>) => void;
} {
  const { me } = useDatabase();
  const formats = useFormats();
  const isNarrow = useIsNarrow();
  const [search, setSearch] = useSearchParams();
  const today = formats.dayOf(nowMs);
  const place = useMemo(() => {
    const read = readCalendarPlace(search, {
      view: left?.view ?? (isNarrow ? 'day' : 'week'),
      date: today,
      agentIds: left?.agentIds ?? (me.role === 'agent' ? [me.memberId] : []),
    });
    return { ...read, view: viewFor(read.view, isNarrow, me.role !== 'agent') };
  }, [search, isNarrow, today, me]);
  useEffect(() => {
    left = { view: place.view, agentIds: place.agentIds };
  }, [place]);
  // Looking around in time is one place to come back to, not twenty.
  const change = useCallback(
    (next: Partial<CalendarPlace>) => {
      setSearch(calendarSearch({ ...place, ...next }), { replace: true, preventScrollReset: true });
    },
    [place, setSearch],
  );
  return { place, change };
}
