/**
 * What this folder takes for granted of RxDB, assumption by assumption, asked of the version that is installed: an
 * update that changes one of them fails here, by its name.
 */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { readFile } from 'node:fs/promises';
import type { RxCollection, RxDatabase } from 'rxdb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { committed, done, openExistingIndexedDb } from '../indexed-db';
import type { SahaCollections, SahaDatabase } from '../saha-database';
import { SCHEMAS, STORE_VERSION } from '../schemas';
import type { AnyStored, AnyStoredData } from '../stored-document';
import { until } from '../test/replica';
import { changesOf } from './changes-of';
import { documentStorage, openRxDatabase } from './open-rx-database';
import { openedStore } from './opened-store';
import { readAll } from './read-all';
import { rerunQueries } from './rerun-queries';
import { storedBy, storedById, writeStored } from './storage-instance';
import { databaseName, everyStoreName, storeName } from './store-names';
import { DOCUMENTS, documentsIn, firstRow, indexName, isStanding, ROW_FIELDS, STANDING } from './stored-rows';

const MEMBER = '01890000-0000-7000-a000-0000000000cc';
const NAME = databaseName(MEMBER);
let deletedElsewhere = 0;
let rx: RxDatabase<SahaCollections>;
let customers: RxCollection<AnyStored>;

beforeAll(async () => {
  const storage = documentStorage({ onDeleted: () => (deletedElsewhere += 1) });
  rx = await openRxDatabase(NAME, storage, ['customers']);
  customers = rx.collections.customers as unknown as RxCollection<AnyStored>;
});
afterAll(() => rx.close().catch(() => undefined));

const customer = (id: string, fields: Record<string, unknown> = {}) => {
  const declared = Object.keys((SCHEMAS.customers as { properties: object }).properties);
  const empty = Object.fromEntries(declared.map((field) => [field, '']));
  return { ...empty, ...fields, id } as unknown as AnyStored;
};
const insert = (id: string, fields?: Record<string, unknown>) => customers.insert(customer(id, fields));
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();

async function rawStore(): Promise<IDBDatabase> {
  const store = await openExistingIndexedDb(storeName(NAME, 'customers'));
  if (store === null) throw new Error('RxDB has made no store of that name');
  return store;
}
async function rawRow(id: string): Promise<Record<string, unknown>> {
  const store = await rawStore();
  try {
    return await done<Record<string, unknown>>(documentsIn(store).get(id));
  } finally {
    store.close();
  }
}

it('a collection is a database of its own, and every one that is made is known by name', async () => {
  const made = (await indexedDB.databases()).flatMap(({ name }) =>
    name?.startsWith(`rxdb-dexie-${NAME}`) === true ? [name] : [],
  );
  expect(made).toContain(storeName(NAME, 'customers', STORE_VERSION));
  expect(made.filter((name) => !everyStoreName(MEMBER).includes(name))).toEqual([]);
});

it('documents lie in one object store by id, and each index goes from _deleted to the id', async () => {
  const store = await rawStore();
  const documents = documentsIn(store);
  expect(documents.keyPath).toBe('id');
  const wanted = (SCHEMAS.customers.indexes ?? []).map((fields) => indexName(...[fields].flat()));
  expect([...documents.indexNames]).toEqual(expect.arrayContaining(wanted));
  const outbox = documents.index(indexName('outbox'));
  expect([outbox.keyPath, outbox.multiEntry]).toEqual([['_deleted', 'outbox', 'id'], false]);
  store.close();
});

it('a row holds the document flat, RxDB’s four fields, and _deleted as text', async () => {
  await insert('row');
  const row = await rawRow('row');
  const made = firstRow(customer('row'), 'aaaaaaaa', Date.now());
  expect(Object.keys(row).sort()).toEqual(Object.keys(made).sort());
  expect({ ...row, _rev: '', _meta: '' }).toEqual({ ...made, _rev: '', _meta: '' });
  expect(row['_rev']).toMatch(/^1-\w+$/);
  expect(Object.keys(row['_meta'] as object)).toEqual(Object.keys(made._meta));
  expect(isStanding(row)).toBe(true);
  await (await customers.findOne('row').exec(true)).remove();
  expect(isStanding(await rawRow('row'))).toBe(false);
});

it('toJSON(true) tells the same four fields, and revision is the _rev of the row', async () => {
  const document = await insert('json');
  const told = Object.keys(document.toJSON(true)).filter((key) => key.startsWith('_'));
  expect(told.sort()).toEqual([...ROW_FIELDS].sort());
  expect(document.revision).toBe((await rawRow('json'))['_rev']);
});

it('the storage hands out the connection that Dexie has open', async () => {
  const store = await openedStore(rx as unknown as Pick<SahaDatabase, 'collections'>, 'customers');
  expect(store.name).toBe(storeName(NAME, 'customers'));
  expect([...store.objectStoreNames]).toContain(DOCUMENTS);
});

