import type { InteractionFields } from '../../../sync/collections/interaction';
import type { StoredByCollection } from '../../database/saha-database';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Entry } from '../../ui/entry';
import { Particulars } from '../../ui/particulars';
import { RecordMark } from '../customers/record-mark';
import styles from './interaction-item.module.css';
import { interactionIcon, interactionTitle } from './interaction-words';

/** One line of what happened; `when` says it in days where no day stands above, and there a long text is cut. */
export function InteractionItem({
  interaction,
  authorName,
  when = 'time',
}: {
  interaction: InteractionFields & { outbox: string };
  authorName: string;
  when?: 'time' | 'days';
}) {
  const t = useText();
  const formats = useFormats();
  const { kind, outcome, occurredAt, body, durationMinutes } = interaction;
  return (
    <Entry
      icon={interactionIcon(kind)}
      tone={outcome === 'no_answer' ? 'faint' : kind === 'note' ? 'plain' : 'accent'}
      isRound
      title={interactionTitle(interaction, t)}
      at={occurredAt}
      when={when === 'time' ? formats.time(occurredAt) : formats.relativeDays(occurredAt)}
      whenTitle={formats.dateTime(occurredAt)}
    >
      {body !== '' && (
        <span className={styles.body} data-cut={when === 'days' || undefined}>
          {body}
        </span>
      )}
      <Particulars
        texts={[authorName, durationMinutes > 0 ? t('interactions.minutes', { count: durationMinutes }) : '']}
        after={<RecordMark outbox={interaction.outbox} isQuiet />}
      />
    </Entry>
  );
}

/** The same as a record of a customer's time. */
export function InteractionInTime({
  document,
  nameOf,
}: {
  document: StoredByCollection['interactions'];
  nameOf: (memberId: string) => string;
}) {
  return <InteractionItem interaction={document} authorName={nameOf(document.authorId)} />;
}
