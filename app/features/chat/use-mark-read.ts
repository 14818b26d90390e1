import { useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { editDocument } from '../../database/write';
import type { ChatConversation } from './chat-model';
import type { StoredMessage } from './read-thread';

/** While the thread is open and in sight, what came in counts as read; on every device of this person. */
export function useMarkRead(
  conversation: ChatConversation | null,
  messages: readonly Pick<StoredMessage, 'direction' | 'createdAt' | 'conversationId'>[] | undefined,
): void {
  const db = useDatabase();
  const heardAt = messages?.reduce(
    (last, one) => (one.direction === 'in' && one.createdAt > last ? one.createdAt : last),
    '',
  );
  const merged = JSON.stringify(mergedOf(messages ?? [], conversation?.id));
  const readAt = conversation?.readUpTo[db.me.memberId] ?? '';
  const id = conversation?.id;
  useEffect(() => {
    if (id === undefined || heardAt === undefined || heardAt <= readAt) return undefined;
    const mark = () => {
      if (document.visibilityState !== 'visible') return;
      // What others have read is theirs to say. Not stored is not read: the next look says so again.
      void editDocument(db, 'conversations', id, { readUpTo: { [db.me.memberId]: heardAt } }).catch(() => undefined);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [db, id, heardAt, readAt]);
  useEffect(() => {
    const others = JSON.parse(merged) as Readonly<Record<string, string>>;
    const mark = () => {
      if (document.visibilityState !== 'visible') return;
      for (const [other, at] of Object.entries(others))
        void editDocument(db, 'conversations', other, ({ readUpTo = {} }) =>
          (readUpTo[db.me.memberId] ?? '') < at ? { readUpTo: { [db.me.memberId]: at } } : {},
        ).catch(() => undefined);
    };
    mark();
    document.addEventListener('visibilitychange', mark);
    return () => document.removeEventListener('visibilitychange', mark);
  }, [db, merged]);
}

/** Of conversations with records that were merged into the customer: when the last of each came in. */
function mergedOf(
  messages: readonly Pick<StoredMessage, 'direction' | 'createdAt' | 'conversationId'>[],
  ownId: string | undefined,
): Readonly<Record<string, string>> {
  const last: Record<string, string> = {};
  for (const { direction, createdAt, conversationId } of messages)
    if (direction === 'in' && conversationId !== ownId && createdAt > (last[conversationId] ?? ''))
      last[conversationId] = createdAt;
  return last;
}
