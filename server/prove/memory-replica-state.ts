import type { CollectionName } from '../../sync/collections/registry';
import type { CollectionState, ReplicaFacts, ReplicaState } from '../../app/database/replica-state';

/** What a replica knows about itself, kept as app/database/replica-state.ts keeps it, without IndexedDB. */
export function memoryReplicaState(given: Partial<ReplicaFacts>): ReplicaState {
  let facts: ReplicaFacts = {
    deviceId: '',
    clockOffsetMs: 0,
    lastSyncAt: null,
    storeVersion: 0,
    movedFrom: null,
    ...given,
  };
  const states = new Map<CollectionName, CollectionState>();
  return {
    facts: async () => ({ ...facts }),
    saveFacts: async (change) => {
      facts = { ...facts, ...change };
    },
    collection: async (name) =>
      structuredClone(states.get(name) ?? { checkpoint: null, complete: false, sweeping: false }),
    saveCollection: async (name, state) => {
      states.set(name, structuredClone(state));
    },
    close: () => undefined,
  };
}
