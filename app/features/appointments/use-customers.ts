import { useMemo, useRef } from 'react';
import type { CustomerFields } from '../../../sync/collections/customer';
import { useDocuments } from '../../database/use-document';
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
 * thousand.
 * While others are being read, those known before stay.
 */
export function useCustomers(ids: readonly string[]): CustomersById {
  const t = useText();
  const key = [...new Set(ids)].sort().join(' ');
  const query = useMemo(() => ({ selector: { id: { $in: key === '' ? [] : key.split(' ') } } }), [key]);
  const found = useDocuments('customers', query);
  const known = useRef(NOBODY);
  return useMemo(() => {
    if (found !== undefined) known.current = new Map(found.map((customer) => [customer.id, customer]));
    const byId = known.current;
    return {
      byId,
      areRead: found !== undefined,
      nameOf: (customerId) => {
        const customer = byId.get(customerId);
        if (customer !== undefined) return customerName(customer, t);
        return found === undefined ? '…' : t('appointments.unknownCustomer');
      },
    };
  }, [found, t]);
}
