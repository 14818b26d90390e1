/** A device for tests: the real store (RxDB on Dexie over fake-indexeddb), the real engine, no window and no worker. */
import { isServedBy, SYNC_ORDER, WRITABLE_COLLECTIONS, type CollectionName } from '../../../sync/collections/registry';
import 'fake-indexeddb/auto';
import type { RxDatabase } from 'rxdb';
import { type Identity, type SahaCollections, type SahaDatabase } from '../saha-database';
import { documentStorage, openRxDatabase } from '../rxdb-internals/open-rx-database';
import { databaseName } from '../rxdb-internals/store-names';
import { openReplicaState, type ReplicaState } from '../replica-state';
import { countOutbox } from '../replication/count-outbox';
import type { DigestTimes } from '../replication/comparison';
import type { FirstSync } from '../first-sync/first-filling';
import { SyncEngine } from '../replication/sync-engine';
import { SyncStatusStore } from '../replication/sync-status';
import { StoreWorker } from '../store-worker/store-worker';
import { StampingClock } from '../stamping-clock';
import { emptyLeftStores, moveStore } from '../store-move/move-store';
import type { OfficeInMemory } from './office-in-memory';
import { workerInProcess } from './worker-in-process';
import { changesOf } from '../rxdb-internals/changes-of';

export const MEMBER: Identity = {
  memberId: '01890000-0000-7000-8000-00000000000a',
  fullName: 'Ayşe Yılmaz',
  email: 'ayse@ornek.com',
  role: 'agent',
  teamId: 'team',
};

export type Replica = {
  /** What screens are given. */
  db: SahaDatabase;
  rx: RxDatabase<SahaCollections>;
  state: ReplicaState;
  status: SyncStatusStore;
  engine: SyncEngine;
  close(): Promise<void>;
};

/** What the office in memory serves, since it names no shapes. */
const SERVED = SYNC_ORDER.filter((name) => isServedBy(0, name));

type Options = {
  memberId?: string;
  deviceNowMs?: () => number;
  isLeader?: boolean;
  /** Which collections it opens; the others stay empty. RxDB opens 13 in one process, of all its devices. */
  names?: readonly CollectionName[];
  digestTimes?: DigestTimes;
  onBelowDeleted?: (customerIds: string[]) => void;
  maxPushRows?: number;
  firstSync?: (rx: RxDatabase<SahaCollections>, state: ReplicaState, clock: StampingClock) => FirstSync;
};

export async function openReplica(
  office: Pick<OfficeInMemory, 'connect' | 'comparing'>,
  {
    memberId = MEMBER.memberId,
    deviceNowMs = Date.now,
    isLeader = true,
    names = SERVED,
    firstSync,
    digestTimes,
    onBelowDeleted,
    maxPushRows,
  }: Options = {},
): Promise<Replica> {
  // RxDB lets one page open a database once; under another storage name a second tab fits into one process.
  const rx = await openRxDatabase(
    databaseName(memberId),
    isLeader ? documentStorage() : Object.assign(documentStorage(), { name: 'dexie-in-another-tab' }),
    names,
  );
  // Nothing is ever in countries that somebody here wrote, nor in what it stands for.
  for (const one of SYNC_ORDER) rx.collections[one] ??= rx.collections.countries as never;
  const state = await openReplicaState(memberId);
  const worker = new StoreWorker(workerInProcess(() => office.connect()));
  await moveStore({ databaseName: rx.name, replica: state, worker, onProgress: () => undefined });
  await emptyLeftStores({ databaseName: rx.name, replica: state, worker });
  worker.close();
  const facts = await state.facts();
  const clock = new StampingClock({ offsetMs: facts.clockOffsetMs, deviceId: facts.deviceId }, deviceNowMs);
  const status = new SyncStatusStore();
  const engine = new SyncEngine({
    collections: rx.collections,
    server: office.connect(),
    ...(digestTimes === undefined ? {} : { digests: { server: office.comparing(), times: digestTimes } }),
    replica: state,
    clock,
    ...(onBelowDeleted && { onBelowDeleted }),
    me: { ...MEMBER, memberId },
    deviceLabel: 'test',
    firstSync: firstSync?.(rx, state, clock) ?? null,
    onStatus: (change) => status.update(change),
    onError: () => undefined,
    nowMs: deviceNowMs,
    random: () => 0,
    ...(maxPushRows !== undefined && { maxPushRows }),
  });
  const subscriptions = WRITABLE_COLLECTIONS.map((name) =>
    changesOf(rx.collections[name]).subscribe((bulk) => {
      if (isLeader && bulk.events.some((event) => (event.documentData as { outbox?: string }).outbox?.startsWith('w')))
        engine.requestPush();
    }),
  );
  subscriptions.push(countOutbox(rx.collections, status, memberId));
  if (isLeader) engine.start();
  const db = {
    me: { ...MEMBER, memberId },
    collections: rx.collections,
    rx,
    clock,
    status,
    generation: 1,
    opened: Promise.resolve(),
    isOvertaken: false,
    get deviceId() {
      return clock.deviceId;
    },
    onGeneration: () => () => undefined,
    // Nobody looks for customers here.
    worker: {
      ready: false,
      version: 0,
      roots: new Map(),
      subscribe: () => () => undefined,
      ask: () => Promise.reject(new Error('no worker here')),
    },
    reopen: () => Promise.reject(new Error('the store was lost')),
    syncNow: () => engine.requestRound(),
  } as unknown as SahaDatabase;
  return {
    db,
    rx,
    state,
    status,
    engine,
    async close() {
      for (const subscription of subscriptions) subscription.unsubscribe();
      await engine.stop();
      await rx.close();
      state.close();
    },
  };
}

/** Waits for something to become true; fails loudly when it does not. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const giveUpAt = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

export async function read<C extends keyof SahaCollections>(replica: Replica, collection: C, id: string) {
  const document = await (replica.rx.collections[collection] as unknown as SahaCollections['customers'])
    .findOne(id)
    .exec();
  return document?.toJSON() ?? null;
}
