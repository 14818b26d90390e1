import type { RxCollection } from 'rxdb';
import type { CollectionName } from '../../../sync/collections/registry';
import type { StoreWorker } from '../store-worker/store-worker';
import type { FirstSyncPage } from './first-sync-page';
import type { ReplicaState } from '../replica-state';
import type { SahaCollections } from '../saha-database';
import { storeName } from '../rxdb-internals/store-names';
import type { StampingClock } from '../stamping-clock';
import { receiveDocuments, releaseDocuments } from '../replication/receive-documents';
import type { FirstSync } from './first-filling';

type FirstSyncPorts = {
  worker: StoreWorker;
  collections: SahaCollections;
  replica: ReplicaState;
  clock: StampingClock;
  databaseName: string;
  /** Queries opened earlier must look again. */
  onFilled: (collection: CollectionName) => void;
};

/**
 * The first synchronisation of a collection in the worker: pages go straight into the store, this tab keeps the
 * checkpoint.
 */
export function firstSyncInWorker({
  worker,
  collections,
  replica,
  clock,
  databaseName,
  onFilled,
}: FirstSyncPorts): FirstSync {
  return async (name, onPage, signal, maxPages = Infinity) => {
    const collection = collections[name] as unknown as RxCollection;
    const state = await replica.collection(name);
    let stored: Promise<void> = Promise.resolve();
    let isFirstPage = true;
    const store = async ({ checkpoint, received, hasMore, leftovers }: FirstSyncPage) => {
      await receiveDocuments(collection, leftovers.documents, { evenIfNotNewer: false });
      if (leftovers.gone.length > 0)
        await releaseDocuments(collection, leftovers.gone, new Date(clock.nowMs()).toISOString());
      await replica.saveCollection(name, { checkpoint, complete: !hasMore, sweeping: false });
      onPage(received);
      if (isFirstPage || !hasMore) onFilled(name);
      isFirstPage = false;
    };
    worker.onPage((pageOf, page) => {
      if (pageOf === name) stored = stored.then(() => store(page));
    });
    const stop = () => {
      void worker.ask('stopFirstSync', null);
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      const ended = await worker.ask('firstSync', {
        collection: name,
        storeName: storeName(databaseName, name),
        deviceId: clock.deviceId,
        checkpoint: state.checkpoint,
        maxPages,
      });
      await stored;
      return ended === 'complete';
    } finally {
      worker.onPage(null);
      signal.removeEventListener('abort', stop);
    }
  };
}
