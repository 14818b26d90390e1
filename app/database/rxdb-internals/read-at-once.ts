import {
  getKeyRangeByQueryPlan,
  fromDexieToStorage,
  type RxStorageDexie,
  type RxStorageInstanceDexie,
} from 'rxdb/plugins/storage-dexie';
import { getQueryMatcher, type PreparedQuery, type RxDocumentData, type RxStorageQueryResult } from 'rxdb';

/**
 * RxDB's Dexie storage walks a cursor, an event of the browser for every row, and whoever writes waits until it is
 * done. What an index has in order, whether all of it is asked for or some, is read here by parts of it instead, and
 * so is what follows an id in the order of ids: that is the table's own order, but RxDB's planner knows nothing of it
 * and would have the whole store walked for every page. Everything else goes the storage's own way.
 */
export function readingAtOnce(storage: RxStorageDexie): RxStorageDexie {
  const create = storage.createStorageInstance.bind(storage);
  storage.createStorageInstance = async (params) => {
    const instance = await create(params);
    const byCursor = instance.query.bind(instance);
    instance.query = (prepared) => {
      if (isInOrderOfIndex(prepared)) return readRange(instance, prepared);
      const page = pageOfIds(prepared, instance.primaryPath);
      return page === null ? byCursor(prepared) : readIds(instance, page);
    };
    return instance;
  };
  return storage;
}

/**
 * A week of a whole office is thousands of rows: read at a time, they would hold the screen for a tenth of a second.
 */
const ROWS_PER_TASK = 200;

function isInOrderOfIndex<T>({ query, queryPlan }: PreparedQuery<T>): boolean {
  return queryPlan.sortSatisfiedByIndex && (query.skip ?? 0) === 0 && query.limit !== 0;
}

async function readRange<T>(
  instance: RxStorageInstanceDexie<T>,
  { query, queryPlan }: PreparedQuery<T>,
): Promise<RxStorageQueryResult<T>> {
  const { dexieDb, dexieTable, booleanIndexes } = await instance.internals;
  const isAsked = queryPlan.selectorSatisfiedByIndex ? () => true : getQueryMatcher(instance.schema, query);
  let range: IDBKeyRange;
  try {
    range = getKeyRangeByQueryPlan(
      booleanIndexes,
      queryPlan,
      (dexieDb as unknown as { _options: { IDBKeyRange?: unknown } })._options.IDBKeyRange,
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'DataError') return { documents: [] }; // the range is empty
    throw error;
  }
  const documents = await dexieDb.transaction(
    'r',
    dexieTable,
    (transaction) =>
      new Promise<RxDocumentData<T>[]>((resolve, reject) => {
        const index = transaction.idbtrans.objectStore(dexieTable.name).index(`[${queryPlan.index.join('+')}]`);
        const limit = query.limit ?? Infinity;
        const found: RxDocumentData<T>[] = [];
        const read = (within: IDBKeyRange) => {
          const most = queryPlan.selectorSatisfiedByIndex ? limit - found.length : Infinity;
          const request = index.getAll(within, Math.min(ROWS_PER_TASK, most));
          request.onerror = () => reject(request.error ?? new Error('nothing was read'));
          request.onsuccess = () => {
            const rows = request.result as Row[];
            for (const row of rows) {
              const document = fromDexieToStorage(booleanIndexes, row) as RxDocumentData<T>;
              if (found.length < limit && isAsked(document)) found.push(document);
            }
            const last = rows.at(-1);
            if (last === undefined || rows.length < ROWS_PER_TASK || found.length >= limit) return resolve(found);
            // The index ends in the id: no two rows have the same key.
            const after = queryPlan.index.map((field) => last[field]);
            if (indexedDB.cmp(after, within.upper) >= 0) return resolve(found);
            read(IDBKeyRange.bound(after, within.upper, true, within.upperOpen));
          };
        };
        read(range);
      }),
  );
  return { documents };
}

type Row = Record<string, unknown>;
type PageOfIds = { after: string; limit: number; withRemoved: boolean };

/** Null when something else is asked for than the next so many documents after an id. */
function pageOfIds<T>({ query }: PreparedQuery<T>, primary: string): PageOfIds | null {
  const {
    [primary]: id,
    _deleted: removed,
    ...rest
  } = query.selector as Record<string, Record<string, unknown> | undefined>;
  const { sort, limit, skip = 0 } = query;
  const isOrderOfIds = sort.length === 1 && (sort[0] as Record<string, string>)[primary] === 'asc';
  const isAfterId = id !== undefined && Object.keys(id).length === 1 && typeof id['$gt'] === 'string';
  const isRemovedOrNot = removed === undefined || (Object.keys(removed).length === 1 && removed['$eq'] === false);
  if (
    !isOrderOfIds ||
    !isAfterId ||
    !isRemovedOrNot ||
    Object.keys(rest).length > 0 ||
    limit === undefined ||
    limit === 0 ||
    skip > 0
  )
    return null;
  return { after: id['$gt'] as string, limit, withRemoved: removed === undefined };
}

async function readIds<T>(
  instance: RxStorageInstanceDexie<T>,
  { after, limit, withRemoved }: PageOfIds,
): Promise<RxStorageQueryResult<T>> {
  const { dexieDb, dexieTable, booleanIndexes } = await instance.internals;
  const documents = await dexieDb.transaction(
    'r',
    dexieTable,
    (transaction) =>
      new Promise<RxDocumentData<T>[]>((resolve, reject) => {
        const store = transaction.idbtrans.objectStore(dexieTable.name);
        const found: RxDocumentData<T>[] = [];
        const readFrom = (id: string) => {
          const request = store.getAll(IDBKeyRange.lowerBound(id, true), limit);
          request.onerror = () => reject(request.error ?? new Error('nothing was read'));
          request.onsuccess = () => {
            const rows = (request.result as unknown[]).map(
              (row) => fromDexieToStorage(booleanIndexes, row) as RxDocumentData<T>,
            );
            for (const row of rows) if (found.length < limit && (withRemoved || !row._deleted)) found.push(row);
            const last = rows.at(-1);
            // Removed ones left room for more.
            if (last === undefined || rows.length < limit || found.length === limit) resolve(found);
            else readFrom(last[instance.primaryPath] as string);
          };
        };
        readFrom(after);
      }),
  );
  return { documents };
}
