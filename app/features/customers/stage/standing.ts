import type { SahaDatabase, StoredCustomer } from '../../../database/saha-database';
import { hasChangedSince, readAsBegun } from '../many/as-begun';

const STANDING = ['stage', 'lostReason'] as const;
/** Where a customer stands, and of somebody who was lost why. */
export type Standing = Pick<StoredCustomer, (typeof STANDING)[number]>;

/** Where these stand as moving them is begun, by id; whoever is not on this device is left out. */
export const readStanding = (db: SahaDatabase, ids: Iterable<string>): Promise<ReadonlyMap<string, Standing>> =>
  readAsBegun(db, ids, STANDING);

/** Whether somebody else moved them while it was asked why they are lost. */
export const hasMovedSince = (begun: Standing | undefined, now: Standing): boolean =>
  hasChangedSince(begun, now, STANDING);
