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
