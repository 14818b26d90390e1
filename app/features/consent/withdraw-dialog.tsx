import { useState } from 'react';
import { consentShape } from '../../../sync/collections/consent';
import { longestText } from '../../../sync/collections/longest-text';
import type { Channel } from '../../../sync/rules/address';
import type { ConsentSource } from '../../../sync/rules/consent';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/text-field';
import styles from './capture-dialog.module.css';
import { HowSaid } from './how-said';
import { recordConsents } from './record-consent';
import { addressOf } from './use-reach';

const FORM = 'no';

/** The customer does not want it (any more): nothing needs to be proved. */
export default function WithdrawDialog({
  customer,
  channel,
  onClose,
}: {
  customer: StoredCustomer;
  channel: Channel;
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const [source, setSource] = useState<ConsentSource>('in_person');
  const [saidOn, setSaidOn] = useState('');
  const [evidence, setEvidence] = useState('');
  const name = t(`consents.channel.${channel}`);
  const { isPending, refusal, submit } = useSubmit(
    async () => {
      await recordConsents(db, [
        {
          customerId: customer.id,
          channel,
          address: addressOf(customer, channel),
          decision: 'withdrawn',
          source,
          wordingId: '',
          wording: '',
          evidence: evidence.trim(),
          saidOn,
        },
      ]);
      onClose();
      return t('consents.withdraw.saved', { channel: name });
    },
    { refusalOf: () => 'consents.notStored' },
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('consents.withdraw.title', { channel: name })}
      size="small"
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          {t('consents.withdraw.save')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        <p className={styles.lead}>{t('consents.withdraw.lead')}</p>
        <HowSaid source={source} onSource={setSource} saidOn={saidOn} onSaidOn={setSaidOn} />
        <TextField
          label={t('consents.withdraw.note')}
          value={evidence}
          onChange={setEvidence}
          maxLength={longestText(consentShape.shape.evidence)}
          autoComplete="off"
        />
        {refusal !== null && (
          <p role="alert" className={styles.problem}>
            {t(refusal)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
