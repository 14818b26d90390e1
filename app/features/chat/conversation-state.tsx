import type { Handover } from '../../../sync/collections/conversation';
import { handoverKind } from '../../../sync/rules/handover';
import { absenceAt } from '../../../sync/rules/work-time';
import { useDatabase } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { editDocument } from '../../database/write';
import { useText } from '../../i18n/use-text';
import { Button } from '../../ui/button';
import { Chip } from '../../ui/chip';
import { useMembers } from '../members/use-members';
import { useNowMs } from '../../ui/use-now';
import { LabelDot } from '../settings/label-dot';
import { useSettings } from '../settings/settings-context';
import { isClosedBy, type ChatConversation } from './chat-model';
import styles from './conversation-state.module.css';
import { handOver } from './handover';
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
  const away = responsibleId === db.me.memberId ? null : absenceAt(settings, responsibleId, nowMs);
  const standIn = away === null || away.standInId === responsibleId ? undefined : byId.get(away.standInId ?? '');
  const note = assigneeId === db.me.memberId && lastHandover?.to === assigneeId ? lastHandover.note : '';
  const covered = coveredFor(id, assigneeId, lastHandover);
  const inPlaceOf = covered !== '' && absenceAt(settings, covered, nowMs) !== null ? covered : '';
  const isQuiet = blockedAt === '' && !isClosed && away === null && note === '' && inPlaceOf === '';
  if (labels.length === 0 && isQuiet) return null;
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
      {inPlaceOf !== '' && (
        <p className={styles.line} role="status">
          {t(assigneeId === db.me.memberId ? 'chat.handover.youCover' : 'chat.handover.covers', {
            away: byId.get(inPlaceOf)?.fullName ?? '',
            name: byId.get(assigneeId)?.fullName ?? '',
          })}
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

/** In whose place the assignee answers; '' for in nobody's. */
function coveredFor(conversationId: string, assigneeId: string, last: Handover | null): string {
  return last?.to === assigneeId && handoverKind(conversationId, last) === 'standIn' ? last.by : '';
}
