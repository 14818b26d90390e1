import { useSyncExternalStore } from 'react';
import type { RxCollection } from 'rxdb';
import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import { withEmpties } from '../../sync/rules/document';
import { afterPaint } from '../shell/after-paint';
import { useDatabase, useStoreGeneration } from './database-context';
import { done } from './indexed-db';
import { openedStore } from './rxdb-internals/opened-store';
import { documentsIn, isStanding } from './rxdb-internals/stored-rows';
import type { SahaDatabase, StoredByCollection } from './saha-database';
import { areOfRevisions, plain } from './use-document';

type Documents = readonly object[];
/** `generation`: of the store that is followed; `isRead` once there is something to show. */
type Followed = {
  generation: number;
  value: Documents | undefined;
  isRead: Promise<void>;
  readonly listeners: Set<() => void>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Documents | undefined;
  stop: () => void;
};
const followedBy = new WeakMap<SahaDatabase, Map<CollectionName, Followed>>();

/**
 * Everything of a small collection that stands, live, ascending by id; `undefined` until it is read. It is followed
 * from the first that asks for as long as the store is open: the screens after that one are drawn with it at once.
 */
export function useAllDocuments<C extends CollectionName>(collection: C): readonly StoredByCollection[C][] | undefined {
  const db = useDatabase();
  useStoreGeneration();
  const { subscribe, get } = follow(db, collection);
  return useSyncExternalStore(subscribe, get) as readonly StoredByCollection[C][] | undefined;
}

/** Begins to read what useAllDocuments will be asked for. Resolves when it is there. */
export const beginAllDocuments = (db: SahaDatabase, collection: CollectionName): Promise<void> =>
  follow(db, collection).isRead;

function follow(db: SahaDatabase, collection: CollectionName): Followed {
  const known = followedBy.get(db) ?? new Map<CollectionName, Followed>();
  followedBy.set(db, known);
  const followed = known.get(collection) ?? nothingFollowed();
  known.set(collection, followed);
  if (followed.generation === db.generation || db.generation === 0 || db.isReopening) return followed;
  followed.stop();
  followed.generation = db.generation;
  begin(db, collection, followed);
  return followed;
}

function nothingFollowed(): Followed {
  const listeners = new Set<() => void>();
  const followed: Followed = {
    generation: 0,
    value: undefined,
    isRead: Promise.resolve(),
    listeners,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => followed.value,
    stop: () => undefined,
  };
  return followed;
}

/** First past RxDB, which makes a document of every row; what changes is heard of by it. */
function begin(db: SahaDatabase, name: CollectionName, followed: Followed): void {
  const collection = db.collections[name] as unknown as RxCollection;
  const tell = (value: Documents) => {
    followed.value = value;
    for (const listener of followed.listeners) listener();
  };
  let isOver = false;
  let stopWaiting: () => void = () => undefined;
  let unsubscribe: () => void = () => undefined;
  const hear = () => {
    const subscription = collection.find({ selector: {} }).$.subscribe((documents: readonly unknown[]) => {
      if (!areOfRevisions(followed.value, documents)) tell(documents.map((document) => plain(name, document)));
    });
    unsubscribe = () => subscription.unsubscribe();
  };
  followed.stop = () => {
    isOver = true;
    stopWaiting();
    unsubscribe();
  };
  collection.onClose.push(followed.stop);
  followed.isRead = read(db, name).then(
    (value) => {
      if (isOver) return;
      tell(value);
      stopWaiting = afterPaint(hear);
    },
    // RxDB answers in any case.
    () => {
      if (!isOver) hear();
    },
  );
}

async function read(db: SahaDatabase, name: CollectionName): Promise<Documents> {
  const rows = await done<DocumentFields[]>(documentsIn(await openedStore(db, name)).getAll());
  return rows.filter(isStanding).map((row) => withEmpties(COLLECTIONS[name], row));
}
