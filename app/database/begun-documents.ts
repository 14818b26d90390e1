import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import { withEmpties } from '../../sync/rules/document';
import { beginReading, begunReading } from './begun-reading';
import { done } from './indexed-db';
import { openedStore } from './rxdb-internals/opened-store';
import type { SahaDatabase } from './saha-database';
import { documentsIn, isStanding } from './rxdb-internals/stored-rows';
import { changesOf } from './rxdb-internals/changes-of';

const MOST_KEPT = 4_000;

export const documentsKey = (generation: number, collection: CollectionName, query: string) =>
  `${generation}/${collection}/${query}`;

/**
 * Reads documents that a screen is about to ask for by useDocuments, while it is being made ready: those of these ids.
 * `query` is what it will ask with.
 */
export async function beginDocuments(
  db: SahaDatabase,
  collection: CollectionName,
  query: object,
  ids: readonly string[],
): Promise<void> {
  const key = documentsKey(db.generation, collection, JSON.stringify(query));
  await beginReading(db, key, () => read(db, collection, ids))?.isRead;
}

/** `value`: as they are stored, with their revisions, ascending by id. */
export const begunDocuments = (db: SahaDatabase, key: string) => begunReading<readonly object[]>(db, key);

function read(db: SahaDatabase, collection: CollectionName, ids: readonly string[]): object[] | Promise<object[]> {
  const kept = keptOf(db, collection);
  const { changes, rows: before } = kept;
  const inOrder = (rows: Kept['rows']) => [...ids].sort().flatMap((id) => rows.get(id) ?? NOTHING);
  const wanted = ids.filter((id) => !before.has(id));
  if (wanted.length === 0) return inOrder(before);
  return openedStore(db, collection)
    .then((store) => rowsOf(store, wanted))
    .then((stored) => {
      const found = stored
        .filter((row): row is DocumentFields => row !== undefined && isStanding(row))
        .map((row) => withEmpties(COLLECTIONS[collection], row));
      const rows = new Map([...before, ...found.map((row) => [String(row['id']), row] as const)]);
      if (kept.changes === changes) kept.rows = rows.size > MOST_KEPT ? new Map() : rows;
      return inOrder(rows);
    });
}

const NOTHING: readonly DocumentFields[] = [];

type Row = DocumentFields | undefined;
function rowsOf(store: IDBDatabase, ids: readonly string[]): Promise<readonly Row[]> {
  const documents = documentsIn(store);
  return Promise.all(ids.map((id) => done<Row>(documents.get(id) as IDBRequest<Row>)));
}

type Kept = { rows: ReadonlyMap<string, DocumentFields>; changes: number };
const keptBy = new WeakMap<object, Kept>();

/**
 * What was read by id stays until something of its collection changes: one calendar after another names the same
 * people.
 */
function keptOf(db: SahaDatabase, name: CollectionName): Kept {
  const collection = db.collections[name];
  const known = keptBy.get(collection);
  if (known !== undefined) return known;
  const kept: Kept = { rows: new Map(), changes: 0 };
  keptBy.set(collection, kept);
  changesOf(collection).subscribe(() => {
    kept.changes += 1;
    kept.rows = new Map();
  });
  return kept;
}
