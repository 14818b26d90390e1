import { useMemo } from 'react';
import { WRITABLE_COLLECTIONS, type CollectionName } from '../../../sync/collections/registry';
import { useDocumentsOf, type PlainQuery } from '../../database/use-documents-of';
import { orderOutbox, outboxEntry, type OutboxEntry } from './outbox-entries';

/** More than this are counted, not listed. */
const LISTED = 200;
const UNSENT = { selector: { outbox: { $gt: '' } }, sort: [{ outbox: 'asc' as const }], limit: LISTED };
const QUERIES = new Map<CollectionName, readonly PlainQuery[]>(WRITABLE_COLLECTIONS.map((name) => [name, [UNSENT]]));

/** Everything on this device that the office does not have, live; `undefined` while it is being read. */
export function useOutbox(): { refused: OutboxEntry[]; waiting: OutboxEntry[] } | undefined {
  const found = useDocumentsOf(QUERIES);
  return useMemo(() => {
    if (found === undefined) return undefined;
    return orderOutbox(
      WRITABLE_COLLECTIONS.flatMap((name) => (found.get(name) ?? []).map((one) => outboxEntry(name, one))),
    );
  }, [found]);
}
