import { isServedBy, type CollectionName } from '../../../sync/collections/registry';
import type { SyncStatus } from '../../database/use-sync-status';

/** Why nothing has been sent yet, as a translation key. */
export function whyWaiting(status: Pick<SyncStatus, 'connection' | 'isStoreFull' | 'phase'>): string {
  if (status.phase === 'signed-out') return 'outbox.why.signedOut';
  if (status.phase === 'update-needed') return 'outbox.why.updateNeeded';
  if (status.isStoreFull) return 'outbox.why.full';
  if (status.connection === 'offline') return 'outbox.why.offline';
  if (status.phase === 'sending') return 'outbox.why.sending';
  if (status.phase === 'first-sync') return 'outbox.why.firstSync';
  return 'outbox.why.soon';
}

/** Whether the office has no place for such records yet: it is of an older build than this device. */
export function isAheadOfOffice({ officeShapes }: Pick<SyncStatus, 'officeShapes'>, collection: CollectionName) {
  return officeShapes !== null && !isServedBy(officeShapes, collection);
}
