import { useState } from 'react';
import { useText } from '../../../i18n/use-text';
import { Button } from '../../../ui/button';
import { DatePicker } from '../../../ui/date-picker';
import { Dialog } from '../../../ui/dialog';
import { TextField } from '../../../ui/text-field';
import styles from '../stage/lost-reason-dialog.module.css';
import { customerShape } from '../../../../sync/collections/customer';
import { longestText } from '../../../../sync/collections/longest-text';

const MAX_TEXT = longestText(customerShape.shape.nextStepText);

/** One next step for all who are chosen: what is to be done, and by which day. */
export default function BulkStepDialog({
  count,
  onStep,
  onClose,
}: {
  count: number;
  onStep: (step: { nextStepText: string; nextStepDueOn: string; nextStepDueTime: string }) => void;
  onClose: () => void;
}) {
  const t = useText();
  const [text, setText] = useState('');
  const [dueOn, setDueOn] = useState('');
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="small"
      title={t('customers.select.nextStepFor', { count })}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={text.trim() === '' || dueOn === ''}
            onPress={() => {
              onStep({ nextStepText: text.trim(), nextStepDueOn: dueOn, nextStepDueTime: '' });
              onClose();
            }}
          >
            {t('customers.select.nextStepSave')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <TextField label={t('customers.field.nextStepText')} value={text} onChange={setText} maxLength={MAX_TEXT} />
        <DatePicker label={t('customers.field.nextStepDueOn')} value={dueOn} onChange={setDueOn} />
        <p>{t('customers.select.nextStepNote')}</p>
      </div>
    </Dialog>
  );
}
