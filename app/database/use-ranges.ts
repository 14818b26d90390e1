import { useLayoutEffect, useRef, useState } from 'react';
import type { CollectionName } from '../../sync/collections/registry';
import { useDatabase, useStoreGeneration } from './database-context';
import { followRanges, type Found, type Range } from './follow-ranges';
import type { SahaDatabase } from './saha-database';

/** What is followed before a screen asks for it. */
type Begun<C extends CollectionName> = {
  readonly key: string;
  found: Found<C> | undefined;
  say: (found: Found<C>) => void;
  stop: () => void;
};
const begun = new WeakMap<SahaDatabase, Begun<CollectionName>>();
/** Until then somebody asks, or nobody does. */
const ASKED_WITHIN_MS = 5_000;

const keyOf = (generation: number, collection: CollectionName, ranges: readonly Range[]) =>
  JSON.stringify([generation, collection, ranges]);

/**
 * Begins to read what a screen is about to ask by useRanges, while it is being made ready; nothing where the store is
 * not open yet. `prepare`: what else the screen needs of what is found first; it is told of it once that is there, and
 * drawn once.
 */
export function beginRanges<C extends CollectionName>(
  db: SahaDatabase,
  collection: C,
  ranges: readonly Range[],
  prepare: (found: Found<C>) => Promise<unknown>,
): void {
  if (db.generation === 0 || db.isReopening) return;
  const key = keyOf(db.generation, collection, ranges);
  const before = begun.get(db);
  if (before?.key === key) return;
  before?.stop();
  const one: Begun<C> = { key, found: undefined, say: () => undefined, stop: () => undefined };
  let [latest, isPrepared]: [Found<C> | undefined, boolean] = [undefined, false];
  const tell = () => {
    isPrepared = true;
    one.found = latest;
    if (latest !== undefined) one.say(latest);
  };
  one.stop = followRanges(db, collection, ranges, (found) => {
    const isFirst = latest === undefined;
    latest = found;
    if (isPrepared) tell();
    // What cannot be prepared is met again where it is drawn.
    else if (isFirst) void prepare(found).then(tell, tell);
  });
  const kept = one as unknown as Begun<CollectionName>;
  begun.set(db, kept);
  setTimeout(() => {
    if (begun.get(db) !== kept) return;
    begun.delete(db);
    one.stop();
  }, ASKED_WITHIN_MS);
}

/** What stands in these ranges of a collection, live (follow-ranges.ts); `undefined` while it is being read. */
export function useRanges<C extends CollectionName>(collection: C, ranges: readonly Range[]): Found<C> | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const key = keyOf(generation, collection, ranges);
  const [state, setState] = useState<{ key: string; found: Found<C> }>();
  // Kept here and not by a state: what is there already when the screen is drawn is drawn once.
  const ahead = useRef<{ key: string; found: Found<C> | undefined }>();
  if (ahead.current?.key !== key) {
    const before = begun.get(db) as unknown as Begun<C> | undefined;
    ahead.current = { key, found: before?.key === key ? before.found : undefined };
  }
  useLayoutEffect(() => {
    const [store, name, asked] = JSON.parse(key) as [number, C, Range[]];
    if (store === 0 || db.isReopening) return undefined;
    const say = (found: Found<C>) => setState({ key, found });
    const before = begun.get(db) as unknown as Begun<C> | undefined;
    if (before?.key !== key) return followRanges(db, name, asked, say);
    begun.delete(db);
    before.say = say;
    if (before.found !== undefined && before.found !== ahead.current?.found) say(before.found);
    return before.stop;
  }, [db, key]);
  return state?.key === key ? state.found : ahead.current.found;
}
