import { useMemo } from 'react';
import { useDocumentsOfPerson } from '../../database/use-documents-of';

/** Everything logged about a customer and their merged records, newest first; `undefined` while it is being read. */
export function useInteractionsOf(customerId: string) {
  const found = useDocumentsOfPerson('interactions', customerId, 'occurredAt');
  return useMemo(() => (found === undefined ? undefined : [...found].reverse()), [found]);
}
