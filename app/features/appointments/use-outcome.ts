import { useCallback } from 'react';
import { canChangeStatus } from '../../../sync/rules/appointment-status';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { cancelAppointment, recordOutcome, reopenAppointment } from './appointment-verbs';
import type { Appointment } from './use-appointments';

/** Saying how an appointment went, or that it will not be; each can be taken back from the toast. */
export function useOutcome() {
  const db = useDatabase();
  const t = useText();
  const store = useCallback(
    (write: () => Promise<void>) =>
      write().then(
        () => true,
        () => {
          showToast({ text: t('appointments.notStored'), tone: 'attention' });
          return false;
        },
      ),
    [t],
  );
  const record = useCallback(
    async (appointment: Appointment, name: string, outcome: 'held' | 'no_show') => {
      if (!(await store(() => recordOutcome(db, appointment.id, outcome, appointment.status)))) return;
      showToast({
        text: t(outcome === 'held' ? 'appointments.done.held' : 'appointments.done.noShow', { name }),
        action: {
          label: t('appointments.undo'),
          onPress: () =>
            void store(() =>
              recordOutcome(
                db,
                appointment.id,
                canChangeStatus(outcome, appointment.status) ? appointment.status : 'confirmed',
                outcome,
              ),
            ),
        },
      });
    },
    [db, t, store],
  );
  const cancel = useCallback(
    async (appointment: Appointment, name: string, reason: string) => {
      if (!(await store(() => cancelAppointment(db, appointment.id, reason, appointment.status)))) return;
      showToast({
        text: t('appointments.done.cancelled', { name }),
        action: {
          label: t('appointments.undo'),
          onPress: () => void store(() => reopenAppointment(db, appointment.id)),
        },
      });
    },
    [db, t, store],
  );
  const reopen = useCallback(
    async (appointment: Appointment, name: string) => {
      if (await store(() => reopenAppointment(db, appointment.id)))
        showToast({ text: t('appointments.done.reopened', { name }) });
    },
    [db, t, store],
  );
  return { record, cancel, reopen };
}
