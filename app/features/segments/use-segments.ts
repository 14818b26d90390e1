import { useMemo } from 'react';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { SEGMENT_STORES, type SegmentQuestion } from '../../database/segment-index/segment-question';
import { useDatabase } from '../../database/database-context';
import type { StoredByCollection } from '../../database/saha-database';
import { databaseName, storeName } from '../../database/rxdb-internals/store-names';
import { useAllDocuments } from '../../database/use-all-documents';
import { useReceiving } from '../../database/use-sync-status';
import { useSettings } from '../settings/settings-context';

export type StoredSegment = StoredByCollection['segments'];

/** In the order of the Turkish alphabet, archived ones last; `undefined` while they are read. */
export function useSegments(): readonly StoredSegment[] | undefined {
  const found = useAllDocuments('segments');
  return useMemo(() => {
    const order = new Intl.Collator('tr');
    return found
      ?.slice()
      .sort((a, b) => Number(a.archivedAt !== '') - Number(b.archivedAt !== '') || order.compare(a.name, b.name));
  }, [found]);
}

/**
 * Those to choose from, `chosen` among them even where it is archived. Every team has its own *new this week*: who sees
 * all of them chooses one.
 */
export function useOfferedSegments(chosen = ''): readonly StoredSegment[] {
  const segments = useSegments();
  return useMemo(
    () =>
      (segments ?? []).filter(
        (one, at, all) =>
          one.id === chosen || (one.archivedAt === '' && all.findIndex((other) => asksTheSame(other, one)) === at),
      ),
    [segments, chosen],
  );
}
const asksTheSame = (one: StoredSegment, other: StoredSegment) =>
  one.name === other.name && one.archivedAt === '' && JSON.stringify(one.rule) === JSON.stringify(other.rule);

/** A rule as this person asks it on this device. */
export function useQuestionOf(): (rule: SegmentRule) => SegmentQuestion {
  const { me } = useDatabase();
  const { zone } = useSettings().office;
  const { memberId, teamId } = me;
  return useMemo(() => {
    const name = databaseName(memberId);
    const known = {
      viewer: { id: memberId, teamId },
      zone,
      stores: Object.fromEntries(
        SEGMENT_STORES.map((collection) => [collection, storeName(name, collection)]),
      ) as SegmentQuestion['stores'],
    };
    return (rule) => ({ rule, ...known });
  }, [memberId, teamId, zone]);
}

/** Null for no rule. */
export function useSegmentQuestion(rule: SegmentRule | null): SegmentQuestion | null {
  const questionOf = useQuestionOf();
  return useMemo(() => (rule === null ? null : questionOf(rule)), [rule, questionOf]);
}

/**
 * Whether a segment that an address names is not there: gone, or nobody shares it with this person. Not said before
 * this device has everything.
 */
export function useIsSegmentGone(segmentId: string): boolean {
  const segments = useSegments();
  const { isReceiving } = useReceiving();
  return segmentId !== '' && segments !== undefined && !isReceiving && !segments.some(({ id }) => id === segmentId);
}

/** What a saved segment asks; null while that is not known. One that is not there is nobody's. */
export function useSavedQuestion(segmentId: string): SegmentQuestion | null {
  const segments = useSegments();
  const found = segments?.find(({ id }) => id === segmentId)?.rule;
  const isKnown = segmentId !== '' && segments !== undefined;
  return useSegmentQuestion(isKnown ? (found ?? NOBODYS) : null);
}
const NOBODYS: SegmentRule = { combinator: 'or', rules: [{ fact: 'gone', operator: 'is' }] };
