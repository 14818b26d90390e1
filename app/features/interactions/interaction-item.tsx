import type { InteractionFields } from '../../../sync/collections/interaction';
import { useFormats } from '../../i18n/formats';
import { useText } from '../../i18n/use-text';
import { iconSize } from '../../ui/icon-size';
import { RecordMark } from '../customers/record-mark';
import styles from './interaction-item.module.css';
import { INTERACTION_ICONS, interactionTitle } from './interaction-words';

/** One line of what happened; `when` says it in days where no day stands above, and there a long text is cut. */
export function InteractionItem({ interaction, authorName, when = 'time' }: {
  interaction: InteractionFields & { outbox: string }; authorName: string; when?: 'time' | 'days';
}) {
  const t = useText();
  const formats = useFormats();
  const Icon = INTERACTION_ICONS[interaction.kind];
  const isMuted = interaction.outcome === 'no_answer';
  return (
    <div className={styles.item}>
      <span className={styles.icon} data-kind={interaction.kind} data-muted={isMuted || undefined}><Icon {...iconSize.small} /></span>
      <div className={styles.content}>
        <p className={styles.head}>
          <span className={styles.title}>{interactionTitle(interaction, t)}</span>
          <time dateTime={interaction.occurredAt} title={formats.dateTime(interaction.occurredAt)} className={styles.time}>
            {when === 'time' ? formats.time(interaction.occurredAt) : formats.relativeDays(interaction.occurredAt)}
          </time>
        </p>
        {interaction.body !== '' && <p className={styles.body} data-cut={when === 'days' || undefined}>{interaction.body}</p>}
        <p className={styles.foot}>
          <span>{authorName}</span>
          {interaction.durationMinutes > 0 && <span>{t('interactions.minutes', { count: interaction.durationMinutes })}</span>}
          <RecordMark outbox={interaction.outbox} isQuiet />
        </p>
      </div>
    </div>
  );
}
