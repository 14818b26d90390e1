import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useDatabase } from '../../database/database-context';
import { useQuestionOf, useSegments, type StoredSegment } from './use-segments';

/** A segment that a customer is in, and which of its conditions they meet, in the rule's order. */
export type Membership = { readonly segment: StoredSegment; readonly met: readonly boolean[] };

/** The saved segments that a customer of this device is in, live; null until that is known. */
export function useMembership(customerId: string): readonly Membership[] | null {
  const { directory } = useDatabase();
  const version = useSyncExternalStore(directory.subscribe, () => directory.version);
  const questionOf = useQuestionOf();
  const segments = useSegments();
  const offered = useMemo(() => segments?.filter(({ archivedAt }) => archivedAt === ''), [segments]);
  const [found, setFound] = useState<readonly Membership[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    if (offered !== undefined && directory.ready)
      void directory
        .ask('membership', {
          customerId,
          segments: offered.map(({ rule }) => questionOf(rule)),
          nowMs: Date.now(),
        })
        .then((answers) => {
          if (isWanted)
            setFound(
              offered.flatMap((segment, at) => {
                const { isIn = false, met = [] } = answers[at] ?? {};
                return isIn ? [{ segment, met }] : [];
              }),
            );
        });
    return () => {
      isWanted = false;
    };
  }, [directory, customerId, offered, questionOf, version]);
  return found;
}
