import { useEffect, useState } from 'react';
import { useDatabase, useStoreGeneration } from '../../database/database-context';
import { databaseName, storeName } from '../../database/schemas';
import { readThread, threadMessage, type StoredMessage } from './read-thread';

const GATHER_MS = 16;

/**
 * The messages of one conversation, oldest first, live; `undefined` while they are being read. Of a long one its end
 * comes first, where everything after `readUpTo` (an instant, '' for never) is in it: it opens there.
 */
export function useThread(
  conversationId: string,
  customerId: string | undefined,
  readUpTo: string,
): readonly StoredMessage[] | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const key = `${generation}/${conversationId}/${customerId ?? ''}`;
  const [state, setState] = useState<{ key: string; messages: readonly StoredMessage[] }>();
  useEffect(() => {
    if (customerId === undefined || generation === 0 || db.isReopening) return undefined;
    const held = new Map<string, StoredMessage>();
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let changed = new Set<string>();
    const show = () => {
      timer = null;
      if (!isOver) setState({ key, messages: [...held.values()].sort(inTime) });
    };
    const hold = (read: readonly StoredMessage[]) => {
      for (const message of read) if (!changed.has(message.id)) held.set(message.id, message);
    };
    const read = async () => {
      changed = new Set();
      const store = storeName(databaseName(db.me.memberId), 'messages');
      const all = await readThread(store, customerId, conversationId, (end) => {
        const [first] = end;
        if (held.size > 0 || first === undefined || first.createdAt > readUpTo) return;
        hold(end);
        show();
      });
      hold(all);
      show();
    };
    const subscription = db.collections.messages.eventBulks$.subscribe(({ events }) => {
      if (events.length === 0) return void read().catch(show);
      let isOne = false;
      for (const { documentId, documentData, operation } of events) {
        if (documentData.conversationId !== conversationId && !held.has(documentId)) continue;
        isOne = true;
        changed.add(documentId);
        if (operation === 'DELETE' || documentData.conversationId === undefined) held.delete(documentId);
        else held.set(documentId, threadMessage(documentData));
      }
      if (isOne) timer ??= setTimeout(show, GATHER_MS);
    });
    read().catch(show);
    return () => {
      isOver = true;
      subscription.unsubscribe();
      if (timer !== null) clearTimeout(timer);
    };
  }, [db, generation, conversationId, customerId, readUpTo, key]);
  return state?.key === key ? state.messages : undefined;
}

const inTime = (a: StoredMessage, b: StoredMessage) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;
