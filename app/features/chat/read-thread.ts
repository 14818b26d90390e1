import { messages } from '../../../sync/collections/message';
import { withEmpties } from '../../../sync/rules/document';
import { done, openExistingIndexedDb } from '../../database/indexed-db';
import type { StoredByCollection } from '../../database/saha-database';
import { documentsIn, STANDING } from '../../database/rxdb-internals/stored-rows';

export type StoredMessage = StoredByCollection['messages'];

/** With what it lacks, as screens read it. */
export const threadMessage = (stored: unknown): StoredMessage => withEmpties(messages, stored as StoredMessage);

/** How many messages are shown before the others have been read. */
const AT_ONCE = 60;
/** Of these so many from before the mark of what is new. */
const BEFORE_NEW = 20;
/** So many fill a screen: where fewer follow the mark, it is not shown before all of them are there. */
const FILLS = 20;

/** Where a thread opens, read before the rest of it. */
export type ThreadPart = {
  /** One after the other without a gap, oldest first. */
  readonly messages: readonly StoredMessage[];
  /** Later ones are still to be read. */
  readonly isCut: boolean;
};

/**
 * Everything written with a customer in one conversation, oldest first, past RxDB: it would open a cursor per row, and
 * a thread may have thousands. Where there is more than is drawn at once, what stands where it opens is given to
 * `onPart` first: around the first that came in after `readUpTo` (an instant, '' for never), else its end. The rest is
 * read when what that answers has come.
 */
export async function readThread(
  storeName: string,
  { customerId, conversationId, readUpTo }: { customerId: string; conversationId: string; readUpTo: string },
  onPart: (part: ThreadPart) => Promise<void>,
): Promise<StoredMessage[]> {
  const database = await openExistingIndexedDb(storeName);
  if (database === null) return [];
  try {
    // Another transaction each time: one ends while nothing is asked of it.
    const byCustomer = () => {
      const store = documentsIn(database);
      return store.index([...store.indexNames].find((name) => name.includes('customerId')) as string);
    };
    const range = IDBKeyRange.bound([STANDING, customerId], [STANDING, customerId, []]);
    const ofIt = (found: readonly Record<string, unknown>[]) =>
      found.filter((one) => one['conversationId'] === conversationId).map(threadMessage);
    const isLong = (await done(byCustomer().count(range))) > AT_ONCE * 2;
    const part = isLong ? await partOf(byCustomer, range, { customerId, readUpTo }, ofIt) : null;
    if (part !== null) await onPart(part);
    return ofIt(await done(byCustomer().getAll(range)));
  } finally {
    database.close();
  }
}

/** Null where it is not known before everything is: what is new may be of another conversation, or ours alone. */
async function partOf(
  byCustomer: () => IDBIndex,
  range: IDBKeyRange,
  { customerId, readUpTo }: { customerId: string; readUpTo: string },
  ofIt: (found: readonly Record<string, unknown>[]) => StoredMessage[],
): Promise<ThreadPart | null> {
  const later = IDBKeyRange.bound([STANDING, customerId, readUpTo, []], [STANDING, customerId, []]);
  if ((await done(byCustomer().count(later))) <= AT_ONCE) {
    const end = ofIt(await lastOf(byCustomer(), range, AT_ONCE));
    return end.length === 0 ? null : { messages: end, isCut: false };
  }
  const earlier = IDBKeyRange.bound([STANDING, customerId], [STANDING, customerId, readUpTo, []]);
  const after = ofIt(await done(byCustomer().getAll(later, AT_ONCE)));
  const first = after.findIndex(({ direction }) => direction === 'in');
  if (first === -1 || after.length - first < FILLS) return null;
  const before = ofIt(await lastOf(byCustomer(), earlier, BEFORE_NEW));
  return { messages: [...before, ...after], isCut: true };
}

/** Oldest first. */
async function lastOf(index: IDBIndex, range: IDBKeyRange, most: number): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  const request = index.openCursor(range, 'prev');
  await new Promise<void>((resolve, reject) => {
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor !== null) found.push(cursor.value as Record<string, unknown>);
      if (cursor === null || found.length === most) resolve();
      else cursor.continue();
    };
  });
  return found.reverse();
}
