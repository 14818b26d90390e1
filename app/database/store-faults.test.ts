/**
 * A browser’s store fails: its connection is lost, or it has no room, at random writes. Nothing is called saved
 * that is not.
 */
import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { makeStamp } from '../../sync/rules/stamp';
import { Random } from '../../prisma/factories/random';
import { isConnectionLost } from './database-error';
import { done, openExistingIndexedDb } from './indexed-db';
import { openRxDatabase } from './rxdb-internals/open-rx-database';
import type { SahaDatabase } from './saha-database';
import { databaseName, storeName } from './rxdb-internals/store-names';
import { StampingClock } from './stamping-clock';
import { customerValues } from './test/customer-values';
import { OfficeInMemory } from './test/office-in-memory';
import { openReplica, read, until } from './test/replica';
import { createDocument, editDocument } from './write';

const MEMBER_ID = '01890000-0000-7000-d000-000000000001';
const INJECTIONS = 100;

/** As open-database.ts reopens it, without the page around it. */
async function reopeningDatabase() {
  let rx = await openRxDatabase(databaseName(MEMBER_ID));
  let reopened = 0;
  let reopening: Promise<void> | null = null;
  const db = {
    get collections() {
      return rx.collections;
    },
    get generation() {
      return reopened;
    },
    get isReopening() {
      return reopening !== null;
    },
    clock: new StampingClock({ offsetMs: 0, deviceId: 'aaaaaaaa' }),
    deviceId: 'aaaaaaaa',
    isOvertaken: false,
    reopen() {
      reopening ??= (async () => {
        await rx.close().catch(() => undefined);
        rx = await openRxDatabase(databaseName(MEMBER_ID));
        reopened += 1;
      })().finally(() => {
        reopening = null;
      });
      return reopening;
    },
  } as unknown as SahaDatabase;
  return { db, reopened: () => reopened, close: () => rx.close() };
}

/** The connections that pages hold, so that they can be taken from them as an iPad does in the background. */
function watchConnections(): { loseAll(): void; stop(): void } {
  const factory = IDBFactory.prototype as unknown as globalThis.IDBFactory,
    { open } = factory;
  const connections = new Set<IDBDatabase>();
  factory.open = function watched(...given) {
    const request = open.apply(this, given);
    request.addEventListener('success', () => {
      if (request.result.name.startsWith('rxdb-dexie-')) connections.add(request.result);
    });
    return request;
  };
  return {
    loseAll() {
      for (const one of connections) forceCloseDatabase(one as never);
      connections.clear();
    },
    stop: () => {
      factory.open = open;
    },
  };
}

/**
 * From here on a row put into a store finds the disk full: its transaction ends with QuotaExceededError, as in a
 * browser.
 */
function fillDisk(onRefused: () => void = () => undefined): { makeRoom(): void } {
  const store = IDBObjectStore.prototype as unknown as globalThis.IDBObjectStore,
    { put, add } = store;
  const full = () => {
    onRefused();
    throw new DOMException('the disk is full', 'QuotaExceededError');
  };
  Object.assign(store, { put: full, add: full });
  return {
    makeRoom: () => {
      Object.assign(store, { put, add });
    },
  };
}

/** Only the next one. */
function failNextPut(): void {
  const disk = fillDisk(() => disk.makeRoom());
}

async function stored(id: string): Promise<Record<string, unknown> | undefined> {
  const database = (await openExistingIndexedDb(storeName(databaseName(MEMBER_ID), 'customers'))) as IDBDatabase;
  const row = (await done(database.transaction('docs').objectStore('docs').get(id))) as
    | Record<string, unknown>
    | undefined;
  database.close();
  return row;
}

it('what was called saved is in the store, and what was not may be saved again', { timeout: 120_000 }, async () => {
  const random = new Random(12);
  const connections = watchConnections();
  const { db, reopened, close } = await reopeningDatabase();
  const id = await createDocument(db, 'customers', customerValues());
  const falseSaved: string[] = [],
    lostForms: string[] = [];
  const counts = { full: 0, lost: 0 };
  for (let at = 0; at < INJECTIONS; at += 1) {
    const isFull = random.chance(0.5),
      creates = random.chance(0.5),
      text = `yazılan ${at}`;
    if (isFull) failNextPut();
    else if (random.chance(0.5)) connections.loseAll();
    else setTimeout(() => connections.loseAll(), random.below(4)); // in the middle of the write
    // The synchronisation notices first, and the store is being closed when the form is saved.
    if (!isFull && random.chance(0.5)) void db.reopen();
    if (random.chance(0.5))
      await new Promise((resolve) => {
        setTimeout(resolve, random.below(3));
      });
    // The form keeps its values until the write resolves; the person presses the button again after a warning.
    const save = async () => {
      if (creates) return createDocument(db, 'customers', customerValues({ notes: text }));
      await editDocument(db, 'customers', id, { notes: text });
      return id;
    };
    let written: string | null = null;
    for (let press = 0; press < 3 && written === null; press += 1) {
      try {
        written = await save();
      } catch (error) {
        const name = (error as Error).name;
        if (isFull) expect(name).toBe('QuotaExceededError');
        else expect(isConnectionLost(error) || name === 'AbortError', String(error)).toBe(true);
        if (isFull) counts.full += 1;
      }
    }
    if (!isFull) counts.lost += 1;
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
    if (written === null) lostForms.push(text);
    else if ((await stored(written))?.['notes'] !== text) falseSaved.push(text);
  }
  connections.stop();
  await close();
  expect(falseSaved).toEqual([]);
  expect(lostForms).toEqual([]);
  expect(counts.full).toBeGreaterThan(30);
  expect(counts.lost).toBeGreaterThan(30);
  expect(reopened()).toBeGreaterThan(10);
});

it('a device without room is called full and not offline, until there is room', { timeout: 60_000 }, async () => {
  const office = new OfficeInMemory();
  const replica = await openReplica(office);
  const exchanged = () =>
    until('everything exchanged', () => {
      const { phase, lastSyncAt, isStoreFull } = replica.status.get();
      return phase === 'resting' && lastSyncAt !== null && !isStoreFull;
    });
  await exchanged();
  const disk = fillDisk();
  office.write('customers', 'c1', customerValues({ firstName: 'Gelen' }), makeStamp(1, 0, '00000000'));
  replica.engine.requestRound();
  await until('the device is full', () => replica.status.get().isStoreFull);
  expect(replica.status.get().connection).toBe('online');
  disk.makeRoom();
  await exchanged();
  expect(await read(replica, 'customers', 'c1')).toMatchObject({ firstName: 'Gelen' });
  await replica.close();
});
