import { done } from './indexed-db';
import { documentsIn, indexName, STANDING } from './rxdb-internals/stored-rows';

/** As a store keeps it, in the shape of RxDB's Dexie storage. */
export type StoredRow = Record<string, unknown>;
/** The end of what was asked for: all that is later than the instant `knownAfter`; '' where it is everything. */
export type NewestRows = { readonly rows: readonly StoredRow[]; readonly knownAfter: string };

/** So many of the newest are asked for. */
const MOST = 60;
/** As many of the last days fill a screen. */
const ENOUGH = 20;
const LAST_DAYS_MS = 30 * 86_400_000;

/** By the index of a store that begins with the customer and goes by the instant `at`, as RxDB's storage names it. */
const indexOf = (database: IDBDatabase, customer: string, at: string) =>
  documentsIn(database).index(indexName(customer, at));

/** What of such an index is of one customer, without what the store has given up. */
const rangeOf = (customerId: string, fromAt: string | null = null) =>
  IDBKeyRange.bound(fromAt === null ? [STANDING, customerId] : [STANDING, customerId, fromAt], [
    STANDING,
    customerId,
    [],
  ]);

const failed = ({ error }: IDBRequest) => error ?? new Error('IndexedDB request failed');

/** All that hangs on a customer, ascending. */
export async function allOfCustomer(
  database: IDBDatabase,
  customer: string,
  at: string,
  customerId: string,
): Promise<readonly StoredRow[]> {
  return done<StoredRow[]>(indexOf(database, customer, at).getAll(rangeOf(customerId)));
}

/**
 * The newest of what hangs on a customer, ascending, or all of it where that is not much. IndexedDB cannot be asked for
 * the end of a range at once, and every question waits until the screen has time to hear the answer: so it is asked
 * together whether there is little, and for the last days; only where neither helps the end is looked for.
 */
export async function newestOfCustomer(
  database: IDBDatabase,
  customer: string,
  at: string,
  customerId: string,
  nowMs: number,
): Promise<NewestRows> {
  const index = indexOf(database, customer, at);
  const fromAt = new Date(nowMs - LAST_DAYS_MS).toISOString();
  return new Promise((resolve, reject) => {
    const listen = (request: IDBRequest, then: () => void) => {
      request.onerror = () => reject(failed(request));
      request.onsuccess = then;
    };
    const lookForEnd = () => {
      const keys = index.openKeyCursor(rangeOf(customerId), 'prev');
      let isPast = false;
      listen(keys, () => {
        const cursor = keys.result;
        if (cursor !== null && !isPast) {
          isPast = true;
          cursor.advance(MOST);
          return;
        }
        const [, , knownAfter = ''] = cursor === null ? [] : (cursor.key as string[]);
        const rows = index.getAll(rangeOf(customerId, knownAfter));
        listen(rows, () => resolve({ rows: rows.result as StoredRow[], knownAfter }));
      });
    };
    const few = index.getAll(rangeOf(customerId), MOST + 1);
    const last = index.getAll(rangeOf(customerId, fromAt));
    // They are answered in the order in which they were asked.
    listen(few, () => undefined);
    listen(last, () => {
      if (few.result.length <= MOST) resolve({ rows: few.result as StoredRow[], knownAfter: '' });
      else if (last.result.length >= ENOUGH) resolve({ rows: last.result as StoredRow[], knownAfter: fromAt });
      else lookForEnd();
    });
  });
}
