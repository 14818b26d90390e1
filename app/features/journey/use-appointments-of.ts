import { useMemo } from 'react';
import type { MangoQuery } from 'rxdb';
import type { StoredByCollection } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';

/**
 * A customer's appointments on this device, latest first, without the deleted ones; `undefined` while they are read.
 */
export function useAppointmentsOf(customerId: string) {
  const query = useMemo(
    (): MangoQuery<StoredByCollection['appointments']> => ({
      selector: { customerId, startsAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { startsAt: 'asc' }],
    }),
    [customerId],
  );
  const found = useDocuments('appointments', query);
  return useMemo(() => found?.filter((one) => one.deletedAt === '').reverse(), [found]);
}
