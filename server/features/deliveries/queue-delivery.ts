import type { ClientBase, Pool } from 'pg';
import type { NewDelivery, QueuedDelivery } from './delivery';
import { insertDelivery } from './deliveries.store';

/** Puts one delivery among those that wait. Asked for again with the same `dedupeKey` it is the one that is there. */
export function queueDelivery(
  { pool }: { readonly pool: Pool | ClientBase },
  delivery: NewDelivery,
): Promise<QueuedDelivery> {
  return insertDelivery(pool, delivery);
}
