import { useEffect, useMemo, useState } from 'react';
import type { RxCollection } from 'rxdb';
import type { CollectionName } from '../../sync/collections/registry';
import { useDatabase, useStoreGeneration } from './database-context';
import type { StoredByCollection } from './saha-database';
import { plain } from './use-document';
import { useRecordsOfPerson } from './use-person';

/** A query every collection understands. */
export type PlainQuery = {
  readonly selector: Readonly<Record<string, unknown>>;
  readonly sort: readonly Readonly<Record<string, 'asc'>>[];
  readonly limit?: number;
};

/** Documents of several collections, by collection. */
export type DocumentsOf = ReadonlyMap<CollectionName, readonly StoredByCollection[CollectionName][]>;

/**
 * The documents that each collection's queries find, live, those of one query after those of the other; `undefined`
 * until all of them are read. As useDocuments, for those who ask every noun the same thing.
 */
export function useDocumentsOf(queries: ReadonlyMap<CollectionName, readonly PlainQuery[]>): DocumentsOf | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const text = JSON.stringify([...queries]);
  const key = `${generation}/${text}`;
  type Found = ReadonlyMap<string, readonly StoredByCollection[CollectionName][]>;
  const [state, setState] = useState<{ key: string; found: Found }>();

  useEffect(() => {
    if (generation === 0 || db.isReopening) return undefined;
    const subscriptions = placesOf(text).map(({ name, query, place }) =>
      (db.collections[name] as unknown as RxCollection)
        .find(query as never)
        .$.subscribe((documents: readonly unknown[]) => {
          setState((before) => ({
            key,
            found: new Map(before?.key === key ? before.found : []).set(
              place,
              documents.map((document) => plain(name, document)),
            ),
          }));
        }),
    );
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    };
  }, [db, generation, text, key]);

  return useMemo(() => {
    const places = placesOf(text);
    if (state?.key !== key || state.found.size !== places.length) return undefined;
    const all = new Map<CollectionName, readonly StoredByCollection[CollectionName][]>();
    for (const { name, place } of places) {
      const [before, found] = [all.get(name), state.found.get(place) ?? []];
      all.set(name, before === undefined ? found : [...before, ...found]);
    }
    return all;
  }, [state, key, text]);
}

const placesOf = (text: string) =>
  (JSON.parse(text) as [CollectionName, PlainQuery[]][]).flatMap(([name, those]) =>
    those.map((query, at) => ({ name, query, place: `${name} ${at}` })),
  );

/**
 * What of a collection hangs on a customer, and on whatever was merged into them, live, ascending by the instant in the
 * field `at` (an index of the store begins with the customer and it); `undefined` while it is being read.
 */
export function useDocumentsOfPerson<C extends CollectionName>(
  collection: C,
  customerId: string,
  at: keyof StoredByCollection[C] & string,
): readonly StoredByCollection[C][] | undefined {
  const records = useRecordsOfPerson(customerId);
  const queries = useMemo(
    () => new Map([[collection as CollectionName, queriesOfPerson(records, 'customerId', at)]]),
    [collection, records, at],
  );
  const found = useDocumentsOf(queries)?.get(collection) as readonly StoredByCollection[C][] | undefined;
  return useMemo(
    () =>
      found === undefined || records.length === 1
        ? found
        : [...found].sort((a, b) => (String(a[at]) < String(b[at]) ? -1 : String(a[at]) > String(b[at]) ? 1 : 0)),
    [found, records, at],
  );
}

/** One query for each record of a person: a store looks up one customer at a time. */
export function queriesOfPerson(records: readonly string[], customer: string, at: string): PlainQuery[] {
  return records.map((id) => ({
    selector: { [customer]: id, [at]: { $gte: '' } },
    sort: [{ [customer]: 'asc' }, { [at]: 'asc' }],
  }));
}
