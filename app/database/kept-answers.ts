/**
 * Answers of the office that stay readable offline: a person's own, in a store that bears their name and goes with
 * everything else of theirs (forget-database.ts).
 */
import { committed, done, openIndexedDb } from './indexed-db';

export const keptAnswersName = (memberId: string) => `saha-kept-${memberId.replaceAll('-', '')}`;
const STORE = 'answers';

async function within<T>(memberId: string, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) {
  const database = await openIndexedDb(
    keptAnswersName(memberId),
    1,
    (made) => made.createObjectStore(STORE),
    () => undefined,
  );
  try {
    const transaction = database.transaction(STORE, mode);
    const ended = committed(transaction);
    const result = await done(work(transaction.objectStore(STORE)));
    await ended;
    return result;
  } finally {
    database.close();
  }
}

export async function keepAnswer(memberId: string, key: string, answer: unknown): Promise<void> {
  await within(memberId, 'readwrite', (store) => store.put(answer, key));
}

/** undefined: nothing was kept under this key. */
export async function keptAnswer(memberId: string, key: string): Promise<unknown> {
  return (await within(memberId, 'readonly', (store) => store.get(key))) as unknown;
}
