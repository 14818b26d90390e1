import type { RxCollection } from 'rxdb';

let reruns = 0;

/**
 * Makes every live query of a collection look at the store again, after rows were written beside RxDB. A query works
 * its results out from the events it saw; here there were none, so it is told that it has seen nothing yet (this
 * reaches into rxdb 17.6's rx-query.ts; contract.test.ts holds it to that).
 */
export function rerunQueries(collection: RxCollection | { name: string }): void {
  const target = collection as RxCollection;
  for (const query of target._queryCache._map.values()) query._latestChangeEvent = -1;
  target.database.$emit({
    id: `saha-rerun-${(reruns += 1)}`,
    isLocal: false,
    internal: false,
    collectionName: target.name,
    events: [],
    databaseToken: target.database.token,
    storageToken: '',
    checkpoint: { id: '', lwt: 0 },
    context: 'saha-rerun',
  });
}
