import { useState } from 'react';
import type { SeriesScope } from '../../../sync/rules/change-series';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ReasonField } from '../../ui/reason-field';
import styles from './cancel-dialog.module.css';
import { ScopeChoice } from './recurrence/scope-choice';
import type { Appointment } from './use-appointments';
import { useOutcome } from './use-outcome';
import { appointmentShape } from '../../../sync/collections/appointment';
import { longestText } from '../../../sync/collections/longest-text';

/** As the office takes it; the field says when there is more. */
const MAX_REASON = longestText(appointmentShape.shape.cancelReason);
const REASONS = ['customer', 'agent', 'moved', 'mistake'] as const;

/** Asks why, with the usual answers one tap away. The appointment stays on record. */
export function CancelDialog({
  appointment,
  name,
  onClose,
}: {
  appointment: Appointment;
  name: string;
  onClose: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  const { cancel } = useOutcome();
  const [reason, setReason] = useState('');
  const [scope, setScope] = useState<SeriesScope>('this');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="small"
      title={t('appointments.cancel.title')}
      footer={
        <>
          <Button onPress={onClose}>{t('appointments.cancel.keep')}</Button>
          <Button
            variant="danger"
            onPress={() => {
              if (reason.trim().length > MAX_REASON) return;
              void cancel(appointment, name, reason.trim(), scope);
              onClose();
            }}
          >
            {t('appointments.cancel.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>
          {t('appointments.cancel.text', { name, when: formats.weekdayTime(appointment.startsAt, appointment.endsAt) })}
        </p>
        <ScopeChoice appointment={appointment} value={scope} isCancelling onChange={setScope} />
        <ReasonField
          answers={REASONS.map((one) => t(`appointments.cancel.reason.${one}`))}
          label={t('appointments.cancel.reason')}
          value={reason}
          onChange={setReason}
          maxLength={MAX_REASON}
        />
      </div>
    </Dialog>
  );
}
