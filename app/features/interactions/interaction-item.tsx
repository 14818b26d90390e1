import { isLoggedKind, isSystemKind, type InteractionFields } from '../../../sync/collections/interaction';
import { Undo2 } from 'lucide-react';
import type { StoredByCollection } from '../../database/saha-database';
import { useDatabase } from '../../database/database-context';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { Entry } from '../../ui/entry';
import { IconButton } from '../../ui/icon-button';
import { iconSize } from '../../ui/icon-size';
import { Particulars } from '../../ui/particulars';
import { useNowMs } from '../../ui/use-now';
import { RecordMark } from '../../shell/record-mark';
import { isHeardLate } from './heard-late';
import styles from './interaction-item.module.css';
import { interactionIcon, interactionTitle } from './interaction-words';
import { laterOf } from './shown-entries';
import { SystemEntry } from './system-entry';
import { useTakeBack } from './use-take-back';

/** One line of what happened; `when` says it in days where no day stands above, and there a long text is cut. */
export function InteractionItem({
  interaction,
  authorName,
  when = 'time',
  takenBackAt = '',
  onTakeBack,
}: {
  interaction: InteractionFields & { outbox: string };
  authorName: string;
  when?: 'time' | 'days';
  /** When its author took it back, an instant. */
  takenBackAt?: string;
  /** Offered to its author. */
  onTakeBack?: () => void;
}) {
  const t = useText();
  const formats = useFormats();
  const nowMs = useNowMs();
  const { kind, outcome, occurredAt, body, durationMinutes, createdAt, receivedAt = '' } = interaction;
  return (
    <Entry
      icon={interactionIcon(kind)}
      tone={!isLoggedKind(kind) ? 'slate' : outcome === 'no_answer' ? 'faint' : kind === 'note' ? 'plain' : 'accent'}
      isRound
      isOff={takenBackAt !== ''}
      title={interactionTitle(interaction, t)}
      at={occurredAt}
      when={when === 'time' ? formats.time(occurredAt) : formats.relativeDays(occurredAt, nowMs)}
      whenTitle={formats.dateTime(occurredAt)}
    >
      {body !== '' && (
        <span className={styles.body} data-cut={when === 'days' || undefined}>
          {body}
        </span>
      )}
      <Particulars
        texts={[
          authorName,
          durationMinutes > 0 ? t('interactions.minutes', { count: durationMinutes }) : '',
          when === 'time' && isHeardLate(createdAt, receivedAt)
            ? t('interactions.fact.heard', { when: formats.dateTime(receivedAt) })
            : '',
          takenBackAt === '' ? '' : t('interactions.takenBack', { when: formats.relativeDays(takenBackAt, nowMs) }),
        ]}
        after={
          <>
            <RecordMark outbox={interaction.outbox} isQuiet />
            {onTakeBack !== undefined && takenBackAt === '' && (
              <IconButton
                label={t('interactions.takeBack', { title: interactionTitle(interaction, t) })}
                icon={<Undo2 {...iconSize.small} />}
                onPress={onTakeBack}
                className={styles.takeBack}
              />
            )}
          </>
        }
      />
    </Entry>
  );
}

/** The same as a record of a customer's time; `beside` are the customer's other entries. */
export function InteractionInTime({
  document,
  beside,
  nameOf,
}: {
  document: StoredByCollection['interactions'];
  beside: readonly StoredByCollection['interactions'][];
  nameOf: (memberId: string) => string;
}) {
  const { me } = useDatabase();
  const takeBack = useTakeBack();
  const { kind } = document;
  if (isSystemKind(kind)) return <SystemEntry interaction={{ ...document, kind }} nameOf={nameOf} />;
  return (
    <InteractionItem
      interaction={document}
      authorName={nameOf(document.authorId)}
      takenBackAt={laterOf(beside).get(document.id)?.createdAt ?? ''}
      onTakeBack={isLoggedKind(kind) && document.authorId === me.memberId ? () => takeBack(document) : undefined}
    />
  );
}
