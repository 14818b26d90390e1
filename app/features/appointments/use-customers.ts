import { useMemo, useRef } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import { beginDocuments } from '../../database/begun-documents';
import type { SahaDatabase } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { useRoots } from '../../database/use-person';
import { useText } from '../../i18n/use-text';
import { customerName } from '../customers/customer-name';

export type CustomersById = {
  readonly byId: ReadonlyMap<string, CustomerFields>;
  /** Never empty: says so when this device does not hold the customer. */
  readonly nameOf: (customerId: string) => string;
  readonly areRead: boolean;
};

const NOBODY: ReadonlyMap<string, CustomerFields> = new Map();

/**
 * Only these customers, live and by id: names for a screen of appointments, without looking at the other fifty
 * thousand. One that is merged into another is that one.
 * While others are being read, those known before stay.
 */
export function useCustomers(ids: readonly string[]): CustomersById {
  const t = useText();
  const roots = useRoots();
  const key = personsOf(ids, roots).join(' ');
  const query = useMemo(() => queryOf(key === '' ? [] : key.split(' ')), [key]);
  const found = useDocuments('customers', query);
  const known = useRef(NOBODY);
  return useMemo(() => {
    if (found !== undefined) known.current = new Map(found.map((customer) => [customer.id, customer]));
    const byId = known.current;
    const personOf = (id: string) => byId.get(roots.get(id) ?? id);
    return {
      byId: roots.size === 0 ? byId : withMerged(byId, roots),
      areRead: found !== undefined,
      nameOf: (customerId) => {
        const customer = personOf(customerId);
        if (customer !== undefined) return customerName(customer, t);
        return found === undefined ? '…' : t('appointments.unknownCustomer');
      },
    };
  }, [found, roots, t]);
}

/** Begins to read what useCustomers will be asked for. */
export function beginCustomers(
  db: SahaDatabase,
  ids: readonly string[],
  roots: ReadonlyMap<string, string>,
): Promise<void> {
  const persons = personsOf(ids, roots);
  return beginDocuments(db, 'customers', queryOf(persons), persons);
}

const queryOf = (persons: readonly string[]) => ({ selector: { id: { $in: [...persons] } } });

const personsOf = (ids: readonly string[], roots: ReadonlyMap<string, string>): string[] =>
  [...new Set(ids.map((id) => roots.get(id) ?? id))].sort();

/** Under the ids of records that were merged into one of them too. */
function withMerged(
  byId: ReadonlyMap<string, CustomerFields>,
  roots: ReadonlyMap<string, string>,
): ReadonlyMap<string, CustomerFields> {
  const all = new Map(byId);
  for (const [id, root] of roots) {
    const person = byId.get(root);
    if (person !== undefined) all.set(id, person);
  }
  return all;
}
