import { useEffect, useState } from 'react';
import { useDatabase, useStoreGeneration } from '../../database/database-context';
import { databaseName, storeName } from '../../database/rxdb-internals/store-names';
import { afterPaint } from '../../shell/after-paint';
import { readThread, threadMessage, type StoredMessage, type ThreadPart } from './read-thread';
import { changesOf } from '../../database/rxdb-internals/changes-of';

const GATHER_MS = 16;

/** What is written with one record of a person. */
export type WithRecord = { readonly conversationId: string; readonly customerId: string };

/**
 * The messages of a thread, of all records of a person, oldest first, live; `undefined` while they are being read. Of a
 * long one with a single record comes first where it opens, by `readUpTo` (an instant, '' for never).
 */
export function useThread(records: readonly WithRecord[], readUpTo: string): ThreadPart | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const text = JSON.stringify(records);
  const key = `${generation}/${text}`;
  const [state, setState] = useState<{ key: string; part: ThreadPart }>();
  useEffect(() => {
    if (generation === 0 || db.isReopening) return undefined;
    const asked = JSON.parse(text) as WithRecord[];
    const ids = new Set(asked.map(({ conversationId }) => conversationId));
    const held = new Map<string, StoredMessage>();
    let isOver = false;
    let isCut = false;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let changed = new Set<string>();
    const show = () => {
      timer = null;
      if (!isOver) setState({ key, part: { messages: [...held.values()].sort(inTime), isCut } });
    };
    const hold = (read: readonly StoredMessage[]) => {
      for (const message of read) if (!changed.has(message.id)) held.set(message.id, message);
    };
    const read = async () => {
      changed = new Set();
      const store = storeName(databaseName(db.me.memberId), 'messages');
      for (const one of asked)
        hold(
          await readThread(store, { ...one, readUpTo }, async (part) => {
            if (asked.length > 1 || held.size > 0) return;
            isCut = part.isCut;
            hold(part.messages);
            show();
            // Taking in thousands more before it is painted would keep it from being seen.
            await new Promise<void>(afterPaint);
          }),
        );
      isCut = false;
      show();
    };
    const subscription = changesOf(db.collections.messages).subscribe(({ events }) => {
      if (events.length === 0) return void read().catch(show);
      let isOne = false;
      for (const { documentId, documentData, operation } of events) {
        if (!ids.has(documentData.conversationId) && !held.has(documentId)) continue;
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
  }, [db, generation, text, readUpTo, key]);
  return state?.key === key ? state.part : undefined;
}

const inTime = (a: StoredMessage, b: StoredMessage) =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1;
