import { useMemo, useState } from 'react';
import type { FactsAsked } from '../../database/follow-facts';
import type { StoredByCollection } from '../../database/saha-database';
import { useFactsOf } from '../../database/use-facts-of';
import { useRecordsOfPerson } from '../../database/use-person';
import { standingEntries } from '../interactions/shown-entries';

const LOGGED: readonly FactsAsked[] = [{ collection: 'interactions', customer: 'customerId', at: 'occurredAt' }];

/**
 * What was logged last with a customer and still stands, newest first: `atLeast` of it, where there is as much;
 * `undefined` while it is being read. Of thousands only the newest are read, unless most of them say nothing here.
 */
export function useLatestLogged(
  customerId: string,
  atLeast: number,
): readonly StoredByCollection['interactions'][] | undefined {
  const people = useRecordsOfPerson(customerId);
  const [wantsRest, setWantsRest] = useState(false);
  const facts = useFactsOf(LOGGED, people, wantsRest);
  const standing = useMemo(() => {
    if (facts === undefined) return undefined;
    const logged = (facts.found.get('interactions') ?? []) as readonly StoredByCollection['interactions'][];
    // What was taken back is history; here stands what one needs to know before ringing.
    return standingEntries(logged)
      .filter(({ occurredAt }) => occurredAt > facts.knownAfter)
      .reverse();
  }, [facts]);
  const isEnough = facts !== undefined && (facts.knownAfter === '' || (standing?.length ?? 0) >= atLeast);
  if (facts !== undefined && !isEnough && !wantsRest) setWantsRest(true);
  return isEnough ? standing : undefined;
}
