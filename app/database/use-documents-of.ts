import { useEffect, useState } from 'react';
import type { RxCollection } from 'rxdb';
import type { CollectionName } from '../../sync/collections/registry';
import { useDatabase, useStoreGeneration } from './database-context';
import type { StoredByCollection } from './saha-database';
import { plain } from './use-document';

/** A query every collection understands. */
export type PlainQuery = {
  readonly selector: Readonly<Record<string, unknown>>;
  readonly sort: readonly Readonly<Record<string, 'asc'>>[];
  readonly limit?: number;
};

/** Documents of several collections, by collection. */
export type DocumentsOf = ReadonlyMap<CollectionName, readonly StoredByCollection[CollectionName][]>;

/**
 * The documents that each collection's query finds, live; `undefined` until all of them are read. As useDocuments, for
 * those who ask every noun the same thing.
 */
export function useDocumentsOf(queries: ReadonlyMap<CollectionName, PlainQuery>): DocumentsOf | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const text = JSON.stringify([...queries]);
  const key = `${generation}/${text}`;
  const [state, setState] = useState<{ key: string; found: DocumentsOf }>();

  useEffect(() => {
    if (generation === 0 || db.isReopening) return undefined;
    const asked = JSON.parse(text) as [CollectionName, PlainQuery][];
    const subscriptions = asked.map(([name, query]) =>
      (db.collections[name] as unknown as RxCollection)
        .find(query as never)
        .$.subscribe((documents: readonly unknown[]) => {
          setState((before) => ({
            key,
            found: new Map(before?.key === key ? before.found : []).set(
              name,
              documents.map((document) => plain(name, document)),
            ),
          }));
        }),
    );
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    };
  }, [db, generation, text, key]);

  return state?.key === key && state.found.size === queries.size ? state.found : undefined;
}
