import type { Handover } from '../../../sync/collections/conversation';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { useMembers } from '../members/use-members';
import { useNowMs } from '../customers/use-now';
import { LabelDot } from '../settings/label-dot';
import { useSettings } from '../settings/settings-context';
import { isClosedBy, type ChatConversation } from './chat-model';
import styles from './conversation-state.module.css';
import { awayNow, handOver } from './handover';
import { useStored } from './use-stored';

/** What is out of the ordinary about a conversation, each with the way out; nothing where nothing is. */
export function ConversationState({
  conversation,
  customer,
  heardAt,
  lastHandover,
}: {
  conversation: ChatConversation | null;
  customer: StoredCustomer;
  heardAt: string;
  lastHandover: Handover | null;
}) {
  const t = useText();
  const db = useDatabase();
  const stored = useStored();
  const nowMs = useNowMs();
  const settings = useSettings();
  const { byId } = useMembers();
  if (conversation === null) return null;
  const { id, labelIds, blockedAt, closedUpTo, assigneeId } = conversation;
  const labels = settings.labels.filter((label) => labelIds.includes(label.id));
  const isClosed = isClosedBy(closedUpTo, heardAt);
  const responsibleId = assigneeId || customer.ownerId;
  const away = responsibleId === db.me.memberId ? null : awayNow(settings, responsibleId, nowMs);
  const standIn = away === null || away.standInId === responsibleId ? undefined : byId.get(away.standInId);
  const note = assigneeId === db.me.memberId && lastHandover?.to === assigneeId ? lastHandover.note : '';
  if (labels.length === 0 && blockedAt === '' && !isClosed && away === null && note === '') return null;
  return (
    <div className={styles.bar}>
      {labels.map((label) => (
        <Chip key={label.id} icon={<LabelDot colour={label.colour} />}>
          {label.name}
        </Chip>
      ))}
      {note !== '' && (
        <p className={styles.line}>
          {t('chat.handover.noteFor', { name: byId.get(lastHandover?.by ?? '')?.fullName ?? '', note })}
        </p>
      )}
      {away !== null && (
        <p className={styles.line} role="status">
          {t('chat.handover.isAway', { name: byId.get(responsibleId)?.fullName ?? '' })}
          {standIn !== undefined && (
            <Button
              onPress={() =>
                stored(
                  handOver(db, id, customer, standIn, ''),
                  standIn.id === db.me.memberId ? 'chat.handover.taken' : 'chat.handover.done',
                )
              }
            >
              {t('chat.handover.standIn', { name: standIn.fullName })}
            </Button>
          )}
        </p>
      )}
      {isClosed && (
        <p className={styles.line} role="status">
          {t('chat.isClosed')}
        </p>
      )}
      {blockedAt !== '' && (
        <p className={styles.line} role="status">
          {t('chat.isBlocked')}
          <Button onPress={() => stored(editDocument(db, 'conversations', id, { blockedAt: '' }), 'chat.unblocked')}>
            {t('chat.unblock')}
          </Button>
        </p>
      )}
    </div>
  );
}
