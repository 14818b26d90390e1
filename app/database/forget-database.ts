import { done } from './indexed-db';
import { keptAnswersName } from './kept-answers';
import { closeDatabase } from './open-database';
import { replicaStateName } from './replica-state';
import type { Identity } from './saha-database';
import { everyStoreName } from './rxdb-internals/store-names';

/**
 * Removes everything this device holds for a person, unsent work included: the caller has asked. Other tabs let go of
 * it too.
 */
export async function forgetDatabase({ memberId }: Pick<Identity, 'memberId'>): Promise<void> {
  await closeDatabase(memberId);
  const stores = [...everyStoreName(memberId), replicaStateName(memberId), keptAnswersName(memberId)];
  // Whatever else carries the person's name, such as the stores of a newer build; older browsers cannot list them.
  const named = ((await indexedDB.databases?.()) ?? [])
    .map((found) => found.name ?? '')
    .filter((found) => found.includes(memberId.replaceAll('-', '')));
  for (const store of new Set([...stores, ...named])) await done(indexedDB.deleteDatabase(store));
}
