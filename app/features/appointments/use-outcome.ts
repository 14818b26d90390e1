import { useCallback } from 'react';
import type { SeriesScope } from '../../../sync/rules/change-series';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { closeAskedStep } from '../interactions/asked-step';
import { useSettings } from '../settings/settings-context';
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
  const { zone } = useSettings().office;
  const store = useCallback(
    (write: () => Promise<TakeBack>): Promise<TakeBack | null> =>
      write().catch(() => {
        showToast({ text: t('appointments.notStored'), tone: 'attention' });
        return null;
      }),
    [t],
  );
  const answer = useCallback(
    (appointment: Appointment): Promise<TakeBack> =>
      closeAskedStep(db, appointment, zone).catch(() => {
        showToast({ text: t('interactions.log.stepNotStored'), tone: 'attention' });
        return () => Promise.resolve();
      }),
    [db, zone, t],
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
      const askAgain = await answer(appointment);
      const back = isSingle ? () => recordStatus(db, appointment.id, before, outcome) : takeBack;
      offerUndo(words, () => back().then(askAgain));
    },
    [db, t, store, answer, offerUndo],
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
      const askAgain = await answer(appointment);
      const back = isSingle ? () => reopenAppointment(db, appointment.id, appointment.status) : takeBack;
      offerUndo(
        t(isSingle || scope === 'this' ? 'appointments.done.cancelled' : 'appointments.done.cancelledSeries', { name }),
        () => back().then(askAgain),
      );
    },
    [db, t, store, answer, offerUndo],
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
