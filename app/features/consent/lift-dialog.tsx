import { useState } from 'react';
import { MAX_ADDRESS_LENGTH, type Channel } from '../../../sync/rules/address';
import { LIFT_SOURCES, MAX_LIFT_EVIDENCE_LENGTH, MAX_LIFT_WORDING_LENGTH } from '../../../sync/rules/consent';
import { wordingFor } from '../../../sync/rules/consent-wording';
import { api } from '../../api/client';
import { useSubmit } from '../../api/use-submit';
import { useLanguage } from '../../i18n/language';
import { useDatabase } from '../../database/database-context';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/text-field';
import styles from './capture-dialog.module.css';
import { HowSaid } from './how-said';

const FORM = 'lift';
type Source = Parameters<typeof api.suppressions.lift.mutate>[0]['source'];

/** By evidence alone: what the person said since, to which text, and what proves it. */
export function LiftDialog({
  address: given,
  channel,
  onClose,
}: {
  address: string;
  channel: Channel;
  onClose: (isDone: boolean) => void;
}) {
  const t = useText();
  const { clock } = useDatabase();
  const language = useLanguage();
  const [address, setAddress] = useState(given);
  const [source, setSource] = useState<Source>('paper');
  const [saidOn, setSaidOn] = useState('');
  const [evidence, setEvidence] = useState('');
  const [wording, setWording] = useState(wordingFor(channel, language).text);
  const { isPending, refusal, submit } = useSubmit(async () => {
    // The end of that day, and never later than now: it must have been said after what it lifts.
    const now = new Date(clock.nowMs());
    const end = saidOn === '' ? now : new Date(`${saidOn}T23:59:59`);
    const occurredAt = (end < now ? end : now).toISOString();
    const { standing } = await api.suppressions.lift.mutate({
      address: address.trim(),
      channel,
      source,
      evidence: evidence.trim(),
      wording: wording.trim(),
      occurredAt,
    });
    onClose(true);
    return t(standing.length === 0 ? 'suppressions.liftDone' : 'suppressions.liftStands');
  });
  return (
    <Dialog
      isOpen
      onOpenChange={() => onClose(false)}
      title={t('suppressions.liftTitle', { channel: t(`consents.channel.${channel}`) })}
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          {t('suppressions.liftNow')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        <p className={styles.lead}>{t('suppressions.liftLead')}</p>
        <p className={styles.lead}>{t('suppressions.liftWhat')}</p>
        <TextField
          label={t('consents.field.address')}
          value={address}
          onChange={setAddress}
          maxLength={MAX_ADDRESS_LENGTH}
          autoComplete="off"
          autoCapitalize="off"
          isRequired
        />
        <HowSaid
          source={source}
          onSource={(next) => setSource(LIFT_SOURCES.find((one) => one === next) ?? 'paper')}
          sources={LIFT_SOURCES}
          saidOn={saidOn}
          onSaidOn={setSaidOn}
        />
        <TextField
          label={t('consents.evidence.label')}
          description={t('consents.evidence.help')}
          value={evidence}
          onChange={setEvidence}
          maxLength={MAX_LIFT_EVIDENCE_LENGTH}
          autoComplete="off"
          isRequired
        />
        <TextArea
          label={t('consents.field.wording')}
          value={wording}
          onChange={setWording}
          maxLength={MAX_LIFT_WORDING_LENGTH}
          isRequired
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
