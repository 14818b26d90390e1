import { done, openExistingIndexedDb } from '../indexed-db';
import { customerEntry } from './customer-entry';
import type { CustomerEntry } from './customer-question';
import { documentsIn, isStanding } from '../rxdb-internals/stored-rows';

const BATCH = 2_000;
/** While somebody may ask something: a batch is taken apart in one go, and nothing is answered meanwhile. */
export const SHORT_BATCH = 400;

/**
 * Reads every customer of the store that RxDB's Dexie storage keeps, in batches, past RxDB: it would open a cursor per
 * row.
 */
export function loadCustomers(storeName: string, found: (entry: CustomerEntry) => void): Promise<void> {
  return eachStored(storeName, (stored) => found(customerEntry(stored)));
}

/**
 * The same of any collection, as it is stored. One batch is read while the one before is looked at; `between`: what is
 * waited for before the next.
 */
export async function eachStored(
  storeName: string,
  found: (stored: Record<string, unknown>) => void,
  size = BATCH,
  between: () => Promise<void> | void = () => undefined,
): Promise<void> {
  const database = await openExistingIndexedDb(storeName);
  if (database === null) return;
  const readAfter = (id: string | null): Promise<Record<string, unknown>[]> => {
    const store = documentsIn(database);
    return done(store.getAll(id === null ? null : IDBKeyRange.lowerBound(id, true), size));
  };
  try {
    let reading: Promise<Record<string, unknown>[]> | null = readAfter(null);
    while (reading !== null) {
      const batch: Record<string, unknown>[] = await reading;
      reading = batch.length < size ? null : readAfter((batch[batch.length - 1] as { id: string }).id);
      reading?.catch(() => undefined); // heard of when its turn comes, if nothing failed before
      for (const stored of batch) if (isStanding(stored)) found(stored);
      await between();
    }
  } finally {
    database.close();
  }
}
