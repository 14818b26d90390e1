import { SYNC_ORDER } from '../../sync/collections/registry';
import { done } from './indexed-db';
import { closeDatabase, databaseName } from './open-database';
import { replicaStateName } from './replica-state';
import type { Identity } from './saha-database';
import { storeName } from './schemas';

/** Removes everything this device holds for a person, unsent work included: the caller has asked. Other tabs let go of it too. */
export async function forgetDatabase({ memberId }: Pick<Identity, 'memberId'>): Promise<void> {
  await closeDatabase(memberId);
  const name = databaseName(memberId);
  const stores = [...SYNC_ORDER.map((collection) => storeName(name, collection)), `rxdb-dexie-${name}--0--_rxdb_internal`, replicaStateName(memberId)];
  // Whatever else carries the person's name, such as another version of the stores; older browsers cannot list them.
  const named = (await indexedDB.databases?.() ?? []).map((found) => found.name ?? '').filter((found) => found.includes(memberId.replaceAll('-', '')));
  for (const store of new Set([...stores, ...named])) await done(indexedDB.deleteDatabase(store));
}
