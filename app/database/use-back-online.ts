import { useEffect, useRef } from 'react';
import { useSyncStatus } from './use-sync-status';

/**
 * Asks the office again once it answers: what a screen could not ask without network it would not know until it was
 * left and opened again.
 */
export function useBackOnline(reload: () => void): void {
  const { connection } = useSyncStatus();
  const before = useRef(connection);
  useEffect(() => {
    if (before.current !== 'online' && connection === 'online') reload();
    before.current = connection;
  }, [connection, reload]);
}
