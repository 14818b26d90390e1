import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import { withEmpties } from '../../sync/rules/document';
import { beginReading, begunReading } from './begun-reading';
import { done } from './indexed-db';
import { openedStore } from './rxdb-internals/opened-store';
import type { SahaDatabase } from './saha-database';
import { documentsIn, isStanding } from './rxdb-internals/stored-rows';

export const documentKey = (generation: number, collection: CollectionName, id: string) =>
  `${generation}/${collection}/${id}`;

/**
 * Reads a document that a screen is about to ask for by useDocument, while it is being made ready: RxDB takes several
 * turns to answer, and a busy screen has few.
 */
export function beginDocument(db: SahaDatabase, collection: CollectionName, id: string): void {
  beginReading(db, documentKey(db.generation, collection, id), () => read(db, collection, id));
}

/** `value`: as it is stored, with its revision; undefined where there is none, too. */
export const begunDocument = (db: SahaDatabase, key: string) => begunReading<object | undefined>(db, key);

async function read(db: SahaDatabase, collection: CollectionName, id: string): Promise<object | undefined> {
  const store = await openedStore(db, collection);
  const row = await done<DocumentFields | undefined>(
    documentsIn(store).get(id) as IDBRequest<DocumentFields | undefined>,
  );
  return row === undefined || !isStanding(row) ? undefined : withEmpties(COLLECTIONS[collection], row);
}
