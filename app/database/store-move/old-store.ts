/**
 * A store of an earlier version while its documents move out. Closing it renames what holds the documents and leaves
 * behind something of the old name that takes no document: tabs of the older build lose their connection, and one that
 * connects again cannot write a row beside those that moved (Dexie opens a store whose version was raised, so raising
 * it is not enough; and a deleted one it would make anew, empty).
 */
import { done, openExistingIndexedDb } from '../indexed-db';
import { DOCUMENTS } from '../rxdb-internals/stored-rows';

const LEAVING = 'leaving';
/** No document has this, so that none can be put into the store left behind. */
const NEVER = 'documentsHaveMoved';

/** Closes an old store and returns a connection to its documents; null when there is nothing to move. */
export async function closeOldStore(name: string, onBlocked: () => void): Promise<IDBDatabase | null> {
  const found = await openExistingIndexedDb(name);
  if (found === null) return null;
  const { version, objectStoreNames } = found;
  if (objectStoreNames.contains(LEAVING)) return found;
  const isOpen =
    objectStoreNames.contains(DOCUMENTS) && found.transaction(DOCUMENTS).objectStore(DOCUMENTS).keyPath !== NEVER;
  found.close();
  if (!isOpen) return null;
  return change(name, version + 1, onBlocked, (database, transaction) => {
    transaction.objectStore(DOCUMENTS).name = LEAVING;
    database.createObjectStore(DOCUMENTS, { keyPath: NEVER });
  });
}

export function leavingDocuments(database: IDBDatabase): IDBObjectStore {
  return database.transaction(LEAVING).objectStore(LEAVING);
}

/** Lets go of documents that have moved. What was not closed is left alone. */
export async function emptyOldStore(name: string): Promise<void> {
  const found = await openExistingIndexedDb(name);
  if (found === null) return;
  const { version, objectStoreNames } = found;
  found.close();
  if (!objectStoreNames.contains(LEAVING)) return;
  const emptied = await change(
    name,
    version + 1,
    () => undefined,
    (database) => database.deleteObjectStore(LEAVING),
  );
  emptied.close();
}

async function change(
  name: string,
  version: number,
  onBlocked: () => void,
  upgrade: (database: IDBDatabase, transaction: IDBTransaction) => void,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onblocked = onBlocked;
  request.onupgradeneeded = () => upgrade(request.result, request.transaction as IDBTransaction);
  const database = await done(request);
  database.onversionchange = () => database.close();
  return database;
}
