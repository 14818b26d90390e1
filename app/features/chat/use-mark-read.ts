import { useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { editDocument } from '../../database/write';
import type { ChatConversation } from './chat-model';
import type { StoredMessage } from './read-thread';

/** While the thread is open and in sight, what came in counts as read; on every device of this person. */
export function useMarkRead(
  conversation: ChatConversation | null,
  messages: readonly Pick<StoredMessage, 'direction' | 'createdAt'>[] | undefined,
): void {
  const db = useDatabase();
  const heardAt = messages?.reduce(
    (last, one) => (one.direction === 'in' && one.createdAt > last ? one.createdAt : last),
    '',
  );
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
}
