import type { CustomerFields } from '../../../../sync/collections/customer';
import { sameValue } from '../../../../sync/rules/document';
import type { SahaDatabase, StoredCustomer } from '../../../database/saha-database';

type Field = keyof CustomerFields;

/** These fields as they stand when something is begun with customers, by id; who is not on this device is left out. */
export async function readAsBegun<F extends Field>(
  db: SahaDatabase,
  ids: Iterable<string>,
  fields: readonly F[],
): Promise<ReadonlyMap<string, Pick<StoredCustomer, F>>> {
  await db.opened;
  const found = await db.collections.customers.findByIds([...ids]).exec();
  return new Map(
    [...found].map(([id, document]) => {
      const customer = document.toJSON() as StoredCustomer;
      return [id, Object.fromEntries(fields.map((field) => [field, customer[field]])) as Pick<StoredCustomer, F>];
    }),
  );
}

/**
 * Whether somebody else changed one of these fields while a question stood on the screen: what is answered was meant
 * for what stood before, and what was decided since is not written over. A field the maker did not know is empty.
 */
export const hasChangedSince = <F extends Field>(
  begun: Pick<StoredCustomer, F> | undefined,
  now: Pick<StoredCustomer, F>,
  fields: readonly F[],
): boolean => fields.some((field) => begun === undefined || !sameValue(begun[field] ?? '', now[field] ?? ''));
