import { useMemo } from 'react';
import { useFormats } from '../../../i18n/formats';
import { useNowMs } from '../../customers/use-now';
import { useMembers } from '../../members/use-members';
import { useSettings } from '../../settings/settings-context';
import { useAppointmentsOfDays } from '../use-appointments';
import { addDays } from '../wall-clock';
import { needingHandover } from './needing-handover';

/** What has to be handed over within so many days, with everything that goes on then; `undefined` while it is read. */
export function useHandover(days: number) {
  const formats = useFormats();
  const nowMs = useNowMs();
  const today = formats.dayOf(nowMs);
  const all = useAppointmentsOfDays(today, addDays(today, days), formats.zone);
  const { byId, areRead } = useMembers();
  const { absences, office } = useSettings();
  const minuteIso = new Date(nowMs).toISOString();
  const groups = useMemo(
    () => (all === undefined || !areRead ? undefined : needingHandover(all, byId, absences, office.zone, minuteIso)),
    [all, areRead, byId, absences, office.zone, minuteIso],
  );
  return { groups, all };
}
