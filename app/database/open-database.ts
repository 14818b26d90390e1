/**
 * Opens one person's replica. What the first screen needs is there at once: the worker with the index of customers and
 * a status that says it is opening. The documents (open-store.ts) follow; whoever needs them waits for `opened` or
 * renders again when the generation changes.
 */
import { DatabaseError } from './database-error';
import { StoreWorker, type WorkerPort } from './store-worker/store-worker';
import { SyncStatusStore } from './replication/sync-status';
import type { OpenStore } from './open-store';
import { openReplicaState, type MovableReplicaState } from './replica-state';
import type { Identity, SahaDatabase } from './saha-database';
import { databaseName, storeName } from './rxdb-internals/store-names';
import { StampingClock } from './stamping-clock';
import type { MoveProgress } from './store-move/move-progress';
import { refuseNewerStore } from './store-move/move-store';

/** A second lost connection within this time is not worth another try: the page starts anew. */
const REOPEN_AGAIN_AFTER_MS = 30_000;

const opened = new Map<string, SahaDatabase>();

/** The database of this person, open or about to be; the same one however often it is asked for, until it is closed. */
export function openDatabase(identity: Identity): SahaDatabase {
  let database = opened.get(identity.memberId);
  if (database === undefined) {
    database = open(identity, () => opened.delete(identity.memberId));
    opened.set(identity.memberId, database);
  }
  return Object.assign(database, { me: identity });
}

/** Closes a person's database if it is open. */
export async function closeDatabase(memberId: string): Promise<void> {
  await opened.get(memberId)?.close();
}

function open(me: Identity, onClose: () => void): SahaDatabase {
  const clock = new StampingClock({ offsetMs: 0, deviceId: '' });
  const status = new SyncStatusStore();
  const worker = new StoreWorker(startWorker());
  const customers = storeName(databaseName(me.memberId), 'customers');
  const generationListeners = new Set<() => void>();
  const movingListeners = new Set<() => void>();
  let replica: MovableReplicaState | null = null;
  let moving: MoveProgress | null = null;
  let isOvertaken = false;
  let isDeleted = false;
  let store: OpenStore | null = null;
  let reopening: Promise<void> | null = null;
  let reopenedAtMs = 0;
  let isClosed = false;
  let isBeginHeld = false;
  let begin: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });

  async function readFacts(): Promise<MovableReplicaState> {
    const state = await openReplicaState(me.memberId);
    replica = state;
    const [facts, { complete }] = await Promise.all([state.facts(), state.collection('customers')]);
    refuseNewerStore(facts);
    clock.nameDevice(facts.deviceId);
    clock.correct(facts.clockOffsetMs);
    status.update({ lastSyncAt: facts.lastSyncAt, ...(complete ? {} : { phase: 'first-sync' }) });
    if (!complete) begin(); // there are no first rows to wait for
    return state;
  }

  async function openDocuments(state: MovableReplicaState): Promise<void> {
    void worker.ask('getReady', null).catch(() => undefined); // whatever is asked next says what is wrong
    const { openStore } = await import('./open-store');
    if (isClosed || isDeleted) throw new Error('closed or deleted while it was being opened');
    const isFirst = store === null;
    store = await openStore({
      me: database.me,
      replica: state,
      clock,
      status,
      worker,
      onOvertaken: overtaken,
      onDeleted: deleted,
      onStoreLost: () => void database.reopen().catch(() => undefined),
      onMoving: (progress) => {
        moving = progress;
        for (const listener of movingListeners) listener();
      },
    });
    if (isOvertaken || isDeleted) await store.stopSynchronising();
    if (isFirst) void worker.ask('load', { storeName: customers });
    database.generation += 1;
    for (const listener of generationListeners) listener();
  }

  /** From here nothing is written any more. */
  function overtaken() {
    if (isOvertaken) return;
    isOvertaken = true;
    void store?.stopSynchronising();
    for (const listener of generationListeners) listener();
  }

  /** From here nothing is opened any more: whatever is opened would be made anew, and stay. */
  function deleted() {
    if (isDeleted) return;
    isDeleted = true;
    void store?.stopSynchronising();
    for (const listener of generationListeners) listener();
  }

  const running = (): OpenStore => {
    if (store === null) throw new Error('the documents are not open yet');
    return store;
  };

  const database = {
    me,
    clock,
    status,
    worker,
    generation: 0,
    opened: Promise.all([readFacts(), begun])
      .then(([state]) => openDocuments(state))
      .catch((error: unknown) => {
        // Taken over while it was being opened: whatever broke by that, there is one thing to say.
        throw isOvertaken ? new DatabaseError('sync.updateNeeded', { cause: error }) : error;
      }),
    begin: () => begin(),
    begun,
    holdBegin: () => {
      isBeginHeld = true;
    },
    get isBeginHeld() {
      return isBeginHeld;
    },
    get rx() {
      return running().rx;
    },
    get collections() {
      return running().rx.collections;
    },
    get isOvertaken() {
      return isOvertaken;
    },
    get isDeleted() {
      return isDeleted;
    },
    get isReopening() {
      return reopening !== null;
    },
    get moving() {
      return moving;
    },
    onMoving(listener: () => void) {
      movingListeners.add(listener);
      return () => {
        movingListeners.delete(listener);
      };
    },
    get deviceId() {
      return clock.deviceId;
    },
    onGeneration(listener: () => void) {
      generationListeners.add(listener);
      return () => {
        generationListeners.delete(listener);
      };
    },
    reopen() {
      if (isOvertaken) return Promise.reject(new DatabaseError('sync.updateNeeded'));
      if (isDeleted) return Promise.reject(new Error('another tab deleted the store'));
      reopening ??= (async () => {
        if (Date.now() - reopenedAtMs < REOPEN_AGAIN_AFTER_MS) location.reload();
        reopenedAtMs = Date.now();
        await running()
          .stop()
          .catch(() => undefined); // what is being closed is broken already
        await openDocuments(replica as MovableReplicaState);
      })().finally(() => {
        reopening = null;
      });
      return reopening;
    },
    unsentWork: async () => {
      await database.opened;
      return running().unsentWork();
    },
    handInWork: async () => {
      await database.opened;
      return running().handInWork();
    },
    syncNow: () => store?.syncNow(),
    async close() {
      onClose();
      isClosed = true;
      begin();
      await database.opened.catch(() => undefined);
      await store?.stop();
      worker.close();
      replica?.close();
    },
  };
  void navigator.storage?.persist?.();
  database.opened.catch(onClose);
  return database;
}

function startWorker(): WorkerPort {
  return new Worker(new URL('./store-worker/store.worker.ts', import.meta.url), {
    type: 'module',
    name: 'saha-store',
  }) as unknown as WorkerPort;
}
