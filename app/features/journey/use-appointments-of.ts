import { useMemo } from 'react';
import { useDocumentsOfPerson } from '../../database/use-documents-of';
import { occurrencesOfCustomer } from '../appointments/customer-occurrences';
import { useNowMs } from '../../ui/use-now';

/** What is stored of a customer's appointments on this device, merged records' too; `undefined` while it is read. */
export function useStoredAppointmentsOf(customerId: string) {
  return useDocumentsOfPerson('appointments', customerId, 'startsAt');
}

/**
 * A customer's appointments as they are shown, latest first, without the deleted ones; `undefined` while they are read.
 */
export function useAppointmentsOf(customerId: string) {
  const nowMs = useNowMs();
  const found = useStoredAppointmentsOf(customerId);
  return useMemo(() => found && occurrencesOfCustomer(found, nowMs).reverse(), [found, nowMs]);
}
