/**
 * What a replica knows about itself: its name, its clock's correction and how far it has pulled. Kept apart from the
 * documents, and named after the person alone: not after the build or the schema, so that no update ever makes
 * the device forget where it stood (DESIGN §5, identity of a replica).
 */

import { SYNC_ORDER, type CollectionName } from '../../sync/collections/registry';
import type { Checkpoint } from '../../sync/protocol/messages';
import { committed, done, openIndexedDb } from './indexed-db';
import { STORE_VERSION } from './schemas';

export type CollectionState = {
  /** Only ever moved on after the documents before it are stored durably. */
  checkpoint: Checkpoint | null;
  /** Everything was pulled at least once. */
  complete: boolean;
  /** The server asked to pull everything again; what is not seen by the end of it leaves the device. */
  sweeping: boolean;
};
export type ReplicaFacts = {
  deviceId: string;
  clockOffsetMs: number;
  lastSyncAt: string | null;
  /** Of the schemas the documents are stored by. */
  storeVersion: number;
  /** Of stores that documents have moved out of and that still hold them; null when they are empty. */
  movedFrom: number | null;
};

export type ReplicaState = {
  facts(): Promise<ReplicaFacts>;
  saveFacts(facts: Partial<ReplicaFacts>): Promise<void>;
  collection(name: CollectionName): Promise<CollectionState>;
  saveCollection(name: CollectionName, state: CollectionState): Promise<void>;
  close(): void;
};
/**
 * How far the documents of a store go; kept by its version, so that a tab of an older build cannot say it for a newer
 * store.
 */
export type CollectionStates = ReadonlyMap<CollectionName, CollectionState>;
export type MovableReplicaState = ReplicaState & {
  statesOf(storeVersion: number): Promise<CollectionStates>;
  /** From now on the documents are in the stores of `to`, and go as far as these states say. */
  saveMoved(from: number, to: number, states: CollectionStates): Promise<void>;
};

export const replicaStateName = (memberId: string) => `saha-device-${memberId.replaceAll('-', '')}`;
const STORE = 'state';
const NO_FACTS: ReplicaFacts = { deviceId: '', clockOffsetMs: 0, lastSyncAt: null, storeVersion: 0, movedFrom: null };
const NOT_STARTED: CollectionState = { checkpoint: null, complete: false, sweeping: false };

const stateKey = (collection: CollectionName, storeVersion: number) =>
  storeVersion === 0 ? `collection:${collection}` : `collection:${collection}@${storeVersion}`;

/**
 * Once another tab has deleted it, nothing can be read or saved: opening it anew would bring back what was to be
 * forgotten.
 */
export async function openReplicaState(memberId: string): Promise<MovableReplicaState> {
  const name = replicaStateName(memberId);
  let isDeleted = false;
  const open = () =>
    openIndexedDb(
      name,
      1,
      (created) => {
        created.createObjectStore(STORE);
      },
      () => {
        isDeleted = true;
      },
    );
  let database = await open();

  const transact = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> => {
    const begin = () => database.transaction(STORE, mode, { durability: 'strict' });
    let transaction: IDBTransaction;
    try {
      transaction = begin();
    } catch (error) {
      if (isDeleted) throw error;
      database = await open(); // the browser dropped the connection
      transaction = begin();
    }
    const end = committed(transaction);
    const result = await work(transaction.objectStore(STORE));
    await end;
    return result;
  };
  const read = <T>(key: string, otherwise: T) =>
    transact('readonly', async (store) => ({ ...otherwise, ...((await done(store.get(key))) as T | undefined) }));

  return {
    facts: () => read('facts', NO_FACTS),
    // Read and written in one transaction: two tabs may save different facts at once.
    saveFacts: (facts) =>
      transact('readwrite', async (store) => {
        await done(
          store.put(
            { ...NO_FACTS, ...((await done(store.get('facts'))) as ReplicaFacts | undefined), ...facts },
            'facts',
          ),
        );
      }),
    collection: (collection) => read(stateKey(collection, STORE_VERSION), NOT_STARTED),
    saveCollection: (collection, state) =>
      transact('readwrite', async (store) => {
        await done(store.put(state, stateKey(collection, STORE_VERSION)));
      }),
    async statesOf(storeVersion) {
      const states = new Map<CollectionName, CollectionState>();
      for (const name of SYNC_ORDER) states.set(name, await read(stateKey(name, storeVersion), NOT_STARTED));
      return states;
    },
    saveMoved: (from, to, states) =>
      transact('readwrite', async (store) => {
        for (const [name, state] of states) await done(store.put(state, stateKey(name, to)));
        await done(
          store.put(
            {
              ...NO_FACTS,
              ...((await done(store.get('facts'))) as ReplicaFacts | undefined),
              storeVersion: to,
              movedFrom: from,
            },
            'facts',
          ),
        );
      }),
    close: () => database.close(),
  };
}
