import { Megaphone, Merge, Milestone, Signpost, UserRoundCheck, type LucideIcon } from 'lucide-react';
import type { InteractionFields, SystemKind } from '../../../sync/collections/interaction';
import { useFormats } from '../../i18n/formats';
import { useText, type Text } from '../../i18n/use-text';
import { Entry } from '../../ui/entry';
import { Particulars } from '../../ui/particulars';
import { StageBadge } from '../customers/stage/stage-badge';
import { isHeardLate } from './heard-late';
import styles from './system-entry.module.css';

const ICONS: Readonly<Record<SystemKind, LucideIcon>> = {
  stage: Milestone,
  owner: UserRoundCheck,
  source: Signpost,
  campaign: Megaphone,
  merge: Merge,
};
/** One line of what was decided about the customer: from what to what, by whom, and when the office heard of it. */
export function SystemEntry({
  interaction: { kind, fact, body, authorId, occurredAt, createdAt },
  nameOf,
}: {
  interaction: InteractionFields & { readonly kind: SystemKind };
  nameOf: (memberId: string) => string;
}) {
  const t = useText();
  const formats = useFormats();
  const { was = '', is = '', reason = '', name = '', byOffice = false } = fact ?? {};
  const heardLate = kind !== 'campaign' && isHeardLate(occurredAt, createdAt);
  return (
    <Entry
      icon={ICONS[kind]}
      tone="slate"
      isRound
      title={t(`interactions.kind.${kind}`)}
      at={occurredAt}
      when={formats.time(occurredAt)}
      whenTitle={formats.dateTime(occurredAt)}
    >
      {kind === 'campaign' ? (
        <span>{name}</span>
      ) : kind === 'merge' ? (
        <span>{mergeWords(is, was, name, t) ?? body}</span>
      ) : (
        <span className={styles.change}>
          <Value kind={kind} value={was} nameOf={nameOf} />
          <span role="img" aria-label={t('interactions.fact.to')}>
            →
          </span>
          <Value kind={kind} value={is} nameOf={nameOf} />
        </span>
      )}
      {reason !== '' && <span className={styles.reason}>{reason}</span>}
      <Particulars
        texts={[
          byOffice ? t('interactions.fact.byOffice') : nameOf(authorId),
          heardLate ? t('interactions.fact.heard', { when: formats.dateTime(createdAt) }) : '',
        ]}
      />
    </Entry>
  );
}

/** Null where it does not say who. */
function mergeWords(is: string, was: string, name: string, t: Text): string | null {
  if (is === '' && was === '') return null;
  return t(is === '' ? 'interactions.fact.unmerged' : 'interactions.fact.merged', { name });
}

function Value({ kind, value, nameOf }: { kind: SystemKind; value: string; nameOf: (memberId: string) => string }) {
  const t = useText();
  if (kind === 'stage') return <StageBadge stage={value} />;
  if (kind === 'source') return <span>{t(`customers.source.${value}`)}</span>;
  return <span>{nameOf(value) || t('customers.owner.unknown')}</span>;
}
