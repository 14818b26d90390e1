import { useNavigate } from '@remix-run/react';
import { useEffect } from 'react';
import { mayDecide, proposalOf } from '../../../sync/rules/approval';
import { useDatabase, useStoreGeneration } from '../../database/database-context';
import { isConnectionLost } from '../../database/database-error';
import { plain } from '../../database/use-document';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { showToast } from '../../ui/toast';
import { customerName } from '../customers/customer-name';
import { appointmentHref, type StoredAppointment } from './use-appointments';
import { changesOf } from '../../database/rxdb-internals/changes-of';

/** What came longer ago than this comes with a first filling or after a day away: *Bugün* has it. */
const NEWS_FOR_MS = 15 * 60_000;

/**
 * Says in passing, the moment it arrives and wherever the person is in the app, what a manager answered to their
 * request and what a customer said to their appointment.
 */
export default function AppointmentNews(): null {
  const t = useText();
  const formats = useFormats();
  const db = useDatabase();
  const navigate = useNavigate();
  const generation = useStoreGeneration();
  useEffect(() => {
    if (generation === 0 || db.isReopening) return undefined;
    const show = (text: string, isNo: boolean, about: StoredAppointment) =>
      showToast({
        text,
        tone: isNo ? 'attention' : 'plain',
        action: { label: t('appointments.form.show'), onPress: () => navigate(appointmentHref(about)) },
      });
    const tellAnswer = async (answer: 'confirmed' | 'asked' | 'declined', after: StoredAppointment) => {
      const found = await db.collections.customers.findOne(after.customerId).exec();
      const name = found === null ? t('appointments.unknownCustomer') : customerName(plain('customers', found), t);
      const words = { name, when: formats.weekdayTime(after.startsAt) };
      show(t(`appointments.answers.news.${answer}`, words), answer === 'declined', after);
    };
    const subscription = changesOf(db.collections.appointments).subscribe(({ events }) => {
      for (const event of events) {
        if (event.operation === 'DELETE') continue;
        const before = event.operation === 'UPDATE' ? (event.previousDocumentData as StoredAppointment) : undefined;
        const after = event.documentData as StoredAppointment;
        if (after.agentId !== db.me.memberId) continue;
        const answer = answerIn(before, after, db.clock.nowMs());
        if (answer !== null)
          void tellAnswer(answer, after).catch((error: unknown) => {
            // Where the store closes meanwhile the words alone are missing: the answer itself stands in it.
            if (!isConnectionLost(error)) throw error;
          });
        const verdict = before === undefined || mayDecide(db.me.role) ? null : verdictIn(before, after);
        if (verdict === null) continue;
        const words = { when: formats.weekdayTime(after.startsAt), reason: after.decisionNote ?? '' };
        show(t(`appointments.approval.news.${verdict}`, words), verdict === 'declined', after);
      }
    });
    return () => subscription.unsubscribe();
  }, [db, generation, t, formats, navigate]);
  return null;
}

/** What a manager said that this person has not heard; what this device still has to send is their own. */
function verdictIn(before: StoredAppointment, after: StoredAppointment): 'approved' | 'declined' | 'proposed' | null {
  if (after.outbox !== '' || before.outbox !== '' || before.status !== 'requested') return null;
  if (after.status === 'approved' || after.status === 'declined') return after.status;
  return proposalOf(after) !== null && after.proposedStartsAt !== before.proposedStartsAt ? 'proposed' : null;
}

/** What a customer has just said. A date of a series that nobody had touched comes with it as a document of its own. */
export function answerIn(
  before: Pick<StoredAppointment, 'answeredAt'> | undefined,
  after: Pick<StoredAppointment, 'answeredAt' | 'customerAnswer'>,
  nowMs: number,
): 'confirmed' | 'asked' | 'declined' | null {
  const { answeredAt = '', customerAnswer = '' } = after;
  if (customerAnswer === '' || answeredAt === '' || answeredAt === (before?.answeredAt ?? '')) return null;
  return Date.parse(answeredAt) > nowMs - NEWS_FOR_MS ? customerAnswer : null;
}
