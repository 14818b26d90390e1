import { useMemo } from 'react';
import type { MangoQuery } from 'rxdb';
import type { StoredByCollection } from '../../database/saha-database';
import { useDocuments } from '../../database/use-document';

/** Everything logged about a customer, newest first; `undefined` while it is being read. */
export function useInteractionsOf(customerId: string) {
  const query = useMemo(
    (): MangoQuery<StoredByCollection['interactions']> => ({
      selector: { customerId, occurredAt: { $gte: '' } },
      sort: [{ customerId: 'asc' }, { occurredAt: 'asc' }],
    }),
    [customerId],
  );
  const found = useDocuments('interactions', query);
  return useMemo(() => (found === undefined ? undefined : [...found].reverse()), [found]);
}
