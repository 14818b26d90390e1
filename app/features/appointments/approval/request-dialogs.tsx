import { useState } from 'react';
import { appointmentShape } from '../../../../sync/collections/appointment';
import { longestText } from '../../../../sync/collections/longest-text';
import { proposalOf } from '../../../../sync/rules/approval';
import { useFormats } from '../../../i18n/formats';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ReasonField } from '../../../ui/reason-field';
import { TextArea } from '../../../ui/text-field';
import { ClashesOf } from '../clashes/clash-notice';
import { pickedFrom, pickedSchedule } from '../form/picked-schedule';
import { SchedulePicker } from '../form/schedule-picker';
import type { Appointment } from '../use-appointments';
import type { Verdict } from './decide-appointment';
import styles from './requests.module.css';

/** As the office takes it; the field says when there is more. */
const MAX_NOTE = longestText(appointmentShape.shape.decisionNote);
const REASONS = ['busy', 'phone', 'early', 'other'] as const;

type DialogProps = {
  readonly request: Appointment;
  readonly name: string;
  readonly onDecide: (verdict: Verdict) => void;
  readonly onClose: () => void;
};

/** No, and why: the agent reads it. */
export function DeclineDialog({ name, onDecide, onClose }: DialogProps) {
  const t = useText();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const decline = () => {
    const reason = note.trim();
    setMissing(reason === '');
    if (reason === '' || reason.length > MAX_NOTE) return;
    onDecide({ kind: 'decline', note: reason });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="small"
      title={t('appointments.approval.declineTitle', { name })}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="danger" onPress={decline}>
            {t('appointments.approval.decline')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <ReasonField
          answers={REASONS.map((one) => t(`appointments.approval.reason.${one}`))}
          label={t('appointments.approval.reason')}
          value={note}
          onChange={setNote}
          maxLength={MAX_NOTE}
          error={isMissing && note.trim() === '' ? t('appointments.approval.reasonMissing') : undefined}
        />
      </div>
    </Dialog>
  );
}

/** Another time, which the agent takes with one tap. */
export function ProposeDialog({ request, name, onDecide, onClose }: DialogProps) {
  const t = useText();
  const { zone } = useFormats();
  const [picked, setPicked] = useState(() => pickedFrom(proposalOf(request) ?? request, zone));
  const [note, setNote] = useState('');
  const schedule = pickedSchedule(picked, zone);
  const isSame = schedule !== null && schedule.startsAt === request.startsAt && schedule.endsAt === request.endsAt;
  const propose = () => {
    if (schedule === null || isSame || note.trim().length > MAX_NOTE) return;
    onDecide({ kind: 'propose', note: note.trim(), schedule });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('appointments.approval.proposeTitle', { name })}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button variant="primary" isDisabled={schedule === null || isSame} onPress={propose}>
            {t('appointments.approval.proposeConfirm')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <SchedulePicker
          value={picked}
          onChange={setPicked}
          zone={zone}
          otherZone={request.zone}
          busy={{ agentId: request.agentId, customerId: request.customerId, ownId: request.id }}
        />
        {schedule !== null && !isSame && <ClashesOf candidate={{ ...request, ...schedule }} />}
        <TextArea label={t('appointments.approval.note')} value={note} onChange={setNote} maxLength={MAX_NOTE} />
      </div>
    </Dialog>
  );
}
