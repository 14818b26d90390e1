/**
 * What a replica knows about itself: its name, its clock's correction and how far it has pulled. Kept apart from the
 * documents, and named after the person alone: not after the build or the schema, so that no update ever makes
 * the device forget where it stood (DESIGN §5, identity of a replica).
 */
import type { CollectionName } from '../../sync/collections/definition';
import type { Checkpoint } from '../../sync/protocol/messages';
import { committed, done, openIndexedDb } from './indexed-db';

export type CollectionState = {
  /** Only ever moved on after the documents before it are stored durably. */
  checkpoint: Checkpoint | null;
  /** Everything was pulled at least once. */
  complete: boolean;
  /** The server asked to pull everything again; what is not seen by the end of it leaves the device. */
  sweeping: boolean;
};
export type ReplicaFacts = {
  deviceId: string; clockOffsetMs: number; lastSyncAt: string | null;
  /** Of the schemas the documents were stored by. */
  storeVersion: number;
};

export type ReplicaState = {
  facts(): Promise<ReplicaFacts>;
  saveFacts(facts: Partial<ReplicaFacts>): Promise<void>;
  collection(name: CollectionName): Promise<CollectionState>;
  saveCollection(name: CollectionName, state: CollectionState): Promise<void>;
  close(): void;
};

export const replicaStateName = (memberId: string) => `saha-device-${memberId.replaceAll('-', '')}`;
const STORE = 'state';
const NO_FACTS: ReplicaFacts = { deviceId: '', clockOffsetMs: 0, lastSyncAt: null, storeVersion: 0 };
const NOT_STARTED: CollectionState = { checkpoint: null, complete: false, sweeping: false };

export async function openReplicaState(memberId: string): Promise<ReplicaState> {
  const name = replicaStateName(memberId);
  const open = () => openIndexedDb(name, 1, (created) => { created.createObjectStore(STORE); });
  let database = await open();

  const transact = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> => {
    const begin = () => database.transaction(STORE, mode, { durability: 'strict' });
    let transaction: IDBTransaction;
    try {
      transaction = begin();
    } catch {
      database = await open(); // the browser dropped the connection
      transaction = begin();
    }
    const end = committed(transaction);
    const result = await work(transaction.objectStore(STORE));
    await end;
    return result;
  };
  const read = <T>(key: string, otherwise: T) =>
    transact('readonly', async (store) => ({ ...otherwise, ...(await done(store.get(key)) as T | undefined) }));

  return {
    facts: () => read('facts', NO_FACTS),
    // Read and written in one transaction: two tabs may save different facts at once.
    saveFacts: (facts) => transact('readwrite', async (store) => {
      await done(store.put({ ...NO_FACTS, ...(await done(store.get('facts')) as ReplicaFacts | undefined), ...facts }, 'facts'));
    }),
    collection: (collection) => read(`collection:${collection}`, NOT_STARTED),
    saveCollection: (collection, state) => transact('readwrite', async (store) => { await done(store.put(state, `collection:${collection}`)); }),
    close: () => database.close(),
  };
}
