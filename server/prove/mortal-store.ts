/**
 * A device's store as one run of the app sees it. The run can end between any two durable writes, as when a battery
 * dies:
 * from then on nothing it does happens any more, and what was stored stays stored. And the store can refuse writes.
 */
import type { RxCollection } from 'rxdb';
import type { ReplicaState } from '../../app/database/replica-state';
import type { SahaCollections } from '../../app/database/saha-database';

export class Life {
  isOver = false;
  /** The run ends instead of this many durable writes from now; null: it lives on. */
  writesLeft: number | null = null;
  /** Whether the next durable write fails, as when the disk is full. */
  failsWrite: () => boolean = () => false;
  /** Told of documents once they are stored durably. */
  onStored: ((ids: readonly string[]) => void) | null = null;

  constructor(private readonly onEnd: () => void) {}

  /** Resolves when the write may happen; never when the run is over; rejects when the store refuses it. */
  async beforeWrite(): Promise<void> {
    if (this.writesLeft !== null && !this.isOver && (this.writesLeft -= 1) < 0) this.end();
    if (this.isOver) await new Promise(() => undefined);
    if (this.failsWrite()) throw new Error('QuotaExceededError: the store is full');
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.onEnd();
  }
}

export function mortalCollections(collections: SahaCollections, life: Life): SahaCollections {
  return Object.fromEntries(
    Object.entries(collections).map(([name, collection]) => [
      name,
      mortalCollection(collection as unknown as RxCollection, life),
    ]),
  ) as unknown as SahaCollections;
}

function mortalCollection(collection: RxCollection, life: Life): RxCollection {
  const storage = overlaid(collection.storageInstance, {
    bulkWrite: async (...given: Parameters<typeof collection.storageInstance.bulkWrite>) => {
      await life.beforeWrite();
      const result = await collection.storageInstance.bulkWrite(...given);
      life.onStored?.(given[0].map(({ document }) => (document as unknown as { id: string }).id));
      return result;
    },
  });
  return overlaid(collection, { storageInstance: storage });
}

export function mortalState(state: ReplicaState, life: Life): ReplicaState {
  return {
    ...state,
    saveFacts: async (facts) => {
      await life.beforeWrite();
      await state.saveFacts(facts);
    },
    saveCollection: async (name, saved) => {
      await life.beforeWrite();
      await state.saveCollection(name, saved);
    },
  };
}

function overlaid<T extends object>(target: T, own: Readonly<Record<string, unknown>>): T {
  return new Proxy(target, {
    get(of, name) {
      if (typeof name === 'string' && name in own) return own[name];
      const value: unknown = Reflect.get(of, name, of);
      return typeof value === 'function' ? value.bind(of) : value;
    },
  });
}
