import { ShieldCheck, ShieldX } from 'lucide-react';
import { signaturePath } from '../../../sync/rules/consent-evidence';
import type { StoredByCollection } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Entry } from '../../ui/entry';
import { Particulars } from '../../ui/particulars';
import { RecordMark } from '../../shell/record-mark';
import { evidenceWords } from './consent-words';
import styles from './consent-entry.module.css';
import { SignatureDrawn } from './signature-drawn';

/** One yes or no with all that is known of it. `isWhole`: also the wording, and what proves it. */
export function ConsentEntry({
  consent,
  recorderName,
  isWhole = false,
  when = 'time',
}: {
  consent: StoredByCollection['consents'];
  recorderName: string;
  isWhole?: boolean;
  when?: 'time' | 'date';
}) {
  const t = useText();
  const formats = useFormats();
  const { channel, decision, source, address, wording, evidence, occurredAt, recordedBy } = consent;
  const path = signaturePath(evidence);
  return (
    <Entry
      icon={decision === 'given' ? ShieldCheck : ShieldX}
      tone={decision === 'given' ? 'accent' : 'plain'}
      isRound
      title={t(`consents.said.${decision}`, { channel: t(`consents.channel.${channel}`) })}
      at={occurredAt}
      when={when === 'time' ? formats.time(occurredAt) : formats.shortDate(occurredAt)}
      whenTitle={formats.dateTime(occurredAt)}
    >
      {isWhole && wording !== '' && <span className={styles.wording}>{wording}</span>}
      {isWhole && path !== null && <SignatureDrawn path={path} label={t('consents.evidence.signature')} />}
      <Particulars
        texts={[
          t(`consents.source.${source}`),
          address,
          evidenceWords(evidence, t, formats),
          recordedBy === '' ? '' : recorderName,
          isWhole ? formats.dateTime(occurredAt) : '',
        ]}
        after={<RecordMark outbox={consent.outbox} isQuiet />}
      />
    </Entry>
  );
}

/** The same as a record of a customer's time. */
export function ConsentInTime({
  document,
  nameOf,
}: {
  document: StoredByCollection['consents'];
  nameOf: (memberId: string) => string;
}) {
  return <ConsentEntry consent={document} recorderName={nameOf(document.recordedBy)} />;
}
