import type pg from 'pg';
import { moveToTeamOfOwner, readLeftBehind } from '../features/customers/follow-owners.store';

/** Customers follow owners who changed teams, `most` of each; all of them without a number. */
export async function followOwners(pool: pg.Pool, most = Infinity): Promise<void> {
  for (const { ownerId, ids } of await readLeftBehind(pool)) await moveToTeamOfOwner(pool, ownerId, ids.slice(0, most));
}
