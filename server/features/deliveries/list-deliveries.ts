import type { Deps } from '../../deps';
import type { SignedInMember } from '../../lib/identity';
import { cursorAfter } from '../../lib/time-cursor';
import { countUndecided, readDeliveries, type DeliveryFilter, type DeliveryRow } from './list.store';

export type DeliveryList = {
  readonly deliveries: readonly DeliveryRow[];
  /** For the next call; null: that was all. */
  readonly cursor: string | null;
  /** How many wait for a person to decide, whatever is filtered. */
  readonly undecided: number;
};
const PAGE = 100;

export async function listDeliveries(
  { pool }: Pick<Deps, 'pool'>,
  member: SignedInMember,
  { cursor, ...filter }: DeliveryFilter & { cursor: string | null },
): Promise<DeliveryList> {
  const [deliveries, undecided] = await Promise.all([
    readDeliveries(pool, member, filter, cursor, PAGE),
    countUndecided(pool, member),
  ]);
  return { deliveries, cursor: cursorAfter(deliveries, PAGE, ({ createdAt }) => createdAt), undecided };
}
