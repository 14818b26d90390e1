import { CalendarClock, Check, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-aria-components';
import { kindOf, mayDecide, proposalOf } from '../../../../sync/rules/approval';
import { useDatabase } from '../../../database/database-context';
import { useReceiving } from '../../../database/use-sync-status';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Screen } from '../../../shell/screen';
import { Avatar } from '../../../ui/avatar';
import { Particulars } from '../../../ui/particulars';
import { Button } from '../../../ui/button';
import { EmptyState } from '../../../ui/empty-state';
import { iconSize } from '../../../ui/icon-size';
import { Skeleton } from '../../../ui/skeleton';
import { useGrowingList } from '../../../ui/use-growing-list';
import { RecordMark } from '../../../shell/record-mark';
import { useMembers } from '../../members/use-members';
import { useAppointmentKinds } from '../../settings/use-appointment-kinds';
import { appointmentHref, type Appointment } from '../use-appointments';
import { useCustomers } from '../use-customers';
import { useRecurrenceWords } from '../recurrence/use-recurrence-words';
import { DayAround } from './day-around';
import { DeclineDialog, ProposeDialog } from './request-dialogs';
import styles from './requests.module.css';
import { useRequests } from './use-requests';
import { useVerdict } from './use-verdict';

/** *Onay bekleyenler*: each request with the day around it. Whoever may not decide sees their own. */
export default function RequestsScreen() {
  const t = useText();
  const { me } = useDatabase();
  const { isReceiving, text } = useReceiving();
  const all = useRequests();
  const decides = mayDecide(me.role);
  const requests = all?.filter((one) => decides || one.agentId === me.memberId);
  const { nameOf, areRead } = useCustomers((requests ?? []).map(({ customerId }) => customerId));
  const { shown, end } = useGrowingList('requests', requests ?? [], 12);
  return (
    <Screen
      title={t('appointments.approval.title')}
      subtitle={
        requests === undefined || isReceiving ? undefined : t('appointments.approval.count', { count: requests.length })
      }
      back="/more"
    >
      {requests === undefined || !areRead ? (
        <Skeleton rows={6} />
      ) : requests.length === 0 ? (
        <EmptyState
          illustration="calendar"
          title={t(isReceiving ? 'appointments.receiving.title' : 'appointments.approval.none')}
        >
          {t(isReceiving ? text : decides ? 'appointments.approval.noneText' : 'appointments.approval.noneOwn')}
        </EmptyState>
      ) : (
        <ul className={styles.requests}>
          {shown.map((request) => (
            <RequestItem key={request.id} request={request} name={nameOf(request.customerId)} decides={decides} />
          ))}
          {end}
        </ul>
      )}
    </Screen>
  );
}

function RequestItem({ request, name, decides }: { request: Appointment; name: string; decides: boolean }) {
  const t = useText();
  const formats = useFormats();
  const kinds = useAppointmentKinds();
  const { byId } = useMembers();
  const recurrenceWords = useRecurrenceWords();
  const { decide } = useVerdict();
  const [open, setOpen] = useState<'decline' | 'propose' | null>(null);
  const agent = byId.get(request.agentId);
  const agentName = agent?.fullName ?? '';
  const proposal = proposalOf(request);
  const { recurrence = '' } = request;
  const dialog = {
    request,
    name,
    onDecide: (verdict: Parameters<typeof decide>[2]) => void decide(request, name, verdict),
    onClose: () => setOpen(null),
  };
  return (
    <li className={styles.request} aria-label={t('appointments.approval.requestOf', { name })}>
      <div className={styles.facts}>
        <p className={styles.when}>
          {formats.weekdayDate(request.startsAt)}
          <span className={styles.time}>{formats.timeRange(request.startsAt, request.endsAt)}</span>
        </p>
        <h2 className={styles.name}>
          <Link href={appointmentHref(request)}>{name}</Link>
        </h2>
        <p className={styles.about}>
          <Particulars isPlain texts={[kinds.nameOf(kindOf(request)), request.title, request.location]} />
        </p>
        {recurrence !== '' && <p className={styles.about}>{recurrenceWords(recurrence, request.startsAt)}</p>}
        <p className={styles.agent}>
          <Avatar name={agentName} colour={agent?.colour} size="small" />
          {agentName}
          <RecordMark outbox={request.outbox} conflicted={request.conflicted} isQuiet />
        </p>
        {proposal !== null && (
          <p className={styles.proposed}>
            {t('appointments.approval.proposed', {
              when: formats.weekdayTime(proposal.startsAt, proposal.endsAt),
              by: byId.get(request.decidedBy ?? '')?.fullName ?? '',
            })}
          </p>
        )}
      </div>
      <DayAround request={request} agent={agentName} />
      {decides && (
        <div className={styles.actions}>
          <Button
            variant="primary"
            icon={<Check {...iconSize.row} />}
            onPress={() => void decide(request, name, { kind: 'approve', note: '' })}
          >
            {t('appointments.approval.approve')}
          </Button>
          {recurrence === '' && (
            <Button icon={<CalendarClock {...iconSize.row} />} onPress={() => setOpen('propose')}>
              {t('appointments.approval.propose')}
            </Button>
          )}
          <Button variant="quiet" icon={<X {...iconSize.row} />} onPress={() => setOpen('decline')}>
            {t('appointments.approval.decline')}
          </Button>
        </div>
      )}
      {open === 'decline' && <DeclineDialog {...dialog} />}
      {open === 'propose' && <ProposeDialog {...dialog} />}
    </li>
  );
}
