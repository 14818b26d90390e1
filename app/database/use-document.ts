import type { MangoQuery, RxDocument, RxDocumentData } from 'rxdb';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import type { Subscription } from 'rxjs';
import { COLLECTIONS, type CollectionName } from '../../sync/collections/registry';
import type { DocumentFields } from '../../sync/collections/definition';
import { withEmpties } from '../../sync/rules/document';
import { afterPaint } from '../shell/after-paint';
import { begunDocument, documentKey } from './begun-document';
import { begunDocuments, documentsKey } from './begun-documents';
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
  const key = documentsKey(generation, collection, text);
  const [state, setState] = useState<{ key: string; value: StoredByCollection[C][] }>();
  const begun = useRef<{ key: string; ahead: ReturnType<typeof begunDocuments> }>();
  if (begun.current?.key !== key) begun.current = { key, ahead: begunDocuments(db, key) };
  const { ahead } = begun.current;
  const [, redraw] = useReducer((count: number) => count + 1, 0);

  // Before the screen is painted without them: the store reads meanwhile.
  useLayoutEffect(() => {
    if (isHeld || generation === 0 || db.isReopening) return undefined;
    const found = db.collections[collection].find(JSON.parse(text) as MangoQuery<StoredByCollection[C]>);
    let subscription: Subscription | null = null;
    const follow = () => {
      subscription = found.$.subscribe((documents: readonly unknown[]) => {
        setState((before) =>
          before?.key !== key && ahead !== undefined && areOfRevisions(ahead.value, documents)
            ? before
            : { key, value: documents.map((document) => plain(collection, document)) },
        );
      });
    };
    // What was read past RxDB is what is drawn; RxDB reads it once more when that is seen.
    let stopWaiting: () => void = () => undefined;
    const followLater = () => (stopWaiting = afterPaint(follow));
    let isOver = false;
    if (ahead === undefined) follow();
    else if (ahead.value !== undefined) followLater();
    else
      void ahead.isRead.then(() => {
        if (isOver) return;
        redraw();
        followLater();
      });
    return () => {
      isOver = true;
      stopWaiting();
      subscription?.unsubscribe();
    };
  }, [db, generation, collection, text, key, isHeld, ahead]);

  if (state?.key === key) return state.value;
  return ahead?.value as StoredByCollection[C][] | undefined;
}

/** What was read past RxDB and is what it says now stays the same object: nothing is drawn twice. */
const isOfRevision = (value: object | null | undefined, document: unknown) =>
  value !== null && value !== undefined && '_rev' in value && value._rev === (document as RxDocument).revision;

export const areOfRevisions = (values: readonly object[] | undefined, documents: readonly unknown[]) =>
  values?.length === documents.length && documents.every((document, at) => isOfRevision(values[at], document));

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
