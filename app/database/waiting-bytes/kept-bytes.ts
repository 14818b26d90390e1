/**
 * Bytes on this device that the office has not got yet: a person's own, in a store that bears their name, so that it
 * goes with everything else of theirs (database/forget-database.ts) and stays where they sign out and keep.
 */
import type { FileFields } from '../../../sync/collections/file';
import { withinStore, type SmallStore } from '../within-store';

const STORE = 'waiting';
export type WaitingBytes = {
  readonly fileId: string;
  readonly bytes: Blob;
  /** The document it belongs to: the bytes are stored first, and a tab may die in between. */
  readonly document: Omit<FileFields, 'id'>;
  /** Why the office does not take them: the code of an error. They stay until the person decides. */
  readonly problem?: string;
  /** The person gave up its document, which had been refused; where the office knows of it all the same they go. */
  readonly isGivenUp?: boolean;
};

const storeOf = (memberId: string): SmallStore => ({
  name: `saha-bytes-${memberId.replaceAll('-', '')}`,
  create: (made) => made.createObjectStore(STORE, { keyPath: 'fileId' }),
  durability: 'strict',
});
const within = <T>(memberId: string, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) =>
  withinStore(storeOf(memberId), STORE, mode, (made) => work(made.objectStore(STORE)));

export async function keepBytes(memberId: string, waiting: WaitingBytes): Promise<void> {
  await within(memberId, 'readwrite', (store) => store.put(waiting));
}
export async function waitingBytes(memberId: string): Promise<WaitingBytes[]> {
  return (await within(memberId, 'readonly', (store) => store.getAll())) as WaitingBytes[];
}
export async function forgetBytes(memberId: string, fileId: string): Promise<void> {
  await within(memberId, 'readwrite', (store) => store.delete(fileId));
}

const waitingOf = async (memberId: string, fileId: string): Promise<WaitingBytes | undefined> =>
  (await within(memberId, 'readonly', (store) => store.get(fileId))) as WaitingBytes | undefined;
/** No document is made of them any more; none may be waiting. */
export async function giveUpBytes(memberId: string, fileId: string): Promise<void> {
  const waiting = await waitingOf(memberId, fileId);
  if (waiting !== undefined) await keepBytes(memberId, { ...waiting, isGivenUp: true });
}
export const areGivenUp = async (memberId: string, fileId: string): Promise<boolean> =>
  (await waitingOf(memberId, fileId))?.isGivenUp === true;
