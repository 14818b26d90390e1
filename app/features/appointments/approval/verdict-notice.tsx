import { Check, RotateCcw } from 'lucide-react';
import { mayDecide, proposalOf } from '../../../../sync/rules/approval';
import { useDatabase } from '../../../database/database-context';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { iconSize } from '../../../ui/icon-size';
import { useMembers } from '../../members/use-members';
import type { Appointment } from '../use-appointments';
import styles from './requests.module.css';
import { useVerdict } from './use-verdict';

/** What a manager said about a request, beside the appointment, with the one thing to do about it. */
export function VerdictNotice({ appointment, name }: { appointment: Appointment; name: string }) {
  const t = useText();
  const formats = useFormats();
  const { me } = useDatabase();
  const { byId } = useMembers();
  const { take, ask } = useVerdict();
  const { status, decisionNote = '', decidedBy = '' } = appointment;
  const by = byId.get(decidedBy)?.fullName ?? '';
  const proposal = proposalOf(appointment);
  if (proposal === null && status !== 'declined') return null;
  return (
    <div className={styles.notice} data-is-no={status === 'declined'}>
      <p>
        {proposal !== null
          ? t('appointments.approval.proposed', { when: formats.weekdayTime(proposal.startsAt, proposal.endsAt), by })
          : t('appointments.approval.declinedBy', { by: by === '' ? t('appointments.approval.aManager') : by })}
        {decisionNote !== '' && ` “${decisionNote}”`}
      </p>
      {!mayDecide(me.role) && (
        <div className={styles.noticeActions}>
          {proposal !== null ? (
            <Button variant="primary" icon={<Check {...iconSize.row} />} onPress={() => void take(appointment, name)}>
              {t('appointments.approval.take')}
            </Button>
          ) : (
            <Button icon={<RotateCcw {...iconSize.row} />} onPress={() => void ask(appointment, name)}>
              {t('appointments.approval.askAgain')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
