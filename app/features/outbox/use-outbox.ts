import { useMemo } from 'react';
import { useDocuments } from '../../database/use-document';
import { orderOutbox, outboxEntry, type OutboxEntry } from './outbox-entries';

/** More than this are counted, not listed. */
const LISTED = 200;
const UNSENT = { selector: { outbox: { $gt: '' } }, sort: [{ outbox: 'asc' as const }], limit: LISTED };

/** Everything on this device that the office does not have, live; `undefined` while it is being read. */
export function useOutbox(): { refused: OutboxEntry[]; waiting: OutboxEntry[] } | undefined {
  const customers = useDocuments('customers', UNSENT);
  const appointments = useDocuments('appointments', UNSENT);
  const interactions = useDocuments('interactions', UNSENT);
  return useMemo(() => {
    if (customers === undefined || appointments === undefined || interactions === undefined) return undefined;
    return orderOutbox([
      ...customers.map((one) => outboxEntry('customers', one)),
      ...appointments.map((one) => outboxEntry('appointments', one)),
      ...interactions.map((one) => outboxEntry('interactions', one)),
    ]);
  }, [customers, appointments, interactions]);
}
