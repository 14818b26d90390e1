import { useMemo } from 'react';
import { WRITABLE_COLLECTIONS, type CollectionName } from '../../../sync/collections/registry';
import { queriesOfPerson, useDocumentsOf, type PlainQuery } from '../../database/use-documents-of';
import { useRecordsOfPerson } from '../../database/use-person';
import { useRecordKinds } from '../../records/records-context';
import type { TimelineKind } from '../../records/record-kind';
import { useNowMs } from '../customers/use-now';
import { recordsInTime, type RecordInTime } from './records-in-time';

/**
 * Everything of a customer, and of whom was merged into them, that has a place in time, of every noun; `undefined`
 * while it is being read.
 */
export function useRecordsOf(customerId: string): readonly RecordInTime[] | undefined {
  const kinds = useRecordKinds();
  const nowMs = useNowMs();
  const people = useRecordsOfPerson(customerId);
  const queries = useMemo(() => {
    const map = new Map<CollectionName, readonly PlainQuery[]>();
    for (const name of WRITABLE_COLLECTIONS) {
      const [customer, at] = kinds[name].timeline?.sort ?? [];
      if (customer === undefined || at === undefined) continue;
      map.set(name, queriesOfPerson(people, customer, at));
    }
    return map;
  }, [kinds, people]);
  const found = useDocumentsOf(queries);
  return useMemo(
    () =>
      found === undefined
        ? undefined
        : WRITABLE_COLLECTIONS.flatMap((collection) => {
            const timeline = kinds[collection].timeline as TimelineKind<RecordInTime['document']> | undefined;
            const stored = (found.get(collection) ?? []) as readonly RecordInTime['document'][];
            return timeline === undefined ? [] : recordsInTime(collection, timeline, stored, nowMs);
          }),
    [found, kinds, nowMs],
  );
}
