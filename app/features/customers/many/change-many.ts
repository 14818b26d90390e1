import type { CustomerFields } from '../../../../sync/collections/customer';
import { sameValue } from '../../../../sync/rules/document';
import { labelsAsBefore, labelsOn, withLabel } from '../../../../sync/rules/labels';
import type { SahaDatabase, StoredCustomer } from '../../../database/saha-database';
import { editDocument } from '../../../database/write';

export type CustomerValues = Partial<Omit<CustomerFields, 'id'>>;
/**
 * Why one of many stays as it is. guest: it is merely shared with whoever asks; full: it is shared with as many as may
 * be; moved, given, planned: its stage, its owner or its next step has changed since it was meant; gone: it is not on
 * this device any more; notStored: the device could not write it.
 */
export type BulkRefusal = 'guest' | 'full' | 'moved' | 'given' | 'planned' | 'gone' | 'notStored';
/** What customers were before and what was made of them, by id. */
export type Changed = {
  readonly before: ReadonlyMap<string, CustomerValues>;
  readonly after: ReadonlyMap<string, CustomerValues>;
  /** What the device could not write. */
  readonly failed: number;
  readonly refused: ReadonlyMap<string, { readonly name: string; readonly why: BulkRefusal }>;
};

/**
 * Changes customers one after the other, each as if by hand. `valuesOf` says what becomes of one, or why nothing may;
 * null leaves it as it is. `onProgress` hears how many were looked at.
 */
export async function changeMany(
  db: SahaDatabase,
  ids: Iterable<string>,
  valuesOf: (customer: StoredCustomer) => CustomerValues | BulkRefusal | null,
  onProgress?: (done: number) => void,
): Promise<Changed> {
  await db.opened;
  const before = new Map<string, CustomerValues>();
  const after = new Map<string, CustomerValues>();
  const refused = new Map<string, { name: string; why: BulkRefusal }>();
  let failed = 0;
  let done = 0;
  for (const id of ids) {
    const customer = await read(db, id);
    const values = customer === null ? 'gone' : valuesOf(customer);
    const refuse = (why: BulkRefusal) => refused.set(id, { name: nameOf(customer), why });
    done += 1;
    onProgress?.(done);
    if (typeof values === 'string') refuse(values);
    if (customer === null || values === null || typeof values === 'string') continue;
    try {
      await editDocument(db, 'customers', id, values);
      before.set(id, valuesIn(customer, values));
      after.set(id, values);
    } catch {
      refuse('notStored');
      failed += 1;
    }
  }
  return { before, after, failed, refused };
}

/** Puts a label on or takes it off; null where it is so already. Who was made on this device may have no marks yet. */
export const turnLabel =
  (id: string, shallBeOn: boolean) =>
  ({ labels }: Pick<StoredCustomer, 'labels'>): CustomerValues | null =>
    labelsOn(labels).includes(id) === shallBeOn ? null : { labels: withLabel(labels, id, shallBeOn) };

const nameOf = (customer: StoredCustomer | null) =>
  customer === null ? '' : `${customer.firstName} ${customer.lastName}`.trim();

/**
 * Takes it back of those who are still as it left them; whoever was edited since stays, and is counted as skipped.
 * `gone`: how many have left this device since, as who was given to another team does.
 */
export async function restoreMany(
  db: SahaDatabase,
  { before, after }: Pick<Changed, 'before' | 'after'>,
): Promise<{ skipped: number; gone: number }> {
  let skipped = 0;
  const { failed, refused } = await changeMany(db, before.keys(), (customer) => {
    const left = after.get(customer.id) ?? {};
    if (sameValue(valuesIn(customer, left), left)) return asBefore(before.get(customer.id), left);
    skipped += 1;
    return null;
  });
  return { skipped: skipped + failed, gone: refused.size - failed };
}

/** What is to be written so that it is as it was before. */
function asBefore(before: CustomerValues | undefined, after: CustomerValues): CustomerValues | null {
  if (before === undefined || after.labels === undefined) return before ?? null;
  return { ...before, labels: labelsAsBefore(before.labels, after.labels) };
}

/** The fields of `like` as they stand; one that the maker did not know reads as empty. */
function valuesIn(customer: StoredCustomer, like: CustomerValues): CustomerValues {
  const fields = Object.keys(like) as (keyof CustomerValues)[];
  return Object.fromEntries(
    fields.map((field) => [field, customer[field] ?? (field === 'labels' ? {} : '')]),
  ) as CustomerValues;
}

async function read(db: SahaDatabase, id: string): Promise<StoredCustomer | null> {
  const document = await db.collections.customers.findOne(id).exec();
  const customer = document === null ? null : (document.toJSON() as StoredCustomer);
  return customer === null || customer.createdAt === undefined ? null : customer;
}
