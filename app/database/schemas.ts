/**
 * RxDB schemas. Only what is indexed is declared: nothing validates on the device (the server does), fields of a newer
 * server are kept as they are, and a new field does not make a new schema version, so there is nothing to migrate.
 */
import type { RxJsonSchema } from 'rxdb';
import type { CollectionName } from '../../sync/collections/definition';
import type { StoredByCollection } from './saha-database';

/** Raised with any change to what follows; an older build then asks for an update instead of opening. */
export const STORE_VERSION = 0;

const line = (maxLength: number) => ({ type: 'string', maxLength });

function schema<T>(collection: CollectionName, indexed: Record<string, { type: string; maxLength: number }>, indexes: string[][]): RxJsonSchema<T> {
  return {
    title: collection, version: STORE_VERSION, type: 'object', primaryKey: 'id',
    properties: { id: line(36), outbox: line(25), ...indexed },
    required: ['id', 'outbox', ...Object.keys(indexed)],
    indexes: [['outbox'], ...indexes],
  } as unknown as RxJsonSchema<T>;
}

export const SCHEMAS: { readonly [C in CollectionName]: RxJsonSchema<StoredByCollection[C]> } = {
  customers: schema('customers', { sortKey: line(80) }, [['sortKey']]),
  countries: schema('countries', {}, []),
  members: schema('members', {}, []),
  appointments: schema('appointments', { startsAt: line(24), customerId: line(36) }, [['startsAt'], ['customerId', 'startsAt']]),
  interactions: schema('interactions', { occurredAt: line(24), customerId: line(36) }, [['customerId', 'occurredAt']]),
};

/** The IndexedDB database in which RxDB's Dexie storage keeps a collection (rxdb/src/plugins/storage-dexie/dexie-helper.ts). */
export function storeName(database: string, collection: CollectionName): string {
  return `rxdb-dexie-${database}--${STORE_VERSION}--${collection}`;
}
