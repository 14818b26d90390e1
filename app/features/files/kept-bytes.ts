/**
 * Bytes on this device that the office has not got yet: a person's own, in a store that bears their name, so that it
 * goes with everything else of theirs (database/forget-database.ts) and stays where they sign out and keep.
 */
import type { FileFields } from '../../../sync/collections/file';
import { committed, done, openIndexedDb } from '../../database/indexed-db';

const STORE = 'waiting';
export type WaitingBytes = {
  readonly fileId: string;
  readonly bytes: Blob;
  /** The document it belongs to: the bytes are stored first, and a tab may die in between. */
  readonly document: Omit<FileFields, 'id'>;
};

async function within<T>(memberId: string, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) {
  const database = await openIndexedDb(
    `saha-bytes-${memberId.replaceAll('-', '')}`,
    1,
    (made) => made.createObjectStore(STORE, { keyPath: 'fileId' }),
    () => undefined,
  );
  try {
    const transaction = database.transaction(STORE, mode, { durability: 'strict' });
    const ended = committed(transaction);
    const result = await done(work(transaction.objectStore(STORE)));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

export async function keepBytes(memberId: string, waiting: WaitingBytes): Promise<void> {
  await within(memberId, 'readwrite', (store) => store.put(waiting));
}
export async function waitingBytes(memberId: string): Promise<WaitingBytes[]> {
  return (await within(memberId, 'readonly', (store) => store.getAll())) as WaitingBytes[];
}
export async function forgetBytes(memberId: string, fileId: string): Promise<void> {
  await within(memberId, 'readwrite', (store) => store.delete(fileId));
}
