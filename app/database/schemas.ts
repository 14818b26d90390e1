/**
 * RxDB schemas. Only what is indexed is declared: nothing validates on the device (the server does), fields of a newer
 * server are kept as they are, and a new field that is not indexed does not make a new schema version.
 */
import type { RxJsonSchema } from 'rxdb';
import type { CollectionDefinition } from '../../sync/collections/definition';
import { COLLECTIONS, SYNC_ORDER, type CollectionName } from '../../sync/collections/registry';
import type { StoredByCollection } from './saha-database';

/**
 * Raised with any change to what follows, together with a step in store-move/row-steps.ts that makes the new rows of
 * the old; a build older than the store then asks for an update instead of opening.
 */
export const STORE_VERSION = 2;

const line = (maxLength: number) => ({ type: 'string', maxLength });

function schemaOf({ name, indexes, fields, derived }: CollectionDefinition): RxJsonSchema<unknown> {
  // RxDB opens a store only while the schema is to the letter what it was made with: the order stays what it once was.
  const lengths = [...new Set(indexes.flat())]
    .sort()
    .reverse()
    .map((field) => [field, line(derived[field]?.maxLength ?? fields[field]?.indexed ?? 0)] as const);
  return {
    title: name,
    version: STORE_VERSION,
    type: 'object',
    primaryKey: 'id',
    properties: { id: line(36), outbox: line(25), conflicted: line(1), ...Object.fromEntries(lengths) },
    required: ['id', 'outbox', 'conflicted', ...lengths.map(([field]) => field)],
    indexes: [['outbox'], ['conflicted'], ...indexes],
  } as unknown as RxJsonSchema<unknown>;
}

/** What addCollections is given: RxDB's own migration is not used (store-move/ does it). */
export const collectionsToAdd = (names: readonly CollectionName[] = SYNC_ORDER) =>
  Object.fromEntries(names.map((name) => [name, { schema: SCHEMAS[name], autoMigrate: false }]));

export const SCHEMAS = Object.fromEntries(SYNC_ORDER.map((name) => [name, schemaOf(COLLECTIONS[name])])) as {
  readonly [C in CollectionName]: RxJsonSchema<StoredByCollection[C]>;
};
