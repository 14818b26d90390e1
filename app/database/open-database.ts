/**
 * Opens one person's replica: RxDB on Dexie storage for the documents, a small store beside it for what the replica knows
 * about itself, the worker with the customer directory, and the synchronisation.
 *
 * RxDB's replication plugin is not used: measured, it can push a state nobody wrote after a RESYNC, writes every pulled
 * document twice, and pulls on without waiting for the store. Our own loop (replication/) runs over the same collections.
 */
import type { Dexie } from 'dexie';
import { createRxDatabase, type RxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { DatabaseError } from './database-error';
import { DirectoryClient, type WorkerPort } from './directory/directory-client';
import { feedDirectory } from './directory/feed-directory';
import { serverConnection } from './replication/server-connection';
import { SyncStatusStore } from './replication/sync-status';
import { startSynchronising, type Synchronising } from './replication/start-synchronising';
import { gatherUnsentWork, handInWork } from './replication/unsent-work';
import { openReplicaState } from './replica-state';
import type { Identity, SahaCollections, SahaDatabase } from './saha-database';
import { collectionsToAdd, databaseName, storeName } from './schemas';
import { StampingClock } from './stamping-clock';
import type { MoveProgress } from './store-move/move-documents';
import { emptyLeftStores, moveStore, refuseNewerStore } from './store-move/move-store';

/** A second lost connection within this time is not worth another try: the page starts anew. */
const REOPEN_AGAIN_AFTER_MS = 30_000;

const opened = new Map<string, Promise<SahaDatabase>>();

/**
 * The open database of this person; the same one however often it is asked for, until it is closed. Documents of an earlier
 * store version move first, which `onMoving` hears of. Throws DatabaseError sync.updateNeeded when the store is newer than this build.
 */
export function openDatabase(identity: Identity, onMoving: (progress: MoveProgress | null) => void = () => undefined): Promise<SahaDatabase> {
  let promise = opened.get(identity.memberId);
  if (promise === undefined) {
    promise = open(identity, onMoving, () => opened.delete(identity.memberId));
    promise.catch(() => opened.delete(identity.memberId));
    opened.set(identity.memberId, promise);
  }
  return promise.then((database) => {
    Object.assign(database, { me: identity });
    return database;
  });
}

/** Closes a person's database if it is open. */
export async function closeDatabase(memberId: string): Promise<void> {
  await (await opened.get(memberId))?.close();
}

async function open(me: Identity, onMoving: (progress: MoveProgress | null) => void, onClose: () => void): Promise<SahaDatabase> {
  const replica = await openReplicaState(me.memberId);
  const facts = await replica.facts();
  void navigator.storage?.persist?.();
  const clock = new StampingClock({ offsetMs: facts.clockOffsetMs, deviceId: facts.deviceId });
  const status = new SyncStatusStore();
  status.update({ lastSyncAt: facts.lastSyncAt });
  const directory = new DirectoryClient(startWorker());
  const generationListeners = new Set<() => void>();
  let isOvertaken = false;
  let stopSynchronising = () => Promise.resolve();
  let running = await run().catch((error: unknown) => {
    directory.close();
    replica.close();
    throw error;
  });
  let reopening: Promise<void> | null = null;
  let reopenedAtMs = 0;

  /** Everything that holds the connection to the document store. */
  async function run() {
    refuseNewerStore(await replica.facts());
    const rx = await openRxDatabase(databaseName(me.memberId), documentStorage(overtaken));
    try {
      await moveStore({ databaseName: rx.name, replica, worker: directory, onProgress: onMoving });
    } catch (error) {
      await rx.close();
      throw error;
    }
    const stopFeeding = feedDirectory(rx.collections, directory);
    const synchronising: Synchronising = startSynchronising({ me, rx, replica, clock, status, directory, server: serverConnection(), onStoreLost: () => void database.reopen().catch(() => undefined) });
    stopSynchronising = () => synchronising.stop();
    if (isOvertaken) await stopSynchronising();
    return { rx, stop: async () => { stopFeeding(); await synchronising.stop(); await rx.close(); }, synchronising };
  }
  /** A newer build in another tab takes the documents along: from here nothing is written any more. */
  function overtaken() {
    if (isOvertaken) return;
    isOvertaken = true;
    void stopSynchronising();
    for (const listener of generationListeners) listener();
  }
  void emptyLeftStores({ databaseName: databaseName(me.memberId), replica, worker: directory }).catch(() => undefined); // next time, then
  void directory.ask('load', { storeName: storeName(databaseName(me.memberId), 'customers') });

  const unsentPorts = async () => ({
    collections: running.rx.collections, clock, memberId: me.memberId, epoch: (await replica.collection('customers')).checkpoint?.epoch ?? '',
  });

  const database = {
    me, clock, status, directory, generation: 0,
    get rx() { return running.rx; },
    get collections() { return running.rx.collections; },
    get deviceId() { return clock.deviceId; },
    get isOvertaken() { return isOvertaken; },
    onGeneration(listener: () => void) {
      generationListeners.add(listener);
      return () => { generationListeners.delete(listener); };
    },
    reopen() {
      if (isOvertaken) return Promise.reject(new DatabaseError('sync.updateNeeded'));
      reopening ??= (async () => {
        if (Date.now() - reopenedAtMs < REOPEN_AGAIN_AFTER_MS) location.reload();
        reopenedAtMs = Date.now();
        await running.stop().catch(() => undefined); // what is being closed is broken already
        running = await run();
        database.generation += 1;
        for (const listener of generationListeners) listener();
      })().finally(() => { reopening = null; });
      return reopening;
    },
    unsentWork: async () => gatherUnsentWork(await unsentPorts()),
    handInWork: async () => handInWork(serverConnection(), await unsentPorts()),
    syncNow: () => running.synchronising.syncNow(),
    async close() {
      onClose();
      await running.stop();
      directory.close();
      replica.close();
    },
  };
  return database;
}

// Strict: a saved form survives a battery that runs out, and no checkpoint outlives the documents before it.
export const documentStorage = (onOvertaken: () => void = () => undefined) => getRxStorageDexie({
  chromeTransactionDurability: 'strict',
  onCreate: (dexie: Dexie) => {
    dexie.on('versionchange', (event) => { if (event.newVersion !== null) onOvertaken(); });
  },
});

export async function openRxDatabase(name: string, storage = documentStorage()): Promise<RxDatabase<SahaCollections>> {
  return withoutAdvertisement(async () => {
    const rx = await createRxDatabase<SahaCollections>({ name, storage, multiInstance: true, eventReduce: true });
    await rx.addCollections(collectionsToAdd() as never);
    return rx;
  });
}

/* eslint-disable no-console -- what is passed on here was printed by somebody else */
/** The free Dexie storage prints one advertisement at its first write, which is the one that opens the database. */
async function withoutAdvertisement<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).startsWith('-------------- RxDB Open Core RxStorage')) warn.apply(console, words);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}
/* eslint-enable no-console */

function startWorker(): WorkerPort {
  return new Worker(new URL('./directory/directory.worker.ts', import.meta.url), { type: 'module', name: 'saha-directory' }) as unknown as WorkerPort;
}
