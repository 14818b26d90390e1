import { v7 as uuidv7 } from 'uuid';

/** Which tabs of this browser are there: each holds a lock of its own until it ends, however it ends. */
const PREFIX = 'saha-tab-';

/** This tab, or this page of it: after a reload it is another. */
export const OWN_TAB = uuidv7();

// Never given back: the browser does that. Without locks nobody knows of the others, and each tab is alone.
const locks = () => (typeof navigator === 'undefined' ? undefined : (navigator as { locks?: LockManager }).locks);
locks()
  ?.request(`${PREFIX}${OWN_TAB}`, () => new Promise<never>(() => undefined))
  .catch(() => undefined);

export async function livingTabs(): Promise<ReadonlySet<string>> {
  const held = (await locks()?.query())?.held ?? [];
  return new Set([
    OWN_TAB,
    ...held.flatMap(({ name }) => (name?.startsWith(PREFIX) === true ? [name.slice(PREFIX.length)] : [])),
  ]);
}
