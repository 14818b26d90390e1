import { useCallback } from 'react';
import type { SeriesScope } from '../../../sync/rules/change-series';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import {
  cancelFollowing,
  cancelled,
  changeAppointment,
  outcomeOf,
  recordStatus,
  reopenAppointment,
  standingAgain,
  type TakeBack,
} from './appointment-verbs';
import type { Appointment } from './use-appointments';

/** Saying how an appointment went, or that it will not be; each can be taken back from the toast. */
export function useOutcome() {
  const db = useDatabase();
  const t = useText();
  const store = useCallback(
    (write: () => Promise<TakeBack>): Promise<TakeBack | null> =>
      write().catch(() => {
        showToast({ text: t('appointments.notStored'), tone: 'attention' });
        return null;
      }),
    [t],
  );
  const offerUndo = useCallback(
    (text: string, takeBack: TakeBack) =>
      showToast({
        text,
        action: { label: t('appointments.undo'), onPress: () => void store(() => takeBack().then(() => takeBack)) },
      }),
    [t, store],
  );
  const record = useCallback(
    async (appointment: Appointment, name: string, outcome: 'held' | 'no_show') => {
      const takeBack = await store(() => changeAppointment(db, appointment, outcomeOf(appointment, outcome)));
      if (takeBack === null) return;
      const words = t(outcome === 'held' ? 'appointments.done.held' : 'appointments.done.noShow', { name });
      const isSingle = appointment.occurrence === undefined || appointment.occurrence === null;
      const before = standingAgain(appointment.status);
      offerUndo(words, isSingle ? () => recordStatus(db, appointment.id, before, outcome) : takeBack);
    },
    [db, t, store, offerUndo],
  );
  const cancel = useCallback(
    async (appointment: Appointment, name: string, reason: string, scope: SeriesScope = 'this') => {
      const takeBack = await store(() =>
        scope === 'following'
          ? cancelFollowing(db, appointment, reason)
          : changeAppointment(db, appointment, cancelled(reason), { scope }),
      );
      if (takeBack === null) return;
      const isSingle = appointment.occurrence === undefined || appointment.occurrence === null;
      offerUndo(
        t(isSingle || scope === 'this' ? 'appointments.done.cancelled' : 'appointments.done.cancelledSeries', { name }),
        isSingle ? () => reopenAppointment(db, appointment.id, appointment.status) : takeBack,
      );
    },
    [db, t, store, offerUndo],
  );
  const reopen = useCallback(
    async (appointment: Appointment, name: string) => {
      const reopened = { status: 'confirmed' as const, cancelReason: '' };
      if ((await store(() => changeAppointment(db, appointment, reopened))) !== null)
        showToast({ text: t('appointments.done.reopened', { name }) });
    },
    [db, t, store],
  );
  return { record, cancel, reopen };
}
