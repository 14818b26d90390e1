/**
 * A collection's storage, past RxDB's caches and its documents: for thousands of rows, and for those who ask whether
 * the store is right.
 */
import { prepareQuery, type BulkWriteRow, type FilledMangoQuery, type RxCollection } from 'rxdb';
import type { AnyStored, AnyStoredData } from '../stored-document';

type Collection = RxCollection | RxCollection<AnyStored> | { readonly name: string };
const storageOf = (collection: Collection) => (collection as RxCollection<AnyStored>).storageInstance;

/** Of these ids what is stored, in no order; with the shells of removed ones where they are wanted. */
export function storedById(
  collection: Collection,
  ids: readonly string[],
  withRemoved = false,
): Promise<AnyStoredData[]> {
  return storageOf(collection).findDocumentsById([...ids], withRemoved) as Promise<AnyStoredData[]>;
}

/** What is stored and found by a query that names its index, in its order. */
export async function storedBy(
  collection: Collection,
  query: FilledMangoQuery<AnyStored>,
): Promise<readonly AnyStoredData[]> {
  const storage = storageOf(collection);
  const { documents } = await storage.query(prepareQuery(storage.schema, query));
  return documents;
}

/**
 * Writes all in one transaction, and tells live queries and other tabs. A row whose `previous` is not what stands is
 * answered with status 409 and what stands (`documentInDb`).
 */
export function writeStored(collection: Collection, rows: BulkWriteRow<AnyStored>[], context: string) {
  return storageOf(collection).bulkWrite(rows, context);
}
