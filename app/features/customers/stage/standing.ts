import type { SahaDatabase, StoredCustomer } from '../../../database/saha-database';

/** Where a customer stands, and of somebody who was lost why. */
export type Standing = Pick<StoredCustomer, 'stage' | 'lostReason'>;

/** Where these stand as moving them is begun, by id; whoever is not on this device is left out. */
export async function readStanding(db: SahaDatabase, ids: Iterable<string>): Promise<ReadonlyMap<string, Standing>> {
  await db.opened;
  const found = await db.collections.customers.findByIds([...ids]).exec();
  return new Map(
    [...found].map(([id, document]) => {
      const { stage, lostReason } = document.toJSON();
      return [id, { stage, lostReason }];
    }),
  );
}

/**
 * Whether somebody else moved them while it was asked why they are lost: they were meant as they stood before, and what
 * was decided about them since is not written over.
 */
export const hasMovedSince = (begun: Standing | undefined, now: Standing): boolean =>
  begun?.stage !== now.stage || (begun.lostReason ?? '') !== (now.lostReason ?? '');
