import { lazy, Suspense, useState } from 'react';
import { consentShape } from '../../../sync/collections/consent';
import { longestText } from '../../../sync/collections/longest-text';
import type { Channel } from '../../../sync/rules/address';
import type { ConsentSource } from '../../../sync/rules/consent';
import { wordingFor } from '../../../sync/rules/consent-wording';
import { useSubmit } from '../../api/use-submit';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/checkbox';
import { Dialog } from '../../ui/dialog';
import { Segmented } from '../../ui/segmented';
import { Skeleton } from '../../ui/skeleton';
import { TextField } from '../../ui/text-field';
import { useSettings } from '../settings/settings-context';
import { usePhoneWords } from '../customers/use-phone-words';
import styles from './capture-dialog.module.css';
import { HowSaid } from './how-said';
import { canBeLifted, needsProof, reachWords } from './reach-words';
import { recordConsents } from './record-consent';
import type { ChannelReach } from './use-reach';

const SignatureField = lazy(() => import('./signature-field'));
const FORM = 'consent';
/** Below the texts it would stand out of sight on a small screen. */
const intoSight = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
/** Said in the room, where the customer can sign. */
const PRESENT: readonly ConsentSource[] = ['in_person', 'event'];

/** The customer reads the text, ticks what they agree to and, if they like, signs: with or without network. */
export default function CaptureDialog({
  customer,
  reaches,
  onClose,
}: {
  customer: StoredCustomer;
  reaches: readonly ChannelReach[];
  onClose: () => void;
}) {
  const t = useText();
  const db = useDatabase();
  const phoneWords = usePhoneWords();
  const { consentSignature } = useSettings();
  const [language, setLanguage] = useState(customer.language);
  const [ticked, setTicked] = useState<readonly Channel[]>([]);
  const [source, setSource] = useState<ConsentSource>('in_person');
  const [saidOn, setSaidOn] = useState('');
  const [signature, setSignature] = useState('');
  const [reference, setReference] = useState('');
  const isPresent = PRESENT.includes(source);
  const evidence = isPresent && signature !== '' ? signature : reference.trim();
  const chosen = reaches.filter(({ channel }) => ticked.includes(channel));
  // Without the office's wish as well, a no is lifted by proof alone.
  const mustSign = isPresent && consentSignature === 'always';
  const mustProve = chosen.some(({ reach }) => needsProof(reach));

  const { isPending, refusal, forgetRefusal, submit } = useSubmit(
    async () => {
      const said = { customerId: customer.id, decision: 'given' as const, source, evidence, saidOn };
      const given = chosen.map(({ channel, address }) => {
        const { id, text } = wordingFor(channel, language);
        return { ...said, channel, address, wordingId: id, wording: text };
      });
      await recordConsents(db, given);
      onClose();
      return t('consents.capture.saved');
    },
    {
      check: () => {
        if (chosen.length === 0) return 'consents.capture.nothing';
        if (mustSign && signature === '') return 'consents.capture.signatureNeeded';
        return mustProve && evidence === '' ? 'consents.capture.proofNeeded' : null;
      },
      refusalOf: () => 'consents.notStored',
    },
  );

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('consents.capture.title')}
      isDismissable={false}
      footer={
        <Button type="submit" form={FORM} variant="primary" isPending={isPending}>
          {t('consents.capture.save')}
        </Button>
      }
    >
      <form id={FORM} onSubmit={submit} noValidate className={styles.form}>
        <Segmented
          label={t('consents.capture.language')}
          options={[
            { id: 'tr', label: 'Türkçe' },
            { id: 'en', label: 'English' },
          ]}
          value={language}
          onChange={setLanguage}
        />
        <fieldset className={styles.texts} lang={language}>
          <legend className={styles.legend}>{t('consents.capture.texts')}</legend>
          {reaches.map(({ channel, address, reach }) => (
            <Checkbox
              key={channel}
              isSelected={ticked.includes(channel)}
              isDisabled={!canBeLifted(reach)}
              onChange={(isOn) => {
                forgetRefusal();
                setTicked(isOn ? [...ticked, channel] : ticked.filter((one) => one !== channel));
              }}
              detail={`${t(`consents.channel.${channel}`)} · ${channel === 'email' ? address : phoneWords(address)} · ${reachWords(reach, t, channel)}`}
            >
              {wordingFor(channel, language).text}
            </Checkbox>
          ))}
        </fieldset>
        <HowSaid source={source} onSource={setSource} saidOn={saidOn} onSaidOn={setSaidOn} />
        {isPresent && (consentSignature !== 'never' || mustProve) && (
          <Suspense fallback={<Skeleton rows={3} />}>
            <SignatureField
              label={t(mustProve || mustSign ? 'consents.signature.needed' : 'consents.signature.label')}
              onChange={setSignature}
            />
          </Suspense>
        )}
        <TextField
          label={t('consents.evidence.label')}
          description={t('consents.evidence.help')}
          value={reference}
          onChange={setReference}
          maxLength={longestText(consentShape.shape.evidence)}
          autoComplete="off"
        />
        {refusal !== null && (
          <p role="alert" className={styles.problem} ref={intoSight}>
            {t(refusal)}
          </p>
        )}
      </form>
    </Dialog>
  );
}
