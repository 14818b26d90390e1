/** On one device: a store of an earlier version moves whole, however often the tab dies while it does. */
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../../sync/collections/registry';
import type { ConflictCard } from '../../../sync/rules/document';
import { createLocalDocument, editDocument } from '../../../sync/rules/edit-document';
import type { LocalDocument } from '../../../sync/rules/local-document';
import { makeStamp } from '../../../sync/rules/stamp';
import { Random } from '../../../prisma/factories/random';
import { StoreWorker } from '../store-worker/store-worker';
import { done, openExistingIndexedDb } from '../indexed-db';
import { openRxDatabase } from '../rxdb-internals/open-rx-database';
import { openReplicaState } from '../replica-state';
import { rewriteDocuments } from '../rewrite-documents';
import { databaseName, storeName } from '../rxdb-internals/store-names';
import { SCHEMAS, STORE_VERSION } from '../schemas';
import { toStored, type AnyStored } from '../stored-document';
import { customerValues, interactionValues } from '../test/customer-values';
import { moveInTab as move } from '../test/move-in-tab';
import { OfficeInMemory } from '../test/office-in-memory';
import { openReplica, until } from '../test/replica';
import { addVersion0Rows, openVersion0, version0Row } from '../test/version-0-store';
import { workerInProcess } from '../test/worker-in-process';
import { moveStore, emptyLeftStores, refuseNewerStore } from './move-store';
import { ROW_STEPS, rowsFrom } from './row-steps';

const DEVICE = 'aaaaaaa1',
  OFFICE_DEVICE = '00000000';
const CHECKPOINT = { epoch: 'epoch-1', scope: 'everything', xid: '40', id: 'c0001' };
const EDITS = 40,
  INSERTS = 20,
  DELETES = 10,
  RESTING = 560;

let members = 0;
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});
const anybody = () => `01890000-0000-7000-c000-${String((members += 1)).padStart(12, '0')}`;

const by = (nowMs: number) => ({ nowMs, deviceId: DEVICE, seen: '' });
const resting = (id: string, stamp: string): LocalDocument => {
  const created = createLocalDocument(COLLECTIONS.customers, id, customerValues({ lastName: id }), by(1_000));
  return { ...created, sync: { ...created.sync, version: 1, seq: 0, stamps: { '*': stamp }, pending: {}, outbox: '' } };
};

/**
 * A tablet of version 0 with resting documents and the unsent work of a day, and an office that knows the first part of
 * them.
 */
async function version0Tablet() {
  const memberId = anybody();
  const office = new OfficeInMemory();
  const customers: LocalDocument[] = [];
  for (let at = 0; at < RESTING; at += 1) {
    const id = `c${String(at).padStart(4, '0')}`,
      stamp = makeStamp(at + 1, 0, OFFICE_DEVICE);
    office.write('customers', id, customerValues({ lastName: id }), stamp);
    const document = resting(id, stamp);
    const edited =
      at < EDITS
        ? editDocument(COLLECTIONS.customers, document, { notes: `düzeltme ${at}` }, by(2_000_000 + at))
        : at < EDITS + DELETES
          ? editDocument(COLLECTIONS.customers, document, { deletedAt: '2026-11-22T08:00:00.000Z' }, by(2_000_000 + at))
          : document;
    customers.push(edited as LocalDocument);
  }
  const interactions: LocalDocument[] = [];
  for (let at = 0; at < INSERTS; at += 1) {
    if (at % 2 === 0)
      customers.push(
        createLocalDocument(
          COLLECTIONS.customers,
          `n${String(at).padStart(4, '0')}`,
          customerValues({ lastName: `yeni ${at}` }),
          by(3_000_000 + at),
        ),
      );
    else
      interactions.push(
        createLocalDocument(
          COLLECTIONS.interactions,
          `i${String(at).padStart(4, '0')}`,
          interactionValues('c0100', { body: `görüşme ${at}` }),
          by(3_000_000 + at),
        ),
      );
  }
  const old = await openVersion0(memberId);
  await addVersion0Rows(memberId, 'customers', customers);
  await addVersion0Rows(memberId, 'interactions', interactions);
  await old.rx.close();
  const state = await openReplicaState(memberId);
  await state.saveFacts({ deviceId: DEVICE, clockOffsetMs: 77, lastSyncAt: '2026-11-21T10:00:00.000Z' });
  await state.saveMoved(0, 0, new Map([['customers', { checkpoint: CHECKPOINT, complete: true, sweeping: false }]]));
  await state.saveFacts({ movedFrom: null });
  state.close();
  return { memberId, office, customers, interactions };
}

