import { useRef } from 'react';
import { useDatabase } from '../../database/database-context';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { LinkButton } from '../../ui/button';
import { ToggleChip } from '../../ui/chip';
import { Dialog } from '../../ui/dialog';
import { showToast } from '../../ui/toast';
import { LabelDot } from '../settings/label-dot';
import { useSettings } from '../settings/settings-context';
import styles from './chat-pane.module.css';
import type { ChatConversation } from './chat-model';

/** The office's labels, those of this conversation pressed. */
export function LabelsDialog({ conversation, onClose }: { conversation: ChatConversation; onClose: () => void }) {
  const t = useText();
  const db = useDatabase();
  const { labels } = useSettings();
  const { id, labelIds } = conversation;
  const shown = labels.filter((label) => !label.isArchived || labelIds.includes(label.id));
  // One after the other, each over what stands by then: two that are pressed before the first is drawn stay both.
  const written = useRef(Promise.resolve());
  const write = async (labelId: string, isOn: boolean) => {
    const stored = (await db.collections.conversations.findOne(id).exec())?.toJSON();
    const others = (stored?.labelIds ?? []).filter((one) => one !== labelId);
    await editDocument(db, 'conversations', id, { labelIds: isOn ? [...others, labelId] : others });
  };
  const put = (labelId: string, isOn: boolean) => {
    written.current = written.current
      .then(() => write(labelId, isOn))
      .catch(() => showToast({ text: t('messages.notStored'), tone: 'attention' }));
  };
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('chat.labels')} size="small">
      {shown.length === 0 ? (
        <p>
          {t(db.me.role === 'agent' ? 'chat.labelsNone' : 'chat.labelsNoneYours')}{' '}
          {db.me.role !== 'agent' && <LinkButton href="/settings/labels">{t('settings.part.labels')}</LinkButton>}
        </p>
      ) : (
        <div role="group" aria-label={t('chat.labels')} className={styles.chips}>
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
