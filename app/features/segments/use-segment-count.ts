import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import type { SegmentProblem } from '../../../sync/rules/segment-tests';
import { useDatabase } from '../../database/database-context';
import { useSegmentQuestion } from './use-segments';

export type SegmentCount = { readonly count: number; readonly problems: readonly SegmentProblem[] };

/** How many customers of this device are in it, while it is being edited; null until that is counted. */
export function useSegmentCount(rule: SegmentRule): SegmentCount | null {
  const { directory } = useDatabase();
  const version = useSyncExternalStore(directory.subscribe, () => directory.version);
  const segment = useSegmentQuestion(rule);
  const [counted, setCounted] = useState<SegmentCount | null>(null);
  useEffect(() => {
    let isWanted = true;
    if (segment !== null && directory.ready)
      void directory.ask('segmentCount', { segment, nowMs: Date.now() }).then((found) => {
        if (isWanted) setCounted(found);
      });
    return () => {
      isWanted = false;
    };
  }, [directory, segment, version]);
  return counted;
}
