/**
 * The tab's side of a new store version: one tab moves the documents, the others wait. Until `saveMoved` the replica
 * is where it was, however often it is broken off; after it the old stores are only leftovers.
 */
import { SYNC_ORDER } from '../../../sync/collections/registry';
import { DatabaseError } from '../database-error';
import type { StoreWorker } from '../store-worker/store-worker';
import type { MovableReplicaState, ReplicaFacts } from '../replica-state';
import { STORE_VERSION } from '../schemas';
import { storeName } from '../rxdb-internals/store-names';
import type { MoveProgress } from './move-progress';

type StoreMovePorts = {
  databaseName: string;
  replica: MovableReplicaState;
  worker: Pick<StoreWorker, 'ask' | 'onMoving'>;
  onProgress: (progress: MoveProgress | null) => void;
};

/** A newer build has stored things this one cannot read: it would show an empty office and write beside it. */
export function refuseNewerStore({ storeVersion }: Pick<ReplicaFacts, 'storeVersion'>): void {
  if (storeVersion > STORE_VERSION) throw new DatabaseError('sync.updateNeeded');
}

/** Today's stores must exist. Resolves when every document of this person is in them. */
export async function moveStore({ databaseName, replica, worker, onProgress }: StoreMovePorts): Promise<void> {
  if ((await replica.facts()).storeVersion === STORE_VERSION) return;
  onProgress({ moved: 0, total: 0, isBlocked: false });
  await alone(`saha-move-${databaseName}`, async () => {
    const facts = await replica.facts();
    refuseNewerStore(facts);
    const { storeVersion: from } = facts;
    if (from === STORE_VERSION) return; // another tab has done it
    // Before the old stores close: a page may then come twice, never not at all.
    const states = await replica.statesOf(from);
    worker.onMoving(onProgress);
    try {
      const stores = SYNC_ORDER.map((collection) => ({
        collection,
        from: storeName(databaseName, collection, from),
        to: storeName(databaseName, collection),
      }));
      await worker.ask('moveDocuments', { fromVersion: from, stores });
    } finally {
      worker.onMoving(null);
    }
    await replica.saveMoved(from, STORE_VERSION, states);
  });
  onProgress(null);
}

/** Frees the space of documents that have moved; at the next start again where it was broken off. */
export async function emptyLeftStores({
  databaseName,
  replica,
  worker,
}: Omit<StoreMovePorts, 'onProgress'>): Promise<void> {
  const { movedFrom } = await replica.facts();
  if (movedFrom === null) return;
  const names = (version: number) => SYNC_ORDER.map((collection) => storeName(databaseName, collection, version));
  const unfinished: string[] = [];
  for (let version = movedFrom + 1; version < STORE_VERSION; version += 1) unfinished.push(...names(version));
  await worker.ask('emptyOldStores', { moved: names(movedFrom), unfinished });
  await replica.saveFacts({ movedFrom: null });
}

async function alone(name: string, work: () => Promise<void>): Promise<void> {
  // Without locks (an insecure address in a trial) two tabs may both move: rows are only ever added.
  const locks = typeof navigator === 'undefined' ? null : ((navigator as Partial<Navigator>).locks ?? null);
  await (locks === null ? work() : locks.request(name, work));
}
