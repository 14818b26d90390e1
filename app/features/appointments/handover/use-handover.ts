import { useMemo } from 'react';
import { useRoots } from '../../../database/use-person';
import { useFormats } from '../../../i18n/formats';
import { useNowMs } from '../../../ui/use-now';
import { useMembers } from '../../members/use-members';
import { useSettings } from '../../settings/settings-context';
import { shownOf, useAppointmentsOfDays, useStoredBetween, type Appointment } from '../use-appointments';
import { addDays, resolveWallClock } from '../../../ui/wall-clock';
import { useLaterAppointments } from './later-appointments';
import { needingHandover } from './needing-handover';

/** So far calendars are walked; a series is handed over whole, whatever of it comes after. */
const WALKED_DAYS = 366;

/** Everything that has to be handed over, with all that goes on meanwhile; `undefined` while it is read. */
export function useHandover() {
  const { zone, dayOf } = useFormats();
  const today = dayOf(useNowMs());
  const [fromAt, toAt] = [today, addDays(today, WALKED_DAYS + 1)].map(
    (date) => resolveWallClock({ date, time: '00:00' }, zone).at,
  ) as [string, string];
  const stored = useStoredBetween(fromAt, toAt);
  const later = useLaterAppointments(toAt, stored?.series);
  const roots = useRoots();
  const all = useMemo(
    () =>
      stored === undefined || later === undefined ? undefined : [...shownOf(stored, { fromAt, toAt }, roots), ...later],
    [stored, later, fromAt, toAt, roots],
  );
  return useGroups(all);
}

/** The same within so many days. */
export function useHandoverWithin(days: number) {
  const { zone, dayOf } = useFormats();
  const today = dayOf(useNowMs());
  return useGroups(useAppointmentsOfDays(today, addDays(today, days), zone));
}

function useGroups(all: readonly Appointment[] | undefined) {
  const nowMs = useNowMs();
  const { byId, areRead } = useMembers();
  const { absences, office } = useSettings();
  const minuteIso = new Date(nowMs).toISOString();
  const groups = useMemo(
    () => (all === undefined || !areRead ? undefined : needingHandover(all, byId, absences, office.zone, minuteIso)),
    [all, areRead, byId, absences, office.zone, minuteIso],
  );
  return { groups, all };
}
