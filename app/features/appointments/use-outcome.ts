import { useCallback } from 'react';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { cancelAppointment, recordOutcome, reopenAppointment } from './appointment-verbs';
import type { Appointment } from './use-appointments';

/** Saying how an appointment went, or that it will not be; each can be taken back from the toast. */
export function useOutcome() {
  const db = useDatabase();
  const t = useText();
  const record = useCallback(async (appointment: Appointment, name: string, outcome: 'held' | 'no_show') => {
    await recordOutcome(db, appointment.id, outcome);
    showToast({
      text: t(outcome === 'held' ? 'appointments.done.held' : 'appointments.done.noShow', { name }),
      action: { label: t('appointments.undo'), onPress: () => void recordOutcome(db, appointment.id, 'confirmed') },
    });
  }, [db, t]);
  const cancel = useCallback(async (appointment: Appointment, name: string, reason: string) => {
    await cancelAppointment(db, appointment.id, reason);
    showToast({
      text: t('appointments.done.cancelled', { name }),
      action: { label: t('appointments.undo'), onPress: () => void reopenAppointment(db, appointment.id) },
    });
  }, [db, t]);
  const reopen = useCallback(async (appointment: Appointment, name: string) => {
    await reopenAppointment(db, appointment.id);
    showToast({ text: t('appointments.done.reopened', { name }) });
  }, [db, t]);
  return { record, cancel, reopen };
}
