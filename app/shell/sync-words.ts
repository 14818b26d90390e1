import type { SyncStatus } from '../database/use-sync-status';
import type { Tone } from '../ui/badge';

export type ChipIcon =
  'opening' | 'full' | 'offline' | 'attention' | 'update' | 'device' | 'sending' | 'first' | 'office';
export type SyncWords = { icon: ChipIcon; tone: Tone; key: string; values: Record<string, number> };

/** What the chip says, most urgent first: what a person must do, then where their work is. */
export function syncWords(status: SyncStatus): SyncWords {
  const { waiting } = status;
  const refused = status.refused + status.conflicted;
  if (status.phase === 'opening') return { icon: 'opening', tone: 'neutral', key: 'shell.sync.opening', values: {} };
  if (status.phase === 'update-needed')
    return { icon: 'update', tone: 'amber', key: 'shell.sync.updateNeeded', values: { waiting } };
  if (status.phase === 'signed-out')
    return { icon: 'attention', tone: 'amber', key: 'shell.sync.signedOut', values: { waiting } };
  if (status.isStoreFull) return { icon: 'full', tone: 'brick', key: 'shell.sync.full', values: { waiting } };
  if (refused > 0) return { icon: 'attention', tone: 'brick', key: 'shell.sync.attention', values: { refused } };
  if (status.connection === 'offline')
    return {
      icon: 'offline',
      tone: 'amber',
      key: waiting > 0 ? 'shell.sync.offlineWaiting' : 'shell.sync.offline',
      values: { waiting },
    };
  if (status.phase === 'first-sync') {
    const { done, total } = status.firstSync ?? { done: 0, total: 0 };
    return {
      icon: 'first',
      tone: 'slate',
      key: 'shell.sync.first',
      values: { percent: total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100)) },
    };
  }
  if (status.phase === 'sending')
    return { icon: 'sending', tone: 'slate', key: 'shell.sync.sending', values: { waiting } };
  if (waiting > 0) return { icon: 'device', tone: 'amber', key: 'shell.sync.device', values: { waiting } };
  return { icon: 'office', tone: 'neutral', key: 'shell.sync.office', values: {} };
}
