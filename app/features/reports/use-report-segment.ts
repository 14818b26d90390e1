import { useMemo } from 'react';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { useIsSegmentGone, useOfferedSegments, useSegments, type StoredSegment } from '../segments/use-segments';

export type OfSegment = { readonly rule: SegmentRule; readonly name: string };

/** The segments one may choose, and what the chosen one asks; undefined until that is known, null for everybody. */
export function useReportSegment(segmentId: string): {
  offered: readonly StoredSegment[];
  segment: OfSegment | null | undefined;
  /** The chosen one is not there. */
  isGone: boolean;
} {
  const segments = useSegments();
  const offered = useOfferedSegments(segmentId);
  const isGone = useIsSegmentGone(segmentId);
  return useMemo(() => {
    const chosen = segments?.find(({ id }) => id === segmentId);
    return {
      offered,
      segment: segmentId === '' ? null : chosen && { rule: chosen.rule, name: chosen.name },
      isGone,
    };
  }, [segments, offered, segmentId, isGone]);
}

/** Under what an answer about it is kept: a segment that asks otherwise is another one. */
export const segmentKey = (segment: OfSegment | null) => (segment === null ? '' : JSON.stringify(segment.rule));
