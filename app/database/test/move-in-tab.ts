import { isServedBy, SYNC_ORDER } from '../../../sync/collections/registry';
import { StoreWorker } from '../store-worker/store-worker';
import { documentStorage, openRxDatabase } from '../rxdb-internals/open-rx-database';
import { openReplicaState } from '../replica-state';
import { databaseName } from '../rxdb-internals/store-names';
import { emptyLeftStores, moveStore } from '../store-move/move-store';
import { DyingTab } from './dying-tab';
import { workerInProcess } from './worker-in-process';

/** Several tabs are in one process, where RxDB opens 13 collections; there was nothing else to move. */
const MOVED = SYNC_ORDER.filter((name) => isServedBy(0, name));

/** A tab of this build opens the person's store, and dies at a step of the move when it is told to. */
export async function moveInTab(
  memberId: string,
  diesAt: number | null,
): Promise<{ steps: number; ended: 'killed' | 'moved' }> {
  const rx = await openRxDatabase(databaseName(memberId), documentStorage(), MOVED);
  const replica = await openReplicaState(memberId);
  const worker = new StoreWorker(
    workerInProcess(() => ({ pull: () => Promise.reject(new Error('a move needs no office')) })),
  );
  const tab = new DyingTab(diesAt);
  const ended = await tab.live(async () => {
    await moveStore({ databaseName: rx.name, replica, worker, onProgress: () => undefined });
    await emptyLeftStores({ databaseName: rx.name, replica, worker });
    return 'moved' as const;
  });
  worker.close();
  replica.close();
  await rx.close();
  return { steps: tab.steps, ended };
}
