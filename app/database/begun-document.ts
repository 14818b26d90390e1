import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import { withEmpties } from '../../sync/rules/document';
import { done } from './indexed-db';
import { openedStore } from './opened-store';
import type { SahaDatabase } from './saha-database';

/** `value`: as it is stored, with its revision; undefined until it is read, and where there is none. */
export type BegunDocument = { readonly key: string; value: unknown; readonly isRead: Promise<void> };
const begun = new WeakMap<SahaDatabase, BegunDocument>();
/** Whoever asks later asks RxDB. */
const FOR_MS = 2_000;

export const documentKey = (generation: number, collection: CollectionName, id: string) =>
  `${generation}/${collection}/${id}`;

/**
 * Reads a document that a screen is about to ask for by useDocument, while it is being made ready: RxDB takes several
 * turns to answer, and a busy screen has few. Nothing where the store is not open yet.
 */
export function beginDocument(db: SahaDatabase, collection: CollectionName, id: string): void {
  if (db.generation === 0 || db.isReopening) return;
  const key = documentKey(db.generation, collection, id);
  if (begun.get(db)?.key === key) return;
  const one: BegunDocument = {
    key,
    value: undefined,
    isRead: read(db, collection, id).then(
      (value) => void (one.value = value),
      // RxDB answers in any case.
      () => undefined,
    ),
  };
  begun.set(db, one);
  setTimeout(() => {
    if (begun.get(db) === one) begun.delete(db);
  }, FOR_MS);
}

/** What was begun under this key, if that was just now. */
export function begunDocument(db: SahaDatabase, key: string): BegunDocument | undefined {
  const one = begun.get(db);
  return one?.key === key ? one : undefined;
}

async function read(db: SahaDatabase, collection: CollectionName, id: string): Promise<unknown> {
  const store = await openedStore(db, collection);
  const row = await done<DocumentFields | undefined>(
    store.transaction('docs', 'readonly').objectStore('docs').get(id) as IDBRequest<DocumentFields | undefined>,
  );
  return row === undefined || row['_deleted'] !== '0' ? undefined : withEmpties(COLLECTIONS[collection], row);
}
