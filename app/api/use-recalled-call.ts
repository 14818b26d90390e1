import { useCallback } from 'react';
import { useDatabase, type SahaDatabase } from '../database/database-context';
import { useCall, type Call } from './use-call';

type Answer = { readonly value: unknown; readonly atMs: number };
const answers = new WeakMap<SahaDatabase, Map<string, Answer>>();
/** What is older may have been dealt with elsewhere long ago. */
const RECALLED_FOR_MS = 5 * 60_000;

/**
 * useCall for what stands among other things: whoever comes back within five minutes sees the last answer to `key` at
 * once and the new one in its place, and nothing moves under the finger. `ask` must not change between renders.
 */
export function useRecalledCall<T>(key: string, ask: () => Promise<T>): Call<T> {
  const db = useDatabase();
  const remembered = answers.get(db) ?? new Map<string, Answer>();
  answers.set(db, remembered);
  const last = remembered.get(key);
  const askAndKeep = useCallback(async () => {
    const value = await ask();
    answers.get(db)?.set(key, { value, atMs: Date.now() });
    return value;
  }, [ask, db, key]);
  const isFresh = last !== undefined && Date.now() - last.atMs < RECALLED_FOR_MS;
  return useCall(askAndKeep, isFresh ? (last.value as T) : undefined);
}