async function rowsIn(name: string): Promise<AnyStored[]> {
  const database = await openExistingIndexedDb(name);
  const rows =
    database === null ? [] : ((await done(database.transaction('docs').objectStore('docs').getAll())) as AnyStored[]);
  database?.close();
  return rows;
}

/** Nothing is missing, nothing changed, and what waits arrives; returns how much was lost. */
async function lostAfter({
  memberId,
  office,
  customers,
  interactions,
}: Awaited<ReturnType<typeof version0Tablet>>): Promise<string[]> {
  const name = databaseName(memberId),
    lost: string[] = [];
  for (const [collection, documents] of [
    ['customers', customers],
    ['interactions', interactions],
  ] as const) {
    const rows = new Map((await rowsIn(storeName(name, collection))).map((row) => [row.id, row]));
    for (const document of documents) {
      const row = JSON.stringify({
        ...rows.get(document.id),
        _deleted: '0',
        _rev: '',
        _meta: { lwt: 1 },
        _attachments: {},
      });
      if (
        row !==
        JSON.stringify({
          ...version0Row(collection, document),
          _deleted: '0',
          _rev: '',
          _meta: { lwt: 1 },
          _attachments: {},
          conflicted: '',
        })
      )
        lost.push(`${collection} ${document.id} on the device`);
    }
    if (rows.size !== documents.length) lost.push(`${rows.size} rows of ${documents.length}`);
  }
  const replica = await openReplica(office, { memberId });
  const facts = await replica.state.facts();
  expect(facts).toMatchObject({ deviceId: DEVICE, clockOffsetMs: 77, storeVersion: STORE_VERSION, movedFrom: null });
  await until('everything sent', () => replica.status.get().waiting === 0 && replica.status.get().lastSyncAt !== null);
  await replica.close();
  for (const { id, fields, sync } of [...customers, ...interactions]) {
    if (sync.outbox === '') continue;
    const there = office.table(id.startsWith('i') ? 'interactions' : 'customers').get(id)?.fields;
    for (const unit of Object.values(sync.pending))
      for (const field of Object.keys(unit.values)) {
        if (JSON.stringify(there?.[field]) !== JSON.stringify(fields[field])) lost.push(`${id} ${field} in the office`);
      }
  }
  return lost;
}

