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

/** One of the four words of a record. Lists draw many: of the status only what changes a word draws one again. */
export function useRecordState(document: Parameters<typeof recordState>[0]): RecordState {
  const { status } = useDatabase();
  return useSyncExternalStore(status.subscribe, () => recordState(document, status.get()));
}

/**
 * Whether this device has never had everything: an empty list then says that its rows are on the way, not that there
 * are none. `text` is the key of what to say meanwhile.
 */
export function useReceiving(): { isReceiving: boolean; text: 'ui.receiving.text' | 'ui.receiving.offline' } {
  const { status } = useDatabase();
  const isReceiving = useSyncExternalStore(status.subscribe, () => status.get().lastSyncAt === null);
  const isOffline = useSyncExternalStore(status.subscribe, () => status.get().connection === 'offline');
  return { isReceiving, text: isOffline ? 'ui.receiving.offline' : 'ui.receiving.text' };
}
