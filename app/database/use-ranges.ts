import { useLayoutEffect, useRef, useState } from 'react';
import type { CollectionName } from '../../sync/collections/registry';
import { useDatabase, useStoreGeneration } from './database-context';
import { followRanges, type Found, type Range } from './follow-ranges';
import type { SahaDatabase } from './saha-database';

/** What is followed without a screen: before one asks for it, and for a while after one did. */
type Held<C extends CollectionName> = {
  readonly key: string;
  found: Found<C> | undefined;
  say: (found: Found<C>) => void;
  stop: () => void;
};
type HeldByKey = Map<string, { readonly one: Held<CollectionName>; readonly timer: ReturnType<typeof setTimeout> }>;
const heldBy = new WeakMap<SahaDatabase, HeldByKey>();
/** Until then somebody asks, or nobody does. */
const ASKED_WITHIN_MS = 5_000;
/** Whoever comes back within it finds the screen as it is by then, and need not wait for it. */
const LEFT_FOR_MS = 60_000;
/** Each hears of every change; *Bugün* alone has half a dozen, and others are opened in between. */
const MOST_HELD = 16;

const heldOf = (db: SahaDatabase): HeldByKey => {
  const held = heldBy.get(db) ?? new Map();
  heldBy.set(db, held);
  return held;
};

function hold<C extends CollectionName>(db: SahaDatabase, one: Held<C>, forMs: number): void {
  const held = heldOf(db);
  const stop = ({ key }: { readonly key: string }) => take(db, key)?.stop();
  stop(one);
  held.set(one.key, {
    one: one as unknown as Held<CollectionName>,
    timer: setTimeout(() => stop(one), forMs),
  });
  const [oldest] = held.keys();
  if (held.size > MOST_HELD && oldest !== undefined) stop({ key: oldest });
}

/** Hands it over to whoever follows it from now on. */
function take<C extends CollectionName>(db: SahaDatabase, key: string): Held<C> | undefined {
  const held = heldOf(db);
  const found = held.get(key);
  if (found === undefined) return undefined;
  clearTimeout(found.timer);
  held.delete(key);
  return found.one as unknown as Held<C>;
}

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
  const before = take<C>(db, key);
  if (before !== undefined) {
    // Begun a moment ago, or left: what was read with it then may be gone. What cannot be prepared is met again where
    // it is drawn.
    if (before.found !== undefined) void prepare(before.found).catch(() => undefined);
    hold(db, before, ASKED_WITHIN_MS);
    return;
  }
  const one: Held<C> = { key, found: undefined, say: () => undefined, stop: () => undefined };
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
  hold(db, one, ASKED_WITHIN_MS);
}

/**
 * What stands in these ranges of a collection, live (follow-ranges.ts); `undefined` while it is being read. While
 * `isHeld` what was found stands, and nothing is looked for.
 */
export function useRanges<C extends CollectionName>(
  collection: C,
  ranges: readonly Range[],
  isHeld = false,
): Found<C> | undefined {
  const db = useDatabase();
  const generation = useStoreGeneration();
  const key = keyOf(generation, collection, ranges);
  const [state, setState] = useState<{ key: string; found: Found<C> }>();
  // Kept here and not by a state: what is there already when the screen is drawn is drawn once.
  const ahead = useRef<{ key: string; found: Found<C> | undefined }>();
  if (ahead.current?.key !== key)
    ahead.current = { key, found: heldOf(db).get(key)?.one.found as unknown as Found<C> | undefined };
  useLayoutEffect(() => {
    const [store, name, asked] = JSON.parse(key) as [number, C, Range[]];
    if (store === 0 || db.isReopening || isHeld) return undefined;
    const before = take<C>(db, key);
    const one: Held<C> = before ?? { key, found: undefined, say: () => undefined, stop: () => undefined };
    one.say = (found) => setState({ key, found });
    if (before === undefined)
      one.stop = followRanges(db, name, asked, (found) => {
        one.found = found;
        one.say(found);
      });
    else if (before.found !== undefined && before.found !== ahead.current?.found) one.say(before.found);
    return () => {
      one.say = () => undefined;
      hold(db, one, LEFT_FOR_MS);
    };
  }, [db, key, isHeld]);
  return state?.key === key ? state.found : ahead.current.found;
}