describe('moving to a new store version', { timeout: 120_000 }, () => {
  it('has a step for every earlier version', () => {
    expect(Object.keys(ROW_STEPS).map(Number)).toEqual(Array.from({ length: STORE_VERSION }, (_, version) => version));
  });

  it('makes the rows that are written today', () => {
    const card: ConflictCard = {
      id: 'x',
      unit: 'notes',
      shown: { values: { notes: 'a' }, stamp: makeStamp(5, 0, OFFICE_DEVICE), memberId: 'm' },
      hidden: { values: { notes: 'b' }, stamp: makeStamp(1, 0, DEVICE), memberId: 'n' },
    };
    const plain = resting('c1', makeStamp(5, 0, OFFICE_DEVICE));
    for (const [conflicts, conflicted] of [
      [[card], 'c'],
      [[], ''],
    ] as const) {
      const document: LocalDocument = { ...plain, sync: { ...plain.sync, conflicts } };
      const row = rowsFrom(0)(version0Row('customers', document) as { id: string }, 'customers');
      expect(row).toEqual(toStored('customers', document));
      expect(row['conflicted']).toBe(conflicted);
    }
  });

  it('keeps 40 edits, 20 inserts and 10 deletes, and sends them', async () => {
    const tablet = await version0Tablet();
    await move(tablet.memberId, null);
    expect(await lostAfter(tablet)).toEqual([]);
    expect(await rowsIn(storeName(databaseName(tablet.memberId), 'customers', 0))).toEqual([]);
  });

  it('loses nothing when the tab is killed at random points', async () => {
    const { steps } = await move((await version0Tablet()).memberId, null);
    const random = new Random(7);
    let killed = 0;
    for (let point = 0; point < 8; point += 1) {
      const tablet = await version0Tablet();
      let ended = await move(tablet.memberId, random.between(1, steps));
      for (; ended.ended === 'killed'; killed += 1)
        ended = await move(tablet.memberId, random.chance(0.5) ? random.between(1, steps) : null);
      expect(await lostAfter(tablet), `point ${point}`).toEqual([]);
    }
    expect(killed).toBeGreaterThanOrEqual(8);
  });

  it('shuts the door before the first row moves: an older tab can write nothing any more', async () => {
    const tablet = await version0Tablet();
    const old = await openVersion0(tablet.memberId);
    cleanUp.push(() => old.rx.close());
    const write = (id: string) =>
      rewriteDocuments(old.collections.customers as never, [id], () =>
        createLocalDocument(COLLECTIONS.customers, id, customerValues(), by(9_000_000)),
      );
    await write('z0001');
    await move(tablet.memberId, null);
    await expect(write('z0002')).rejects.toThrow();
    // It connects again, as that build did, and is still refused.
    await old.rx.close();
    const again = await openVersion0(tablet.memberId);
    cleanUp.push(() => again.rx.close());
    await expect(
      rewriteDocuments(again.collections.customers as never, ['z0003'], () =>
        createLocalDocument(COLLECTIONS.customers, 'z0003', customerValues(), by(9_000_001)),
      ),
    ).rejects.toThrow();
    expect(
      (await rowsIn(storeName(databaseName(tablet.memberId), 'customers')))
        .filter(({ id }) => id.startsWith('z'))
        .map(({ id }) => id),
    ).toEqual(['z0001']);
  });

  it('keeps everything when two tabs move at the same time, where a browser has no locks', async () => {
    const tablet = await version0Tablet();
    const rx = await openRxDatabase(databaseName(tablet.memberId));
    const tabs = await Promise.all(
      [0, 1].map(async () => {
        const replica = await openReplicaState(tablet.memberId);
        return { replica, worker: new StoreWorker(workerInProcess(() => tablet.office.connect())) };
      }),
    );
    await Promise.all(
      tabs.map(({ replica, worker }) =>
        moveStore({ databaseName: rx.name, replica, worker, onProgress: () => undefined }),
      ),
    );
    for (const { replica, worker } of tabs) {
      await emptyLeftStores({ databaseName: rx.name, replica, worker });
      worker.close();
      replica.close();
    }
    await rx.close();
    expect(await lostAfter(tablet)).toEqual([]);
  });

  it('is not opened by a build older than the store', async () => {
    const memberId = anybody();
    const replica = await openReplicaState(memberId);
    cleanUp.push(() => replica.close());
    await replica.saveFacts({ storeVersion: STORE_VERSION + 1 });
    expect(() => refuseNewerStore({ storeVersion: STORE_VERSION + 1 })).toThrow('sync.updateNeeded');
    const ask = () => Promise.reject(new Error('asked'));
    await expect(
      moveStore({
        databaseName: databaseName(memberId),
        replica,
        worker: { ask, onMoving: () => undefined },
        onProgress: () => undefined,
      }),
    ).rejects.toThrow('sync.updateNeeded');
  });

  it('finds documents with cards by their index', () => {
    for (const one of Object.values(SCHEMAS)) expect(one.indexes).toContainEqual(['conflicted']);
  });
});
