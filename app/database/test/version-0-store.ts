/**
 * A store as the first released version left it: its schemas and the shape of its rows, kept here because nothing else
 * knows them any more.
 */
import { createRxDatabase } from 'rxdb';
import { isServedBy, SYNC_ORDER, type CollectionName } from '../../../sync/collections/registry';
import type { LocalDocument } from '../../../sync/rules/local-document';
import { committed, done, openExistingIndexedDb } from '../indexed-db';
import { documentStorage } from '../rxdb-internals/open-rx-database';
import { openReplicaState } from '../replica-state';
import { databaseName, storeName } from '../rxdb-internals/store-names';
import { STORE_VERSION } from '../schemas';
import { toStored } from '../stored-document';

const line = (maxLength: number) => ({ type: 'string', maxLength });
const schema = (title: string, indexed: Record<string, { type: string; maxLength: number }>, indexes: string[][]) => ({
  title,
  version: 0,
  type: 'object',
  primaryKey: 'id',
  properties: { id: line(36), outbox: line(25), ...indexed },
  required: ['id', 'outbox', ...Object.keys(indexed)],
  indexes: [['outbox'], ...indexes],
});
const VERSION_0 = {
  customers: schema('customers', { sortKey: line(80) }, [['sortKey']]),
  countries: schema('countries', {}, []),
  members: schema('members', {}, []),
  appointments: schema('appointments', { startsAt: line(24), customerId: line(36) }, [
    ['startsAt'],
    ['customerId', 'startsAt'],
  ]),
  interactions: schema('interactions', { occurredAt: line(24), customerId: line(36) }, [['customerId', 'occurredAt']]),
};

/** A tab of the first version: its own connection to the store, through RxDB as it was. */
export async function openVersion0(memberId: string) {
  const rx = await createRxDatabase({
    name: databaseName(memberId),
    storage: Object.assign(documentStorage(), { name: 'dexie-of-version-0' }),
    multiInstance: false,
    eventReduce: true,
  });
  const collections = await rx.addCollections(
    Object.fromEntries(Object.entries(VERSION_0).map(([name, one]) => [name, { schema: one }])) as never,
  );
  return { rx, collections: collections as unknown as Record<CollectionName, (typeof rx.collections)[string]> };
}

export function version0Row(collection: CollectionName, document: LocalDocument): Record<string, unknown> {
  return Object.fromEntries(Object.entries(toStored(collection, document)).filter(([field]) => field !== 'conflicted'));
}

/** Adds rows as version 0's own writer of a first synchronisation did. Its stores must exist. */
export async function addVersion0Rows(
  memberId: string,
  collection: CollectionName,
  documents: readonly LocalDocument[],
): Promise<void> {
  const database = await openExistingIndexedDb(storeName(databaseName(memberId), collection, 0));
  if (database === null) throw new Error('version 0 was never opened');
  const transaction = database.transaction('docs', 'readwrite');
  const end = committed(transaction);
  for (const document of documents) {
    transaction.objectStore('docs').add({
      ...version0Row(collection, document),
      _deleted: '0',
      _rev: '1-aaaaaaaa',
      _meta: { lwt: 1 },
      _attachments: {},
    });
  }
  await end;
  database.close();
}

/**
 * Turns a closed replica of today back into what version 0 would hold in its place: the way to a store with real unsent
 * work in it.
 */
export async function backToVersion0(memberId: string): Promise<void> {
  const name = databaseName(memberId);
  const old = await openVersion0(memberId);
  await old.rx.close();
  for (const collection of SYNC_ORDER) {
    if (!isServedBy(0, collection)) continue;
    const today = storeName(name, collection);
    const from = await openExistingIndexedDb(today),
      to = await openExistingIndexedDb(storeName(name, collection, 0));
    if (from === null || to === null) throw new Error(`${collection} is missing`);
    const rows = (await done(from.transaction('docs').objectStore('docs').getAll())) as Record<string, unknown>[];
    const transaction = to.transaction('docs', 'readwrite');
    const end = committed(transaction);
    for (const row of rows)
      transaction
        .objectStore('docs')
        .put(Object.fromEntries(Object.entries(row).filter(([field]) => field !== 'conflicted')));
    await end;
    from.close();
    to.close();
    await done(indexedDB.deleteDatabase(today));
  }
  const state = await openReplicaState(memberId);
  await state.saveMoved(STORE_VERSION, 0, await state.statesOf(STORE_VERSION));
  await state.saveFacts({ movedFrom: null });
  state.close();
}
