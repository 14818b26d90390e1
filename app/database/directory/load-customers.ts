import { done, openExistingIndexedDb } from '../indexed-db';
import { customerEntry } from './customer-entry';
import type { CustomerEntry } from './directory-messages';

const BATCH = 2_000;

/**
 * Reads every customer of the store that RxDB's Dexie storage keeps, in batches, past RxDB: it would open a cursor per
 * row.
 */
export function loadCustomers(storeName: string, found: (entry: CustomerEntry) => void): Promise<void> {
  return eachStored(storeName, (stored) => found(customerEntry(stored)));
}

/** The same of any collection, as it is stored. */
export async function eachStored(storeName: string, found: (stored: Record<string, unknown>) => void): Promise<void> {
  const database = await openExistingIndexedDb(storeName);
  if (database === null) return;
  try {
    let after: string | null = null;
    for (;;) {
      const store: IDBObjectStore = database.transaction('docs', 'readonly').objectStore('docs');
      const batch: Record<string, unknown>[] = await done(
        store.getAll(after === null ? null : IDBKeyRange.lowerBound(after, true), BATCH),
      );
      for (const stored of batch) if (stored['_deleted'] === '0') found(stored);
      if (batch.length < BATCH) return;
      after = (batch[batch.length - 1] as { id: string }).id;
    }
  } finally {
    database.close();
  }
}
