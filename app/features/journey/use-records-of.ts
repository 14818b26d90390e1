import { useMemo } from 'react';
import {
  WRITABLE_COLLECTIONS,
  type CollectionName,
  type WritableCollectionName,
} from '../../../sync/collections/registry';
import type { StoredByCollection } from '../../database/saha-database';
import { useDocumentsOf, type PlainQuery } from '../../database/use-documents-of';
import { useRecordKinds } from '../../records/records-context';
import type { TimelineGroup, TimelineKind } from '../../records/record-kind';
import { useNowMs } from '../customers/use-now';
import type { InTime } from './timeline';

export type RecordInTime = InTime & {
  readonly collection: WritableCollectionName;
  readonly group: TimelineGroup;
  readonly document: StoredByCollection[WritableCollectionName];
  /** All of its noun that the customer has. */
  readonly beside: readonly StoredByCollection[WritableCollectionName][];
};

/** Everything of a customer that has a place in time, of every noun; `undefined` while it is being read. */
export function useRecordsOf(customerId: string): readonly RecordInTime[] | undefined {
  const kinds = useRecordKinds();
  const nowMs = useNowMs();
  const queries = useMemo(() => {
    const map = new Map<CollectionName, PlainQuery>();
    for (const name of WRITABLE_COLLECTIONS) {
      const [customer, at] = kinds[name].timeline?.sort ?? [];
      if (customer === undefined || at === undefined) continue;
      map.set(name, {
        selector: { [customer]: customerId, [at]: { $gte: '' } },
        sort: [{ [customer]: 'asc' }, { [at]: 'asc' }],
      });
    }
    return map;
  }, [kinds, customerId]);
  const found = useDocumentsOf(queries);
  return useMemo(
    () =>
      found === undefined
        ? undefined
        : WRITABLE_COLLECTIONS.flatMap((collection) => {
            const timeline = kinds[collection].timeline as TimelineKind<RecordInTime['document']> | undefined;
            if (timeline === undefined) return [];
            const stored = (found.get(collection) ?? []) as readonly RecordInTime['document'][];
            const documents = timeline.expand?.(stored, nowMs) ?? stored;
            return documents
              .filter((document) => timeline.isShown(document, documents))
              .map((document) => ({
                collection,
                document,
                beside: documents,
                id: document.id,
                at: timeline.at(document),
                endsSilence:
                  timeline.endsSilence &&
                  timeline.group(document) !== 'changes' &&
                  timeline.isQuiet?.(document) !== true,
                group: timeline.group(document),
              }));
          }),
    [found, kinds, nowMs],
  );
}
