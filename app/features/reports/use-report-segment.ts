import { useMemo } from 'react';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { useSegments, type StoredSegment } from '../segments/use-segments';

export type OfSegment = { readonly rule: SegmentRule; readonly name: string };

/** The segments one may choose, and what the chosen one asks; undefined until that is known, null for everybody. */
export function useReportSegment(segmentId: string): {
  offered: readonly StoredSegment[];
  segment: OfSegment | null | undefined;
} {
  const segments = useSegments();
  return useMemo(() => {
    const chosen = segments?.find(({ id }) => id === segmentId);
    return {
      offered: (segments ?? []).filter(
        (one, at, all) =>
          one.id === segmentId || (one.archivedAt === '' && all.findIndex((other) => asksTheSame(other, one)) === at),
      ),
      segment:
        segmentId === '' || (segments !== undefined && chosen === undefined)
          ? null
          : chosen && { rule: chosen.rule, name: chosen.name },
    };
  }, [segments, segmentId]);
}

/** Every team has its own *new this week*: who sees all of them chooses one. */
const asksTheSame = (one: StoredSegment, other: StoredSegment) =>
  one.name === other.name && one.archivedAt === '' && JSON.stringify(one.rule) === JSON.stringify(other.rule);

/** Under what an answer about it is kept: a segment that asks otherwise is another one. */
export const segmentKey = (segment: OfSegment | null) => (segment === null ? '' : JSON.stringify(segment.rule));
