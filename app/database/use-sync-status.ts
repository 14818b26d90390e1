import { useSyncExternalStore } from 'react';
import { useDatabase } from './database-context';
import { recordState, type RecordState, type SyncStatus } from './replication/sync-status';

export type { RecordState, SyncStatus };
export { recordState };

export function useSyncStatus(): SyncStatus {
  const { status } = useDatabase();
  return useSyncExternalStore(status.subscribe, status.get);
}
