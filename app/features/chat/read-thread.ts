import { messages } from '../../../sync/collections/message';
import { withEmpties } from '../../../sync/rules/document';
import { done, openExistingIndexedDb } from '../../database/indexed-db';
import type { StoredByCollection } from '../../database/saha-database';

export type StoredMessage = StoredByCollection['messages'];

/** With what it lacks, as screens read it. */
export const threadMessage = (stored: unknown): StoredMessage => withEmpties(messages, stored as StoredMessage);

/** How many of the last messages are shown before the others have been read. */
const AT_ONCE = 60;

/**
 * Everything written with a customer in one conversation, oldest first, past RxDB: it would open a cursor per row, and
 * a thread may have thousands. Its end is given to `onEnd` first, where there is more than that; the rest is read when
 * what that answers has come.
 */
export async function readThread(
  storeName: string,
  customerId: string,
  conversationId: string,
  onEnd: (messages: readonly StoredMessage[]) => Promise<void>,
): Promise<StoredMessage[]> {
  const database = await openExistingIndexedDb(storeName);
  if (database === null) return [];
  try {
    // Another transaction each time: one ends while nothing is asked of it.
    const byCustomer = () => {
      const store = database.transaction('docs', 'readonly').objectStore('docs');
      return store.index([...store.indexNames].find((name) => name.includes('customerId')) as string);
    };
    const range = IDBKeyRange.bound(['0', customerId], ['0', customerId, []]);
    const isOfIt = (one: Record<string, unknown>) => one['conversationId'] === conversationId;
    if ((await done(byCustomer().count(range))) > AT_ONCE * 2)
      await onEnd((await lastOf(byCustomer(), range)).filter(isOfIt).map(threadMessage));
    const found: Record<string, unknown>[] = await done(byCustomer().getAll(range));
    return found.filter(isOfIt).map(threadMessage);
  } finally {
    database.close();
  }
}

/** Oldest first. */
async function lastOf(index: IDBIndex, range: IDBKeyRange): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  const request = index.openCursor(range, 'prev');
  await new Promise<void>((resolve, reject) => {
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor !== null) found.push(cursor.value as Record<string, unknown>);
      if (cursor === null || found.length === AT_ONCE) resolve();
      else cursor.continue();
    };
  });
  return found.reverse();
}
