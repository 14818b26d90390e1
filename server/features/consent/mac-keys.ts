import type { Pool } from 'pg';
import { readMacKeys } from './consent.store';
import type { MacKey } from './unsubscribe-token';

/** Keys that links are signed with. They follow one another and none is ever thrown away. */
export type MacKeys = {
  /** What new links are made with. */
  newest(): Promise<MacKey>;
  byId(id: string): Promise<MacKey | null>;
};

/** Unknown ids come from guessing as well: the database is asked for new keys no more often than this. */
const ASK_EVERY_MS = 5_000;

export function createMacKeys(pool: Pool): MacKeys {
  let keys: readonly MacKey[] = [];
  let askedAtMs = -Infinity;
  let asking: Promise<void> | null = null;
  const ask = async () => {
    keys = await readMacKeys(pool);
    askedAtMs = performance.now();
  };
  const askOnce = () =>
    (asking ??= ask().finally(() => {
      asking = null;
    }));
  return {
    async newest() {
      // A restore may have brought another; a rotation certainly did.
      if (performance.now() - askedAtMs > 12 * ASK_EVERY_MS) await askOnce();
      const [newest] = keys;
      if (newest === undefined) throw new Error('the office has no key for links');
      return newest;
    },
    async byId(id) {
      const known = () => keys.find((key) => key.id === id) ?? null;
      if (known() === null && performance.now() - askedAtMs > ASK_EVERY_MS) await askOnce();
      return known();
    },
  };
}