it('a query that is told it has seen nothing looks again, after rows were written past RxDB', async () => {
  const seen: string[][] = [];
  let bulksWithoutEvents = 0;
  const query = customers.find({ selector: { outbox: 'past' } }).$.subscribe((found) => seen.push(ids(found)));
  const bulks = changesOf(customers).subscribe(({ events }) => (bulksWithoutEvents += events.length === 0 ? 1 : 0));
  await until('answered', () => seen.length > 0);
  const store = await rawStore();
  const transaction = store.transaction(DOCUMENTS, 'readwrite');
  transaction.objectStore(DOCUMENTS).add(firstRow(customer('past', { outbox: 'past' }), 'aaaaaaaa', Date.now()));
  await committed(transaction);
  store.close();
  rerunQueries(customers);
  await until('seen', () => seen.at(-1)?.join() === 'past');
  expect(bulksWithoutEvents).toBe(1);
  query.unsubscribe();
  bulks.unsubscribe();
});

it('changes are told in bulks: what happened, to which document, what it was and is', async () => {
  const told: unknown[] = [];
  const bulks = changesOf(customers).subscribe(({ events }) => {
    for (const { operation, documentId, documentData, previousDocumentData } of events)
      told.push([operation, documentId, documentData.outbox, previousDocumentData?.outbox]);
  });
  const document = await insert('told', { outbox: 'w1' });
  const changed = await document.incrementalPatch({ outbox: 'w2' } as never);
  await changed.remove();
  await until('all is told', () => told.length === 3);
  expect(told).toEqual([
    ['INSERT', 'told', 'w1', undefined],
    ['UPDATE', 'told', 'w2', 'w1'],
    ['DELETE', 'told', 'w2', 'w2'],
  ]);
  bulks.unsubscribe();
});

it('the storage answers by id without removed documents, and with their shells where asked', async () => {
  await insert('stands');
  await (await insert('removed')).remove();
  expect(ids(await storedById(customers, ['stands', 'removed', 'never']))).toEqual(['stands']);
  const all = await storedById(customers, ['stands', 'removed'], true);
  expect(new Map(all.map(({ id, _deleted }) => [id, _deleted]))).toEqual(
    new Map([
      ['stands', false],
      ['removed', true],
    ]),
  );
});

it('a write over something else than what stands gets 409 and what stands; the rest is written', async () => {
  await insert('fought');
  const [before] = (await storedById(customers, ['fought'])) as [AnyStoredData];
  await (await customers.findOne('fought').exec(true)).incrementalPatch({ outbox: 'faster' } as never);
  const next = (document: AnyStored, _meta: object) =>
    ({ ...document, _deleted: false, _attachments: {}, _meta, _rev: '' }) as unknown as AnyStoredData;
  const late = { previous: before, document: next(customer('fought', { outbox: 'late' }), before._meta) };
  const { error } = await writeStored(
    customers,
    [late, { document: next(customer('unfought'), { lwt: 1 }) }],
    'saha-contract',
  );
  expect(error.map((one) => [one.status, one.documentId])).toEqual([[409, 'fought']]);
  expect((error[0] as unknown as { documentInDb: AnyStoredData }).documentInDb.outbox).toBe('faster');
  expect((await customers.findOne('unfought').exec(true)).revision).toMatch(/^1-/);
});

it('a prepared query takes the index it names, and its order', async () => {
  for (const [id, outbox] of [
    ['second', 'q2'],
    ['third', 'q3'],
    ['first', 'q1'],
  ] as const)
    await insert(id, { outbox });
  const found = await storedBy(customers, {
    selector: { _deleted: { $eq: false }, outbox: { $gte: 'q', $lt: 'r' } } as never,
    sort: [{ outbox: 'asc' }, { id: 'asc' }],
    index: ['_deleted', 'outbox', 'id'],
    skip: 0,
    limit: 2,
  });
  expect(found.map(({ id }) => id)).toEqual(['first', 'second']);
});

it('a query of a collection reaches the storage by its query(), with a plan', async () => {
  const { storageInstance } = customers;
  const own = storageInstance.query;
  const plans: unknown[] = [];
  storageInstance.query = (prepared) => {
    plans.push(prepared.queryPlan);
    return own.call(storageInstance, prepared);
  };
  await customers.find({ selector: { outbox: { $gt: 'z' } }, sort: [{ outbox: 'asc' }] }).exec();
  storageInstance.query = own;
  expect(plans).toEqual([
    expect.objectContaining({
      index: ['_deleted', 'outbox', 'id'],
      sortSatisfiedByIndex: true,
      selectorSatisfiedByIndex: true,
    }),
  ]);
});

it('everything is read in the order of ids, shells of removed documents left out', async () => {
  const found: string[] = [];
  for await (const page of readAll(customers)) found.push(...page.map(({ id }) => id));
  const store = await rawStore();
  const rows = await done<Record<string, unknown>[]>(documentsIn(store).getAll());
  store.close();
  expect(found).toEqual(rows.filter(isStanding).map(({ id }) => id));
  expect(rows.some((row) => !isStanding(row) && row['_deleted'] !== STANDING)).toBe(true);
});

it('the advertisement of the free storage begins as that which is kept quiet', async () => {
  const source = await readFile(
    'node_modules/rxdb/dist/esm/plugins/storage-dexie/rx-storage-instance-dexie.js',
    'utf8',
  );
  expect(source).toContain("console.warn(['-------------- RxDB Open Core RxStorage");
});

// Last: it takes the store away.
it('Dexie says so when another tab deletes a store', async () => {
  await done(indexedDB.deleteDatabase(storeName(NAME, 'customers')));
  expect(deletedElsewhere).toBe(1);
});
