import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import { withEmpties } from '../../sync/rules/document';
import { done } from './indexed-db';
import { openedStore } from './rxdb-internals/opened-store';
import type { SahaDatabase, StoredByCollection } from './saha-database';
import { documentsIn, indexName, STANDING } from './rxdb-internals/stored-rows';
import { changesOf } from './rxdb-internals/changes-of';

/**
 * Documents whose text `field`, by which an index of the store goes, is at or after `from` and before `before`; without
 * `before` however late it is.
 */
export type Range = { readonly field: string; readonly from: string; readonly before?: string };
/** Of each range its documents, ascending by the field and then by id. */
export type Found<C extends CollectionName> = readonly (readonly StoredByCollection[C][])[];

/**
 * Says what stands in these ranges of a collection, and says it anew whenever something of it changes, until the
 * function that it returns is called. It reads past RxDB, which makes a document of every row: a team's month is two
 * thousand.
 */
export function followRanges<C extends CollectionName>(
  db: Pick<SahaDatabase, 'collections'>,
  collection: C,
  ranges: readonly Range[],
  say: (found: Found<C>) => void,
): () => void {
  type Document = StoredByCollection[C];
  let held = ranges.map(() => new Map<string, Document>());
  /** Since the last reading began: what it brings of them is older. */
  let changed = new Set<string>();
  let [readings, isKnown, isOver] = [0, false, false];
  const show = () => {
    if (isKnown && !isOver) say(ranges.map((range, at) => inOrder([...held[at]!.values()], range.field, changed)));
  };
  const read = async () => {
    const reading = (readings += 1);
    changed = new Set();
    const rows = await rowsOf(await openedStore(db, collection), ranges);
    if (isOver || reading !== readings) return;
    held = held.map((before, at) => {
      const next = new Map<string, Document>();
      for (const row of rows[at]!)
        if (!changed.has(String(row['id']))) next.set(String(row['id']), documentOf(collection, row));
      for (const id of changed) {
        const newer = before.get(id);
        if (newer !== undefined) next.set(id, newer);
      }
      return next;
    });
    isKnown = true;
    show();
  };
  // It is not known then: the store is being closed, and whoever opens it anew follows it again.
  const begin = () => void read().catch(() => undefined);
  const subscription = changesOf(db.collections[collection]).subscribe(({ events }) => {
    // Rows were written past RxDB.
    if (events.length === 0) return begin();
    let isOne = false;
    for (const { documentId, documentData, operation } of events) {
      changed.add(documentId);
      const fields = documentData as unknown as DocumentFields;
      ranges.forEach((range, at) => {
        if (operation !== 'DELETE' && isWithin(range, fields[range.field]))
          held[at]!.set(documentId, documentOf(collection, fields));
        else if (!held[at]!.delete(documentId)) return;
        isOne = true;
      });
    }
    if (isOne) show();
  });
  begin();
  return () => {
    isOver = true;
    subscription.unsubscribe();
  };
}

/** Of each range its rows, in order; asked for together, for each answer waits until the screen has time to hear it. */
async function rowsOf(store: IDBDatabase, ranges: readonly Range[]): Promise<DocumentFields[][]> {
  const documents = documentsIn(store);
  return Promise.all(
    ranges.map(({ field, from, before }) =>
      done<DocumentFields[]>(
        documents
          .index(indexName(field))
          .getAll(IDBKeyRange.bound([STANDING, from], [STANDING, before ?? []], false, true)),
      ),
    ),
  );
}

const isWithin = ({ from, before }: Range, value: unknown) =>
  typeof value === 'string' && value >= from && (before === undefined || value < before);

/** With what it lacks, as screens read it. */
const documentOf = <C extends CollectionName>(collection: C, fields: DocumentFields) =>
  withEmpties(COLLECTIONS[collection], fields) as unknown as StoredByCollection[C];

/** As the index gave them, they are in order unless some changed. */
function inOrder<D extends { readonly id: string }>(documents: D[], field: string, changed: ReadonlySet<string>): D[] {
  if (changed.size === 0) return documents;
  const value = (one: D) => String((one as unknown as DocumentFields)[field]);
  return documents.sort((a, b) => {
    const [first, second] = [value(a), value(b)];
    return first === second ? (a.id < b.id ? -1 : 1) : first < second ? -1 : 1;
  });
}
