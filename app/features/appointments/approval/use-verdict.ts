import { useCallback } from 'react';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';
import type { TakeBack } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';
import { askAgain, decideAppointment, takeProposal, type Verdict } from './decide-appointment';

/** Deciding, taking what was proposed and asking again, each with a word about it and a way back. */
export function useVerdict() {
  const db = useDatabase();
  const t = useText();
  const formats = useFormats();
  const tell = useCallback(
    async (write: () => Promise<TakeBack> | null, text: string) => {
      const notStored = () => showToast({ text: t('appointments.notStored'), tone: 'attention' });
      try {
        const takeBack = await write();
        if (takeBack === null) return;
        showToast({
          text,
          action: { label: t('appointments.undo'), onPress: () => void takeBack().catch(notStored) },
        });
      } catch {
        notStored();
      }
    },
    [t],
  );
  const decide = useCallback(
    (request: Appointment, name: string, verdict: Verdict) =>
      tell(() => decideAppointment(db, request, verdict), t(`appointments.approval.done.${verdict.kind}`, { name })),
    [db, t, tell],
  );
  const take = useCallback(
    (request: Appointment, name: string) =>
      tell(
        () => takeProposal(db, request),
        t('appointments.moved', { name, when: formats.weekdayTime(request.proposedStartsAt ?? request.startsAt) }),
      ),
    [db, t, formats, tell],
  );
  const ask = useCallback(
    (declined: Appointment, name: string) =>
      tell(() => askAgain(db, declined), t('appointments.approval.done.ask', { name })),
    [db, t, tell],
  );
  return { decide, take, ask };
}
