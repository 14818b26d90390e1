/**
 * What holds the connection to the documents: RxDB on Dexie storage, and the synchronisation over it. Loaded after the
 * first screen stands: its first rows come from the worker, and need none of this.
 *
 * RxDB's replication plugin is not used: measured, it can push a state nobody wrote after a RESYNC, writes every pulled
 * document twice, and pulls on without waiting for the store. Our own loop (replication/) runs over the same
 * collections.
 */
import type { RxDatabase } from 'rxdb';
import type { UnsentWork } from '../../sync/protocol/unsent-work';
import type { StoreWorker } from './store-worker/store-worker';
import { feedCustomerIndex } from './customer-index/feed-customer-index';
import { addBelowDeleted, onBelowDeleted, readBelowDeleted } from './below-deleted';
import { noteUnsent, noticeLoss } from './lost-work';
import { serverConnection } from './replication/server-connection';
import { documentStorage, openRxDatabase } from './rxdb-internals/open-rx-database';
import { startSynchronising } from './replication/start-synchronising';
import type { SyncStatusStore } from './replication/sync-status';
import { gatherUnsentWork, handInWork } from './replication/unsent-work';
import type { MovableReplicaState } from './replica-state';
import { WRITABLE_COLLECTIONS } from '../../sync/collections/registry';
import type { Identity, SahaCollections } from './saha-database';
import { databaseName } from './rxdb-internals/store-names';
import type { StampingClock } from './stamping-clock';
import type { MoveProgress } from './store-move/move-progress';
import { emptyLeftStores, moveStore, refuseNewerStore } from './store-move/move-store';

export type OpenStore = {
  readonly rx: RxDatabase<SahaCollections>;
  syncNow(): void;
  unsentWork(): Promise<UnsentWork>;
  handInWork(): Promise<void>;
  /** Nothing is sent or fetched any more; what was typed can still be read. */
  stopSynchronising(): Promise<void>;
  stop(): Promise<void>;
};
type OpenStorePorts = {
  me: Identity;
  replica: MovableReplicaState;
  clock: StampingClock;
  status: SyncStatusStore;
  worker: StoreWorker;
  /** The browser dropped the connection to the store. */
  onStoreLost: () => void;
  onMoving: (progress: MoveProgress | null) => void;
  /** A newer build in another tab takes the documents along. */
  onOvertaken: () => void;
  /** Another tab deletes the person's stores. */
  onDeleted: () => void;
};

/**
 * Documents of an earlier store version move first. Throws DatabaseError sync.updateNeeded when the store is newer than
 * this build.
 */
export async function openStore({
  me,
  replica,
  clock,
  status,
  worker,
  onStoreLost,
  onMoving,
  ...otherTab
}: OpenStorePorts): Promise<OpenStore> {
  refuseNewerStore(await replica.facts());
  const rx = await openRxDatabase(databaseName(me.memberId), documentStorage(otherTab));
  try {
    await moveStore({ databaseName: rx.name, replica, worker, onProgress: onMoving });
  } catch (error) {
    await rx.close();
    throw error;
  }
  void emptyLeftStores({ databaseName: rx.name, replica, worker }).catch(() => undefined); // next time, then
  const sayBelowDeleted = () => status.update({ belowDeleted: readBelowDeleted(me.memberId) });
  const isEmpty = async () =>
    (await Promise.all(WRITABLE_COLLECTIONS.map((name) => rx.collections[name].findOne().exec()))).every(
      (document) => document === null,
    );
  status.update({ lost: await noticeLoss(me.memberId, isEmpty) });
  const stopFeeding = feedCustomerIndex(rx.collections, worker);
  const synchronising = startSynchronising({
    me,
    rx,
    replica,
    clock,
    status,
    worker,
    server: serverConnection({
      origin: location.origin,
      onSilent: () => status.update({ connection: 'offline' }),
    }),
    onStoreLost,
    onBelowDeleted: (customerIds) => {
      addBelowDeleted(me.memberId, customerIds);
      sayBelowDeleted();
    },
  });
  const stopHearing = onBelowDeleted(me.memberId, sayBelowDeleted);
  sayBelowDeleted();
  const stopNoting = status.subscribe(() => {
    const { waiting, refused, phase } = status.get();
    if (phase !== 'opening') noteUnsent(me.memberId, waiting + refused);
  });
  const unsentPorts = async () => ({
    collections: rx.collections,
    clock,
    memberId: me.memberId,
    epoch: (await replica.collection('customers')).checkpoint?.epoch ?? '',
  });
  return {
    rx,
    syncNow: synchronising.syncNow,
    unsentWork: async () => gatherUnsentWork(await unsentPorts()),
    handInWork: async () => handInWork(serverConnection(), await unsentPorts()),
    stopSynchronising: synchronising.stop,
    async stop() {
      stopFeeding();
      stopNoting();
      stopHearing();
      await synchronising.stop();
      await rx.close();
    },
  };
}
