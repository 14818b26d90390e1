import { useNavigate } from '@remix-run/react';
import { useEffect } from 'react';
import { mayDecide, proposalOf } from '../../../../sync/rules/approval';
import { useDatabase, useStoreGeneration } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { showToast } from '../../../ui/toast';
import { appointmentHref, type StoredAppointment } from '../use-appointments';

/** Says a manager's answer in passing the moment it arrives, wherever the agent is in the app. */
export default function VerdictNews(): null {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const navigate = useNavigate();
  const generation = useStoreGeneration();
  useEffect(() => {
    if (generation === 0 || db.isReopening || mayDecide(db.me.role)) return undefined;
    const subscription = db.collections.appointments.eventBulks$.subscribe(({ events }) => {
      for (const event of events) {
        if (event.operation !== 'UPDATE') continue;
        const [before, after] = [event.previousDocumentData, event.documentData] as StoredAppointment[];
        const word = before === undefined || after === undefined ? null : newsIn(before, after);
        if (word === null || after === undefined || after.agentId !== db.me.memberId) continue;
        showToast({
          text: t(`appointments.approval.news.${word}`, {
            when: formats.weekdayTime(after.startsAt),
            reason: after.decisionNote ?? '',
          }),
          tone: word === 'declined' ? 'attention' : 'plain',
          action: { label: t('appointments.form.show'), onPress: () => navigate(appointmentHref(after)) },
        });
      }
    });
    return () => subscription.unsubscribe();
  }, [db, generation, t, formats, navigate]);
  return null;
}

/** What a manager said that this person has not heard; what this device still has to send is their own. */
function newsIn(before: StoredAppointment, after: StoredAppointment): 'approved' | 'declined' | 'proposed' | null {
  if (after.outbox !== '' || before.outbox !== '' || before.status !== 'requested') return null;
  if (after.status === 'approved' || after.status === 'declined') return after.status;
  return proposalOf(after) !== null && after.proposedStartsAt !== before.proposedStartsAt ? 'proposed' : null;
}
