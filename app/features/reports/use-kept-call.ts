import { useCallback } from 'react';
import { isOffline } from '../../api/client';
import { useCall, type Call } from '../../api/use-call';
import { useDatabase } from '../../database/database-context';
import { keepAnswer, keptAnswer } from '../../database/kept-answers';

type Answered<T> = { readonly answer: T; readonly isKept: boolean };

/** Asks the office and keeps the answer under `key`; out of its reach, what was kept. */
export async function keptOr<T>(memberId: string, key: string, ask: () => Promise<T>): Promise<Answered<T>> {
  try {
    const answer = await ask();
    await keepAnswer(memberId, key, answer);
    return { answer, isKept: false };
  } catch (error) {
    const kept = isOffline(error) ? await keptAnswer(memberId, key) : undefined;
    if (kept === undefined) throw error;
    return { answer: kept as T, isKept: true };
  }
}

/** keptOr, asked when the screen opens. `ask` must not change between renders. */
export function useKeptCall<T>(key: string, ask: () => Promise<T>): Call<Answered<T>> {
  const { memberId } = useDatabase().me;
  return useCall(useCallback(() => keptOr(memberId, key, ask), [memberId, key, ask]));
}
