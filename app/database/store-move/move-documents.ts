/**
 * Moves every document of one person from the stores of an earlier version into today's, unsent work with it. Runs in
 * the worker. It may be broken off at any point and called again: the old stores stay whole until `emptyOldStores`,
 * rows come in the order of their ids and are never written over, and it ends only when everything is on the disk and
 * was counted.
 */
import type { CollectionName } from '../../../sync/collections/registry';
import { committed, done, openExistingIndexedDb } from '../indexed-db';
import type { MoveProgress, StoreToMove } from './move-progress';
import { closeOldStore, emptyOldStore, leavingDocuments } from './old-store';
import { rowsFrom, type RowStep, type StoredRow } from './row-steps';
import { DOCUMENTS, indexName, STANDING } from '../rxdb-internals/stored-rows';

/** Rows read and written at once: what the screen shows of the progress moves often enough. */
const BATCH = 500;
const OUTBOX = indexName('outbox');

export async function moveDocuments({
  fromVersion,
  stores,
  onProgress,
}: {
  fromVersion: number;
  stores: readonly StoreToMove[];
  onProgress: (progress: MoveProgress) => void;
}): Promise<void> {
  const opened: IDBDatabase[] = [];
  const old: { store: StoreToMove; documents: () => IDBObjectStore; count: number }[] = [];
  try {
    // All of them before the first row moves: what is still written by an older tab is then either in or refused.
    for (const store of stores) {
      const database = await closeOldStore(store.from, () => onProgress({ moved: 0, total: 0, isBlocked: true }));
      if (database === null) continue;
      opened.push(database);
      const documents = () => leavingDocuments(database);
      old.push({ store, documents, count: await done(documents().count()) });
    }
    const total = old.reduce((sum, { count }) => sum + count, 0);
    const step = rowsFrom(fromVersion);
    let moved = 0;
    const say = (more: number) => onProgress({ moved: (moved += more), total, isBlocked: false });
    say(0);
    for (const { store, documents } of old) {
      const target = await openExistingIndexedDb(store.to);
      if (target === null) throw new Error(`${store.to} is not open`);
      opened.push(target);
      await copy(documents, target, store.collection, step, say, true);
      // Something else lay in the new store already: row by row, then.
      if (!(await isComplete(documents, target)))
        await copy(documents, target, store.collection, step, () => undefined, false);
      if (!(await isComplete(documents, target))) throw new Error(`${store.to}: not everything moved`);
    }
  } finally {
    for (const database of opened) database.close();
  }
}

/**
 * When the replica has noted where its documents are: `moved` hold them still, `unfinished` were on the way and never
 * used.
 */
export async function emptyOldStores(moved: readonly string[], unfinished: readonly string[]): Promise<void> {
  for (const name of moved) await emptyOldStore(name);
  for (const name of unfinished) await done(indexedDB.deleteDatabase(name));
}

async function copy(
  documents: () => IDBObjectStore,
  target: IDBDatabase,
  collection: CollectionName,
  step: RowStep,
  moved: (count: number) => void,
  goesOn: boolean,
): Promise<void> {
  const here = (mode: IDBTransactionMode, durability: IDBTransactionDurability) =>
    target.transaction(DOCUMENTS, mode, { durability });
  let after = goesOn
    ? (await done(here('readonly', 'default').objectStore(DOCUMENTS).openKeyCursor(null, 'prev')))?.key
    : undefined;
  if (after !== undefined) moved(await done(documents().count(IDBKeyRange.upperBound(after))));
  for (;;) {
    const rows: StoredRow[] = await done(
      documents().getAll(after === undefined ? null : IDBKeyRange.lowerBound(after, true), BATCH),
    );
    if (rows.length === 0) break;
    const transaction = here('readwrite', 'relaxed');
    const end = committed(transaction);
    for (const row of rows) addUnlessThere(transaction.objectStore(DOCUMENTS), step(row, collection));
    await end;
    after = (rows[rows.length - 1] as StoredRow).id;
    moved(rows.length);
  }
  // Commits reach the disk in order: with this one all are there.
  const last = here('readwrite', 'strict');
  const end = committed(last);
  const cursor = await done(last.objectStore(DOCUMENTS).openCursor(null, 'prev'));
  cursor?.update(cursor.value);
  await end;
}

function addUnlessThere(store: IDBObjectStore, row: StoredRow): void {
  const request = store.add(row);
  request.onerror = (event) => {
    if (request.error?.name !== 'ConstraintError') return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** Not a row less, and not one that waits. */
async function isComplete(documents: () => IDBObjectStore, target: IDBDatabase): Promise<boolean> {
  const unsent = IDBKeyRange.bound([STANDING, 'r'], [STANDING, 'x']);
  const here = () => target.transaction(DOCUMENTS).objectStore(DOCUMENTS);
  return (
    (await done(here().count())) >= (await done(documents().count())) &&
    (await done(here().index(OUTBOX).count(unsent))) >= (await done(documents().index(OUTBOX).count(unsent)))
  );
}
