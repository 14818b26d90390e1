import { useCallback } from 'react';
import { isOffline } from '../../api/client';
import { useCall, type Call } from '../../api/use-call';
import { useDatabase } from '../../database/database-context';
import { keepAnswer, keptAnswer } from '../../database/kept-answers';

/** Asks the office and keeps the answer; out of its reach, what was kept. `ask` must not change between renders. */
export function useKeptCall<T>(key: string, ask: () => Promise<T>): Call<{ answer: T; isKept: boolean }> {
  const { memberId } = useDatabase().me;
  return useCall(
    useCallback(async () => {
      try {
        const answer = await ask();
        await keepAnswer(memberId, key, answer);
        return { answer, isKept: false };
      } catch (error) {
        const kept = isOffline(error) ? await keptAnswer(memberId, key) : undefined;
        if (kept === undefined) throw error;
        return { answer: kept as T, isKept: true };
      }
    }, [memberId, key, ask]),
  );
}
