import { useDatabase } from '../../database/database-context';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { LinkButton } from '../../ui/button';
import { ToggleChip } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import { showToast } from '../../ui/toast';
import { LabelDot } from '../settings/label-dot';
import { useSettings } from '../settings/settings-context';
import styles from './labels-dialog.module.css';
import type { ChatConversation } from './chat-model';

/** The office's labels, those of this conversation pressed. */
export function LabelsDialog({ conversation, onClose }: { conversation: ChatConversation; onClose: () => void }) {
  const t = useText();
  const db = useDatabase();
  const { labels } = useSettings();
  const { id, labelIds } = conversation;
  const shown = labels.filter((label) => !label.isArchived || labelIds.includes(label.id));
  // Over what stands, not over what is drawn: two that are pressed before the first is drawn stay both.
  const put = (labelId: string, isOn: boolean) =>
    void editDocument(db, 'conversations', id, ({ labelIds: standing = [] }) => {
      const others = standing.filter((one) => one !== labelId);
      return { labelIds: isOn ? [...others, labelId] : others };
    }).catch(() => showToast({ text: t('messages.notStored'), tone: 'attention' }));
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('chat.labels')} size="small">
      {shown.length === 0 ? (
        <p>
          {t(db.me.role === 'agent' ? 'chat.labelsNone' : 'chat.labelsNoneYours')}{' '}
          {db.me.role !== 'agent' && <LinkButton href="/settings/labels">{t('settings.part.labels')}</LinkButton>}
        </p>
      ) : (
        <div role="group" aria-label={t('chat.labels')} className={styles.labels}>
          {shown.map((label) => (
            <ToggleChip
              key={label.id}
              icon={<LabelDot colour={label.colour} />}
              isSelected={labelIds.includes(label.id)}
              onChange={(isOn) => put(label.id, isOn)}
            >
              {label.name}
            </ToggleChip>
          ))}
        </div>
      )}
    </Dialog>
  );
}
