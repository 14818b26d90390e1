import { useState } from 'react';
import { CHANNELS, MAX_ADDRESS_LENGTH, type Channel } from '../../../sync/rules/address';
import { useSubmit } from '../../api/use-submit';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Select } from '../../ui/select';
import { TextField } from '../../ui/text-field';
import styles from './capture-dialog.module.css';

const FORM = 'block';

/** A manager blocks an address on everything of one channel. */
export function BlockDialog({
  address: given,
  onBlock,
  onClose,
}: {
  address: string;
  onBlock: (blocked: { address: string; channel: Channel }) => Promise<unknown>;
  onClose: (isDone: boolean) => void;
}) {
  const t = useText();
  const [address, setAddress] = useState(given);
  const [channel, setChannel] = useState<Channel>('email');
  const { isPending, refusal, submit } = useSubmit(async () => {
    await onBlock({ address: address.trim(), channel });
    onClose(true);
    return t('suppressions.blocked');
  });
  return (
    <Dialog
      isOpen
      onOpenChange={() => onClose(false)}
      title={t('suppressions.block')}
      size="small"
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          {t('suppressions.blockNow')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        <p className={styles.lead}>{t('suppressions.blockLead')}</p>
        <Select
          label={t('deliveries.filter.channel')}
          value={channel}
          onChange={(id) => setChannel(CHANNELS.find((one) => one === id) ?? 'email')}
          options={CHANNELS.map((id) => ({ id, label: t(`consents.channel.${id}`) }))}
        />
        <TextField
          label={t('consents.field.address')}
          value={address}
          onChange={setAddress}
          error={refusal === null ? undefined : t(refusal)}
          maxLength={MAX_ADDRESS_LENGTH}
          autoComplete="off"
          autoCapitalize="off"
          isRequired
        />
      </form>
    </Dialog>
  );
}
