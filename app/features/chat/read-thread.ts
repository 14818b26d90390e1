import { messages } from '../../../sync/collections/message';
import { withEmpties } from '../../../sync/rules/document';
import { done, openExistingIndexedDb } from '../../database/indexed-db';
import type { StoredByCollection } from '../../database/saha-database';

export type StoredMessage = StoredByCollection['messages'];

/** With what it lacks, as screens read it. */
export const threadMessage = (stored: unknown): StoredMessage => withEmpties(messages, stored as StoredMessage);

/**
 * Everything written with a customer in one conversation, oldest first, past RxDB: it would open a cursor per row, and
 * a thread may have thousands.
 */
export async function readThread(storeName: string, customerId: string, conversationId: string) {
  const database = await openExistingIndexedDb(storeName);
  if (database === null) return [];
  try {
    const store = database.transaction('docs', 'readonly').objectStore('docs');
    const byCustomer = store.index([...store.indexNames].find((name) => name.includes('customerId')) as string);
    const range = IDBKeyRange.bound(['0', customerId], ['0', customerId, []]);
    const found: Record<string, unknown>[] = await done(byCustomer.getAll(range));
    return found.filter((one) => one['conversationId'] === conversationId).map(threadMessage);
  } finally {
    database.close();
  }
}
