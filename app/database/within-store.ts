import { committed, done, openIndexedDb } from './indexed-db';

/** A small store beside the documents: a person's own, with their id in its name, so that it goes with all else. */
export type SmallStore = {
  readonly name: string;
  readonly create: (database: IDBDatabase) => void;
  /** `strict`: what is answered has reached the disk. */
  readonly durability?: IDBTransactionDurability;
};

/** One transaction over these object stores; resolves with what `work` asked for, once it is committed. */
export async function withinStore<T>(
  { name, create, durability = 'default' }: SmallStore,
  stores: string | readonly string[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => IDBRequest<T>,
): Promise<T> {
  const database = await openIndexedDb(name, 1, create, () => undefined);
  try {
    const transaction = database.transaction(typeof stores === 'string' ? [stores] : [...stores], mode, { durability });
    const ended = committed(transaction);
    const result = await done(work(transaction));
    await ended;
    return result;
  } finally {
    database.close();
  }
}
