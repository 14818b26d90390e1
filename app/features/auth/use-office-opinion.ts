import { useCallback, useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { useSyncStatus } from '../../database/use-sync-status';
import { markSessionEnded, readRemembered, rememberIdentity } from './identity-store';
import { isMarkedForRemoval } from './kept-work';

/** Somebody who has just signed in was asked about a moment ago, and waits for the first rows. */
const AFTER_SIGNING_IN_MS = 3_000;

/**
 * Asks the office in the background whether this is still the person's device: when the app opens, and when the
 * synchronisation was turned away. Without an answer everything goes on as it is.
 */
export function useOfficeOpinion(): void {
  const { phase } = useSyncStatus();
  const database = useDatabase();
  const ask = useCallback(async () => {
    // The first screen stands before the office is asked anything.
    await database.opened;
    if (database.status.get().phase === 'first-sync')
      await new Promise((resolve) => {
        setTimeout(resolve, AFTER_SIGNING_IN_MS);
      });
    // Another tab is forgetting the person: what this one noted of them now would stay.
    const isLeaving = () => isMarkedForRemoval(database.me.memberId);
    const { api, errorCode, isSignedOut } = await import('../../api/client');
    try {
      const told = await api.auth.me.query();
      const current = readRemembered();
      if (current === null || isLeaving()) return;
      // Another person's cookie: somebody else signed in with this browser.
      if (told.memberId !== current.identity.memberId) markSessionEnded();
      else if (current.isEnded || JSON.stringify(told) !== JSON.stringify(current.identity)) rememberIdentity(told);
    } catch (error) {
      if (isSignedOut(error)) {
        if (!isLeaving()) markSessionEnded();
      }
      // The synchronisation hears it too, and sees to the rest (wipe-device.ts).
      else if (errorCode(error) === 'session.revoked') database.syncNow();
    }
  }, [database]);
  const isTurnedAway = phase === 'signed-out';
  useEffect(() => {
    ask().catch(() => undefined);
  }, [ask, isTurnedAway]);
}
