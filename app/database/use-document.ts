import type { MangoQuery, RxDocument, RxDocumentData } from 'rxdb';
import { useEffect, useLayoutEffect, useState } from 'react';
import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import { withEmpties } from '../../sync/rules/document';
import { begunDocument, documentKey } from './begun-document';
import { useDatabase, useStoreGeneration } from './database-context';
import type { StoredByCollection } from './saha-database';

/** One document, live. `undefined` while loading, `null` when the device does not hold it. */
export function useDocument<C extends CollectionName>(
  collection: C,
  id: string | undefined,
): StoredByCollection[C] | null | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const key = documentKey(generation, collection, id ?? '');
  const [state, setState] = useState<{ key: string; value: StoredByCollection[C] | null }>();

  useEffect(() => {
    if (id === undefined || generation === 0 || db.isReopening) return undefined;
    const query = db.collections[collection].findOne(id);
    const subscription = query.$.subscribe((document) => {
      setState((before) =>
        document !== null && before?.key === key && isOfRevision(before.value, document)
          ? before
          : { key, value: document === null ? null : plain(collection, document) },
      );
    });
    const ahead = begunDocument(db, key);
    void ahead?.isRead.then(() => {
      const { value } = ahead;
      if (value !== undefined && !subscription.closed)
        setState((before) => (before?.key === key ? before : { key, value: value as StoredByCollection[C] }));
    });
    return () => subscription.unsubscribe();
  }, [db, generation, collection, id, key]);

  if (state?.key === key) return state.value;
  return begunDocument(db, key)?.value as StoredByCollection[C] | undefined;
}

/**
 * The documents a query finds, live; `undefined` while loading. Keep it to a few hundred, and sort ascending by an
 * indexed field only: RxDB walks the whole collection for a descending sort. Soft-deleted documents come too unless the
 * query says `deletedAt: ''`. While `isHeld` what was found stands, and nothing is looked for.
 */
export function useDocuments<C extends CollectionName>(
  collection: C,
  query: MangoQuery<StoredByCollection[C]>,
  isHeld = false,
): StoredByCollection[C][] | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const text = JSON.stringify(query);
  const key = `${generation}/${collection}/${text}`;
  const [state, setState] = useState<{ key: string; value: StoredByCollection[C][] }>();

  // Before the screen is painted without them: the store reads meanwhile.
  useLayoutEffect(() => {
    if (isHeld || generation === 0 || db.isReopening) return undefined;
    const found = db.collections[collection].find(JSON.parse(text) as MangoQuery<StoredByCollection[C]>);
    const subscription = found.$.subscribe((documents) => {
      setState({ key, value: documents.map((document: unknown) => plain(collection, document)) });
    });
    return () => subscription.unsubscribe();
  }, [db, generation, collection, text, key, isHeld]);

  return state?.key === key ? state.value : undefined;
}

/** What was read past RxDB and is what it says now stays the same object: nothing is drawn twice. */
const isOfRevision = (value: object | null, document: unknown) =>
  value !== null && '_rev' in value && value._rev === (document as RxDocument).revision;

const PLAIN = new WeakMap<object, unknown>();

/**
 * With what it lacks; the same object for the same revision, so that memoised rows do not render again. RxDB's own
 * `toJSON()` deletes what is its own from a copy: an object that something was deleted from takes ten times as long to
 * read and to copy, for as long as it lives.
 */
export function plain<C extends CollectionName>(collection: C, document: unknown): StoredByCollection[C] {
  const from = document as RxDocument;
  let value = PLAIN.get(from);
  if (value === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-unused-vars -- RxDB's own, left out of what is shown
    const { _rev, _attachments, _deleted, _meta, ...fields } = from.toJSON(true) as RxDocumentData<DocumentFields>;
    PLAIN.set(from, (value = withEmpties(COLLECTIONS[collection], fields)));
  }
  return value as StoredByCollection[C];
}
