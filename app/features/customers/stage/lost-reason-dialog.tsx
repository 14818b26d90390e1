import { useState } from 'react';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { Dialog } from '../../../ui/dialog';
import { ReasonField } from '../../../ui/reason-field';
import styles from './lost-reason-dialog.module.css';
import { customerShape } from '../../../../sync/collections/customer';
import { longestText } from '../../../../sync/collections/longest-text';

/** As the office takes it. */
const MAX_REASON = longestText(customerShape.shape.lostReason);
const REASONS = ['price', 'competitor', 'timing', 'silent', 'unfit'] as const;

/** Asks why somebody was lost, with the usual answers one tap away. */
export default function LostReasonDialog({
  title,
  onReason,
  onClose,
}: {
  title: string;
  onReason: (reason: string) => void;
  onClose: () => void;
}) {
  const t = useText();
  const [reason, setReason] = useState('');
  const said = reason.trim();
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="small"
      title={title}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={said === '' || said.length > MAX_REASON}
            onPress={() => {
              onReason(said);
              onClose();
            }}
          >
            {t('customers.lost.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{t('customers.lost.text')}</p>
        <ReasonField
          answers={REASONS.map((one) => t(`customers.lost.reason.${one}`))}
          label={t('customers.field.lostReason')}
          value={reason}
          onChange={setReason}
          maxLength={MAX_REASON}
        />
      </div>
    </Dialog>
  );
}
