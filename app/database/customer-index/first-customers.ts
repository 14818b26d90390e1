import { done, openExistingIndexedDb } from '../indexed-db';
import { customerEntry, customerRow } from './customer-entry';
import type { CustomerRow } from './customer-question';
import { documentsIn, STANDING } from '../rxdb-internals/stored-rows';

/** The first customers by name, by the store's own index for it; none while there is no store. */
export async function firstCustomers(storeName: string, count: number): Promise<CustomerRow[]> {
  const database = await openExistingIndexedDb(storeName);
  if (database === null) return [];
  try {
    const found: CustomerRow[] = [];
    const store = documentsIn(database);
    const byName = store.index([...store.indexNames].find((name) => name.includes('sortKey')) as string);
    let after: IDBKeyRange = IDBKeyRange.bound([STANDING], [STANDING, []]);
    for (;;) {
      const batch: Record<string, unknown>[] = await done(byName.getAll(after, count));
      for (const stored of batch) {
        const entry = customerEntry(stored);
        if (!entry.removed && entry.mergedInto === '' && found.length < count) found.push(customerRow(entry));
      }
      if (batch.length < count || found.length === count) return found;
      after = IDBKeyRange.bound(
        (byName.keyPath as string[]).map((field) => (batch[batch.length - 1] as Record<string, string>)[field]),
        [STANDING, []],
        true,
      );
    }
  } finally {
    database.close();
  }
}
