import { useSyncExternalStore } from 'react';
import { useDatabase } from './database-context';
import { recordState, type RecordState, type SyncStatus } from './replication/sync-status';

export type { RecordState, SyncStatus };
export { recordState };

export function useSyncStatus(): SyncStatus {
  const { status } = useDatabase();
  return useSyncExternalStore(status.subscribe, status.get);
}

/** When this device last heard from the office; null: never. Of all that the status says, this changes seldom. */
export function useLastSyncAt(): SyncStatus['lastSyncAt'] {
  const { status } = useDatabase();
  return useSyncExternalStore(status.subscribe, () => status.get().lastSyncAt);
}

/**
 * Whether this device has never had everything: an empty list then says that its rows are on the way, not that there
 * are none. `text` is the key of what to say meanwhile.
 */
export function useReceiving(): { isReceiving: boolean; text: 'ui.receiving.text' | 'ui.receiving.offline' } {
  const { lastSyncAt, connection } = useSyncStatus();
  return {
    isReceiving: lastSyncAt === null,
    text: connection === 'offline' ? 'ui.receiving.offline' : 'ui.receiving.text',
  };
}
