import { getKeyRangeByQueryPlan, fromDexieToStorage, type RxStorageDexie, type RxStorageInstanceDexie } from 'rxdb/plugins/storage-dexie';
import type { PreparedQuery, RxDocumentData, RxStorageQueryResult } from 'rxdb';

/**
 * RxDB's Dexie storage walks a cursor, an event of the browser for every row. What an index answers wholly, in order, is read here
 * with one getAll instead; everything else goes the storage's own way.
 */
export function readingAtOnce(storage: RxStorageDexie): RxStorageDexie {
  const create = storage.createStorageInstance.bind(storage);
  storage.createStorageInstance = async (params) => {
    const instance = await create(params);
    const byCursor = instance.query.bind(instance);
    instance.query = (prepared) => (isWhollyOfIndex(prepared) ? readRange(instance, prepared) : byCursor(prepared));
    return instance;
  };
  return storage;
}

function isWhollyOfIndex<T>({ query, queryPlan }: PreparedQuery<T>): boolean {
  return queryPlan.selectorSatisfiedByIndex && queryPlan.sortSatisfiedByIndex && (query.skip ?? 0) === 0 && query.limit !== 0;
}

async function readRange<T>(instance: RxStorageInstanceDexie<T>, { query, queryPlan }: PreparedQuery<T>): Promise<RxStorageQueryResult<T>> {
  const { dexieDb, dexieTable, booleanIndexes } = await instance.internals;
  let range: IDBKeyRange;
  try {
    range = getKeyRangeByQueryPlan(booleanIndexes, queryPlan, (dexieDb as unknown as { _options: { IDBKeyRange?: unknown } })._options.IDBKeyRange);
  } catch (error) {
    if (error instanceof Error && error.name === 'DataError') return { documents: [] }; // the range is empty
    throw error;
  }
  const rows = await dexieDb.transaction('r', dexieTable, (transaction) => new Promise<unknown[]>((resolve, reject) => {
    const index = transaction.idbtrans.objectStore(dexieTable.name).index(`[${queryPlan.index.join('+')}]`);
    const request = index.getAll(range, query.limit);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('nothing was read'));
  }));
  return { documents: rows.map((row) => fromDexieToStorage(booleanIndexes, row) as RxDocumentData<T>) };
}
