import { useEffect, useMemo, useState } from 'react';
import { useDatabase } from '../../database/database-context';
import { keepAsking } from '../../database/store-worker/keep-asking';
import { useQuestionOf, useSegments, type StoredSegment } from './use-segments';

/** A segment that a customer is in, and which of its conditions they meet, in the rule's order. */
export type Membership = { readonly segment: StoredSegment; readonly met: readonly boolean[] };

/** The saved segments that a customer of this device is in, live; null until that is known. */
export function useMembership(customerId: string): readonly Membership[] | null {
  const { worker } = useDatabase();
  const questionOf = useQuestionOf();
  const segments = useSegments();
  const offered = useMemo(() => segments?.filter(({ archivedAt }) => archivedAt === ''), [segments]);
  const [found, setFound] = useState<readonly Membership[] | null>(null);
  useEffect(() => {
    if (offered === undefined) return undefined;
    const asked = offered.map(({ rule }) => questionOf(rule));
    return keepAsking(worker, {
      ask: () => (worker.ready ? worker.ask('memberships', { customerId, segments: asked, nowMs: Date.now() }) : null),
      tell: (answers) =>
        setFound(
          offered.flatMap((segment, at) => {
            const { isIn = false, met = [] } = answers[at] ?? {};
            return isIn ? [{ segment, met }] : [];
          }),
        ),
    });
  }, [worker, customerId, offered, questionOf]);
  return found;
}
