/**
 * Rows the worker writes past RxDB must be to RxDB what rows are that it wrote itself. This holds the bundled rxdb to
 * that: a release that stores differently fails here before it reaches a tablet.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { StoreWorker } from '../store-worker/store-worker';
import { feedCustomerIndex } from '../customer-index/feed-customer-index';
import { EVERYBODY } from '../customer-index/customer-question';
import { done, openExistingIndexedDb } from '../indexed-db';
import { openReplicaState } from '../replica-state';
import { storeName } from '../rxdb-internals/store-names';
import { customerValues } from '../test/customer-values';
import { OfficeInMemory } from '../test/office-in-memory';
import { openReplica, read, until, type Replica } from '../test/replica';
import { workerInProcess } from '../test/worker-in-process';
import { createDocument, editDocument } from '../write';
import { firstSyncInWorker } from './first-sync';
import { receiveDocuments } from '../replication/receive-documents';
import { rerunQueries } from '../rxdb-internals/rerun-queries';

const OFFICE_DEVICE = '00000000';
let memberCount = 0;
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

const idOf = (at: number) => `c${String(at).padStart(5, '0')}`;
function officeWith(count: number): OfficeInMemory {
  const office = new OfficeInMemory();
  for (let at = 0; at < count; at += 1) {
    office.write(
      'customers',
      idOf(at),
      customerValues({
        firstName: `Ad${at}`,
        email: `m${at}@ornek.com`,
        lastName: at % 2 === 0 ? 'Çelik' : 'Işık',
        notes: `not ${at}`,
      }),
      makeStamp(at + 1, 0, OFFICE_DEVICE),
    );
  }
  return office;
}

async function bootstrapped(
  office: OfficeInMemory,
  memberId = `01890000-0000-7000-9000-${String((memberCount += 1)).padStart(12, '0')}`,
) {
  const worker = new StoreWorker(workerInProcess(() => office.connect()));
  const filled: string[] = [];
  const replica = await openReplica(office, {
    memberId,
    firstSync: (rx, state, clock) => {
      const feed = feedCustomerIndex(rx.collections, worker);
      cleanUp.push(feed);
      return firstSyncInWorker({
        worker,
        collections: rx.collections,
        replica: state,
        clock,
        databaseName: rx.name,
        onFilled: (collection) => {
          filled.push(collection);
          rerunQueries(rx.collections[collection]);
        },
      });
    },
  });
  let isClosed = false;
  const close = async () => {
    if (!isClosed) await replica.close();
    isClosed = true;
    worker.close();
  };
  cleanUp.push(close);
  return { replica, worker, filled, close, memberId };
}
const atRest = (replica: Replica) =>
  until('at rest', () => replica.status.get().phase === 'resting' && replica.status.get().lastSyncAt !== null);

async function rawRow(replica: Replica, id: string): Promise<Record<string, unknown>> {
  const database = await openExistingIndexedDb(storeName(replica.rx.name, 'customers'));
  const row = (await done(database!.transaction('docs').objectStore('docs').get(id))) as Record<string, unknown>;
  database!.close();
  return row;
}

describe('documents of a first synchronisation', { timeout: 40_000 }, () => {
  it('are stored exactly as RxDB stores what it inserts', async () => {
    const office = officeWith(3);
    const { replica } = await bootstrapped(office);
    await atRest(replica);
    const written = await rawRow(replica, idOf(1));
    // The same document through RxDB, into another person's store.
    const other = await openReplica(office, {
      memberId: `01890000-0000-7000-9000-${String((memberCount += 1)).padStart(12, '0')}`,
      isLeader: false,
    });
    cleanUp.push(() => other.close());
    const page = await office
      .connect()
      .pull({ collection: 'customers', deviceId: 'aaaaaaaa', checkpoint: null, limit: 10 });
    await receiveDocuments(other.rx.collections.customers, page.documents, { evenIfNotNewer: false });
    const inserted = await rawRow(other, idOf(1));
    expect(Object.keys(written).sort()).toEqual(Object.keys(inserted).sort());
    expect({ ...written, _meta: null, _rev: null }).toEqual({ ...inserted, _meta: null, _rev: null });
    expect(written['_rev']).toMatch(/^1-\w+$/);
    expect(inserted['_rev']).toMatch(/^1-\w+$/);
    expect(Object.keys(written['_meta'] as object)).toEqual(Object.keys(inserted['_meta'] as object));
  });

  it('are found by index, edited, observed, pushed and counted like any other', async () => {
    const office = officeWith(800);
    const { replica } = await bootstrapped(office);
    const { customers } = replica.rx.collections;
    const seen: string[][] = [];
    const sorted = customers
      .find({ selector: { deletedAt: '' }, sort: [{ sortKey: 'asc' }], limit: 3 })
      .$.subscribe((found) => {
        seen.push(found.map((document) => document.primary));
      });
    const one: (string | undefined)[] = [];
    const single = customers.findOne(idOf(7)).$.subscribe((document) => {
      one.push(document?.toJSON().city);
    });
    cleanUp.push(() => {
      sorted.unsubscribe();
      single.unsubscribe();
    });
    await atRest(replica);
    await until('the query opened before looks again', () => seen[seen.length - 1]?.length === 3);
    expect(seen[seen.length - 1]).toEqual([idOf(0), idOf(10), idOf(100)]);
    await until('so does the document', () => one[one.length - 1] === 'İzmir');
    expect(await customers.count({ selector: { outbox: { $gte: 'w', $lt: 'x' } } }).exec()).toBe(0);
    expect((await customers.find().exec()).length).toBe(800);

    await editDocument(replica.db, 'customers', idOf(7), { city: 'Bursa' });
    await until('observed', () => one[one.length - 1] === 'Bursa');
    await until('pushed', () => office.table('customers').get(idOf(7))?.fields['city'] === 'Bursa');
    await until('at rest again', async () => (await read(replica, 'customers', idOf(7)))?.outbox === '');
    office.write('customers', idOf(8), { city: 'Van' }, makeStamp(Date.now(), 0, OFFICE_DEVICE));
    await until('pulled over it', async () => (await read(replica, 'customers', idOf(8)))?.city === 'Van');
    await editDocument(replica.db, 'customers', idOf(0), { lastName: 'Zorlu' });
    await until(
      'the sorted query follows',
      () => seen[seen.length - 1]?.join() === [idOf(10), idOf(100), idOf(102)].join(),
    );
  });

  it('count towards the progress and are in the index as they come', async () => {
    const office = officeWith(800);
    const { replica, worker, filled } = await bootstrapped(office);
    const progress: string[] = [];
    const stop = replica.status.subscribe(() => {
      const { firstSync } = replica.status.get();
      if (firstSync !== null) progress.push(`${firstSync.done}/${firstSync.total}`);
    });
    cleanUp.push(stop);
    await atRest(replica);
    // Some customers before the team and the rest: somebody waits before an empty list.
    expect(filled[0]).toBe('customers');
    expect(filled.indexOf('members')).toBeLessThan(filled.lastIndexOf('customers'));
    expect(progress).toContain('200/800');
    expect(progress[progress.length - 1]).toBe('800/800');
    expect(replica.status.get().firstSync).toBeNull();
    const found = await worker.ask('query', {
      queryId: 1,
      start: 0,
      end: 2,
      filter: { ...EVERYBODY, text: 'isik ad11' },
      sort: 'name',
      weekStartMs: 0,
      nowMs: 0,
    });
    expect(found).toMatchObject({ total: 6, rows: [{ firstName: 'Ad11' }, { firstName: 'Ad111' }] });
  });

  it('do not replace what was typed meanwhile, and what broke off goes on where it stood', async () => {
    const office = officeWith(800);
    const memberId = `01890000-0000-7000-9000-${String((memberCount += 1)).padStart(12, '0')}`;
    const server = office.connect();
    let pages = 0;
    office.connect = () => ({
      ...server,
      pull: async (input) => {
        if (input.collection === 'customers' && (pages += 1) > 1) throw new TypeError('Failed to fetch');
        return server.pull(input);
      },
    });
    const first = await bootstrapped(office, memberId);
    await until('the first page', async () => (await first.replica.state.collection('customers')).checkpoint !== null);
    expect(await first.replica.state.collection('customers')).toMatchObject({ complete: false });
    await editDocument(first.replica.db, 'customers', idOf(3), { city: 'Bursa' });
    const created = await createDocument(first.replica.db, 'customers', customerValues({ firstName: 'Yeni' }));
    await first.close();

    office.connect = () => server;
    // The page is asked for once more although it is stored: as after a crash between page and checkpoint.
    const state = await openReplicaState(memberId);
    await state.saveCollection('customers', { checkpoint: null, complete: false, sweeping: false });
    state.close();
    const again = await bootstrapped(office, memberId);
    await atRest(again.replica);
    await until('everything arrived', () => again.replica.status.get().waiting === 0);
    expect(office.table('customers').get(idOf(3))?.fields['city']).toBe('Bursa');
    expect(await read(again.replica, 'customers', idOf(3))).toMatchObject({ city: 'Bursa', outbox: '' });
    expect(office.table('customers').has(created)).toBe(true);
    expect((await again.replica.rx.collections.customers.find().exec()).length).toBe(801);
  });

  it('belong to somebody else by now: pulling anew takes over', async () => {
    const office = officeWith(700);
    const memberId = `01890000-0000-7000-9000-${String((memberCount += 1)).padStart(12, '0')}`;
    const server = office.connect();
    let pages = 0;
    office.connect = () => ({
      ...server,
      pull: async (input) => {
        if (input.collection === 'customers' && (pages += 1) === 2) office.restore([['customers', idOf(0)]]);
        return server.pull(input);
      },
    });
    const { replica } = await bootstrapped(office, memberId);
    await atRest(replica);
    expect((await replica.rx.collections.customers.find().exec()).length).toBe(699);
    expect(await read(replica, 'customers', idOf(0))).toBeNull();
  });
});
