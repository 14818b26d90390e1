/**
 * Promises around plain IndexedDB, for what runs beside RxDB: the worker, which must not carry a second copy of a
 * database library to read and write rows in bulk, and the few values a replica keeps about itself.
 */

export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB request failed'));
  });
}

/** Resolves when the transaction is committed; with durability `strict`, when it has reached the disk. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB transaction aborted'));
  });
}

/** Opens a database, making its stores when it is new. It lets go when another tab wants to delete it, and says so. */
export async function openIndexedDb(
  name: string,
  version: number,
  create: (database: IDBDatabase) => void,
  onDeleted: () => void,
): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => create(request.result);
  const database = await done(request);
  database.onversionchange = ({ newVersion }) => {
    database.close();
    if (newVersion === null) onDeleted();
  };
  return database;
}

/** Opens a database that must exist already, in whatever version it has; null when it does not. */
export async function openExistingIndexedDb(name: string): Promise<IDBDatabase | null> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.transaction?.abort();
  try {
    const database = await done(request);
    database.onversionchange = () => database.close();
    return database;
  } catch (error) {
    if ((error as DOMException).name === 'AbortError') return null;
    throw error;
  }
}
