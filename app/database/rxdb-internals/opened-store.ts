import type { RxCollection } from 'rxdb';
import type { RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';
import type { CollectionName } from '../../../sync/collections/registry';
import type { SahaDatabase } from '../saha-database';

/**
 * The IndexedDB database of a collection as RxDB's Dexie storage has it open, for what is read past it: opening it once
 * more would be another answer to wait for. Its documents are in `docs`.
 */
export async function openedStore(
  db: Pick<SahaDatabase, 'collections'>,
  collection: CollectionName,
): Promise<IDBDatabase> {
  const { storageInstance } = db.collections[collection] as unknown as RxCollection;
  const { dexieDb } = await (storageInstance as unknown as RxStorageInstanceDexie<unknown>).internals;
  return dexieDb.backendDB();
}
