import type { CustomerFields } from '../../../sync/collections/customer';
import type { SahaDatabase, StoredCustomer } from '../../database/saha-database';
import { editDocument } from '../../database/write';

export type CustomerValues = Partial<Omit<CustomerFields, 'id'>>;
/** What a customer was before, by id: the same function takes it back. */
export type Before = ReadonlyMap<string, CustomerValues>;

/**
 * Changes customers one after the other, each as if by hand. `valuesOf` says what becomes of one; null leaves it as it
 * is. What the device does not hold is passed over; what it could not write is counted as failed.
 */
export async function changeMany(
  db: SahaDatabase,
  ids: Iterable<string>,
  valuesOf: (customer: StoredCustomer) => CustomerValues | null,
): Promise<{ before: Before; failed: number }> {
  await db.opened;
  const before = new Map<string, CustomerValues>();
  let failed = 0;
  for (const id of ids) {
    const document = await db.collections.customers.findOne(id).exec();
    const customer = document === null ? null : (document.toJSON() as StoredCustomer);
    const values = customer === null || customer.createdAt === undefined ? null : valuesOf(customer);
    if (customer === null || values === null) continue;
    const fields = Object.keys(values) as (keyof CustomerValues)[];
    const was = Object.fromEntries(fields.map((field) => [field, customer[field]])) as CustomerValues;
    try {
      await editDocument(db, 'customers', id, values);
      before.set(id, was);
    } catch {
      failed += 1;
    }
  }
  return { before, failed };
}
