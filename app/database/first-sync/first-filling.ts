import type { RxCollection } from 'rxdb';
import { isServedBy, SYNC_ORDER, type CollectionName, holdsCustomers } from '../../../sync/collections/registry';
import type { CollectionState, ReplicaState } from '../replica-state';
import type { SahaCollections } from '../saha-database';
import type { FirstSyncProgress } from './first-sync-progress';
import { holdsRemains } from '../replication/pull-collection';
import type { SyncServer } from '../replication/sync-server';

/** Fills an empty collection quicker than pulling does; resolves to false when pulling must do it after all. */
export type FirstSync = (
  collection: CollectionName,
  onPage: (received: number) => void,
  signal: AbortSignal,
  /** Ends after so many pages; the next one goes on where this ended. */
  maxPages?: number,
) => Promise<boolean>;

type FillingPorts = {
  collections: SahaCollections;
  server: Pick<SyncServer, 'count'>;
  replica: ReplicaState;
  /** Null: everything is pulled. */
  firstSync: FirstSync | null;
};

/**
 * Fills the collections of a new device: some customers first, then one collection after the other, and what is typed
 * meanwhile goes on its way.
 */
export class FirstFilling {
  #writeArrived: (() => void) | null = null;

  constructor(
    private readonly ports: FillingPorts,
    private readonly progress: FirstSyncProgress,
    private readonly signal: AbortSignal,
  ) {}

  /** Learns once how much there is to come, after the first customers are here: somebody waits before an empty list. */
  async expect(officeShapes: number): Promise<void> {
    if (this.progress.isCounted) return;
    const { server, replica, collections } = this.ports;
    for (const name of SYNC_ORDER.filter(holdsCustomers)) {
      const state = await replica.collection(name);
      if (state.checkpoint === null) await this.#start(name, state, 1);
    }
    this.progress.expect(
      await Promise.all(
        SYNC_ORDER.filter((name) => isServedBy(officeShapes, name)).map(async (name) => {
          const [count, { complete, checkpoint }] = await Promise.all([server.count(name), replica.collection(name)]);
          const isBegun = checkpoint !== null && !complete;
          return { count, held: complete ? count : isBegun ? await collections[name].count().exec() : 0 };
        }),
      ),
    );
  }

  /**
   * Resolves to whether the collection is filled now; where not, it is to be pulled. `sendWrites` is called after every
   * write on this device.
   */
  async fill(name: CollectionName, state: CollectionState, sendWrites: () => Promise<void>): Promise<boolean> {
    const filled = this.#start(name, state);
    // The worker fetches and stores; what is typed meanwhile is sent from here without waiting for it.
    for (let finished = false; !finished;) {
      finished = await Promise.race([filled.then(() => true), this.#nextWrite()]);
      if (!finished) await sendWrites();
    }
    return filled;
  }

  /** Something was written on this device. */
  noteWrite(): void {
    this.#writeArrived?.();
  }

  async #start(name: CollectionName, state: CollectionState, maxPages?: number): Promise<boolean> {
    const { firstSync, collections } = this.ports;
    if (
      firstSync === null ||
      state.complete ||
      state.sweeping ||
      (await holdsRemains(collections[name] as unknown as RxCollection, state))
    )
      return false;
    return firstSync(name, (received) => this.progress.received(received), this.signal, maxPages);
  }

  #nextWrite(): Promise<false> {
    return new Promise((resolve) => {
      this.#writeArrived = () => resolve(false);
    });
  }
}
