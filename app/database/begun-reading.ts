import type { SahaDatabase } from './saha-database';

/** `value`: undefined until it is read. */
export type BegunReading<T> = { value: T | undefined; readonly isRead: Promise<void> };
const begun = new WeakMap<SahaDatabase, Map<string, BegunReading<unknown>>>();
/** Whoever asks later asks RxDB. */
const FOR_MS = 2_000;

/**
 * Reads once what a screen is about to ask for under this key; `read` answers at once where it knows already. Nothing
 * where the store is not open yet.
 */
export function beginReading<T extends object | null>(
  db: SahaDatabase,
  key: string,
  read: () => T | Promise<T>,
): BegunReading<T> | null {
  if (db.generation === 0 || db.isReopening) return null;
  const known = begun.get(db) ?? new Map<string, BegunReading<unknown>>();
  begun.set(db, known);
  const before = known.get(key) as BegunReading<T> | undefined;
  if (before !== undefined) return before;
  const answer = read();
  const one: BegunReading<T> =
    answer instanceof Promise
      ? {
          value: undefined,
          isRead: answer.then(
            (value) => void (one.value = value),
            // RxDB answers in any case.
            () => undefined,
          ),
        }
      : { value: answer, isRead: Promise.resolve() };
  known.set(key, one);
  setTimeout(() => known.delete(key), FOR_MS);
  return one;
}

/** What was begun under this key, if that was just now; `T` is what it was begun with. */
export const begunReading = <T>(db: SahaDatabase, key: string): BegunReading<T> | undefined =>
  begun.get(db)?.get(key) as BegunReading<T> | undefined;
