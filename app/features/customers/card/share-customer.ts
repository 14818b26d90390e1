import type { SahaDatabase } from '../../../database/saha-database';
import { editDocument } from '../../../database/write';

/**
 * A colleague sees the customer from now on. Said over whom they are shared with at this moment, so that nobody who
 * came meanwhile is dropped; two devices that share without knowing of each other make a card. Resolves, when it is
 * safe on the device, to how it is taken back: this colleague alone. Throws DatabaseError.
 */
export async function shareCustomer(
  db: SahaDatabase,
  customerId: string,
  memberId: string,
): Promise<() => Promise<void>> {
  const isNew = await rewriteShared(db, customerId, (shared) =>
    shared.includes(memberId) ? null : [...shared, memberId],
  );
  return async () => (isNew ? unshareCustomer(db, customerId, memberId) : undefined);
}

/** The colleague no longer sees the customer by having been asked along. Throws DatabaseError. */
export async function unshareCustomer(db: SahaDatabase, customerId: string, memberId: string): Promise<void> {
  await rewriteShared(db, customerId, (shared) =>
    shared.includes(memberId) ? shared.filter((id) => id !== memberId) : null,
  );
}

/** Resolves to whether anything was to be written. */
async function rewriteShared(
  db: SahaDatabase,
  customerId: string,
  next: (shared: readonly string[]) => string[] | null,
): Promise<boolean> {
  const standing = (await db.collections.customers.findOne(customerId).exec())?.toJSON();
  const shared = standing?.sharedWith ?? [];
  const sharedWith = next(shared);
  if (sharedWith === null) return false;
  const bases = { sharedWith: { stamp: '', values: { sharedWith: [...shared] } } };
  await editDocument(db, 'customers', customerId, { sharedWith }, bases);
  return true;
}
