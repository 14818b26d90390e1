import { SYNC_ORDER, type CollectionName } from '../../../sync/collections/registry';
import { STORE_VERSION } from '../schemas';

export const databaseName = (memberId: string) => `saha-${memberId.replaceAll('-', '')}`;

/**
 * The IndexedDB database in which RxDB's Dexie storage keeps a collection
 * (rxdb/src/plugins/storage-dexie/dexie-helper.ts).
 */
export function storeName(database: string, collection: CollectionName, version = STORE_VERSION): string {
  return `rxdb-dexie-${database}--${version}--${collection}`;
}

/** All that RxDB may have made for a person, of every version: what must go when the person is forgotten. */
export function everyStoreName(memberId: string): string[] {
  const name = databaseName(memberId);
  const versions = Array.from({ length: STORE_VERSION + 1 }, (_, version) => version);
  return [
    `rxdb-dexie-${name}--0--_rxdb_internal`,
    ...versions.flatMap((version) => SYNC_ORDER.map((collection) => storeName(name, collection, version))),
  ];
}
