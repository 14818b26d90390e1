import { useMemo } from 'react';
import type { MangoQuery } from 'rxdb';
import type { StoredByCollection } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';
import { occurrencesOfCustomer } from '../appointments/customer-occurrences';
import { useNowMs } from '../customers/use-now';

/** What is stored of a customer's appointments on this device; `undefined` while it is read. */
export function useStoredAppointmentsOf(customerId: string) {
  const query = useMemo(
    (): MangoQuery<StoredByCollection['appointments']> => ({
      selector: { customerId, startsAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
    }),
    [customerId],
  );
  return useDocuments('appointments', query);
}

/**
 * A customer's appointments as they are shown, latest first, without the deleted ones; `undefined` while they are read.
 */
export function useAppointmentsOf(customerId: string) {
  const nowMs = useNowMs();
  const found = useStoredAppointmentsOf(customerId);
  return useMemo(() => found && occurrencesOfCustomer(found, nowMs).reverse(), [found, nowMs]);
}
