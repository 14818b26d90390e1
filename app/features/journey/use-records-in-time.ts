import { useMemo } from 'react';
import { WRITABLE_COLLECTIONS } from '../../../sync/collections/registry';
import type { StoredByCollection } from '../../database/saha-database';
import { useRecordKinds } from '../../records/records-context';
import type { TimelineKind } from '../../records/record-kind';
import { useNowMs } from '../../ui/use-now';
import { useFactsAhead } from './facts-ahead';
import { recordsInTime, type RecordInTime } from './records-in-time';

export type RecordsOf = {
  readonly records: readonly RecordInTime[];
  /** Everything logged, shown or not. */
  readonly logged: readonly StoredByCollection['interactions'][];
  /** What is later than this instant is all there, of what is earlier only some may be; '' for everything. */
  readonly knownAfter: string;
};

/**
 * Everything of the customer whose facts are read around this, and of whom was merged into them, that has a place in
 * time, of every noun; `undefined` while it is being read. Of thousands the newest come first.
 */
export function useRecordsInTime(): RecordsOf | undefined {
  const kinds = useRecordKinds();
  const nowMs = useNowMs();
  const facts = useFactsAhead();
  return useMemo(() => {
    if (facts === undefined) return undefined;
    const { found, knownAfter } = facts;
    const records = WRITABLE_COLLECTIONS.flatMap((collection) => {
      const timeline = kinds[collection].timeline as TimelineKind<RecordInTime['document']> | undefined;
      const stored = (found.get(collection) ?? []) as readonly RecordInTime['document'][];
      return timeline === undefined ? [] : recordsInTime(collection, timeline, stored, nowMs);
    });
    const logged = (found.get('interactions') ?? []) as readonly StoredByCollection['interactions'][];
    return { records, logged, knownAfter };
  }, [facts, kinds, nowMs]);
}
