import { startTransition, useEffect, useState } from 'react';
import { useDatabase, useStoreGeneration } from './database-context';
import { followFacts, type Facts, type FactsAsked, type FollowedFacts } from './follow-facts';
import type { SahaDatabase } from './saha-database';

/** What is followed before a screen asks for it. */
type Begun = FollowedFacts & { readonly key: string; facts: Facts | undefined; say: (facts: Facts) => void };
const begun = new WeakMap<SahaDatabase, Begun>();
/** Until then somebody asks, or nobody does. */
const ASKED_WITHIN_MS = 5_000;

const keyOf = (generation: number, asked: readonly FactsAsked[], customerIds: readonly string[]) =>
  JSON.stringify([generation, asked, customerIds]);

/**
 * Begins to read what a screen is about to ask by useFactsOf, while it is being made ready. Nothing where the store is
 * not open yet.
 */
export function beginFacts(db: SahaDatabase, asked: readonly FactsAsked[], customerIds: readonly string[]): void {
  if (db.generation === 0 || db.isReopening) return;
  const key = keyOf(db.generation, asked, customerIds);
  const before = begun.get(db);
  if (before?.key === key) return;
  before?.stop();
  const one: Begun = {
    key,
    facts: undefined,
    say: () => undefined,
    ...followFacts(db, asked, customerIds, (facts) => {
      one.facts = facts;
      one.say(facts);
    }),
  };
  begun.set(db, one);
  setTimeout(() => {
    if (begun.get(db) !== one) return;
    begun.delete(db);
    one.stop();
  }, ASKED_WITHIN_MS);
}

/**
 * What hangs on these customers, live; `undefined` while it is being read. Of many their end comes first, and once that
 * is painted the rest, where `wantsRest`.
 */
export function useFactsOf(
  asked: readonly FactsAsked[],
  customerIds: readonly string[],
  wantsRest = true,
): Facts | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const key = keyOf(generation, asked, customerIds);
  const ahead = begun.get(db);
  const [state, setState] = useState<{ key: string; facts: Facts }>();
  useEffect(() => {
    const [store, collections, ids] = JSON.parse(key) as [number, FactsAsked[], string[]];
    if (store === 0 || db.isReopening) return undefined;
    let isFirst = true;
    const say = (facts: Facts) => {
      if (isFirst) setState({ key, facts });
      else startTransition(() => setState({ key, facts }));
      isFirst = false;
    };
    const found = begun.get(db);
    let followed: FollowedFacts;
    if (found?.key === key) {
      begun.delete(db);
      found.say = say;
      if (found.facts !== undefined) say(found.facts);
      followed = found;
    } else followed = followFacts(db, collections, ids, say);
    if (wantsRest) followed.readRest();
    return followed.stop;
  }, [db, key, wantsRest]);
  if (state?.key === key) return state.facts;
  return ahead?.key === key ? ahead.facts : undefined;
}
