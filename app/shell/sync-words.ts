import type { SyncStatus } from '../database/use-sync-status';
import type { Tone } from '../ui/badge';

export type ChipIcon =
  | 'opening'
  | 'full'
  | 'offline'
  | 'attention'
  | 'update'
  | 'device'
  | 'sending'
  | 'first'
  | 'office';
export type SyncWords = {
  icon: ChipIcon;
  tone: Tone;
  /** Said one after the other: where the device stands, then what waits on it where the first does not say so. */
  parts: readonly { key: string; values: Record<string, number> }[];
  /** Records that wait for the person, said beside it; 0 where that is all there is to say, or nothing does. */
  attention: number;
};

/**
 * What the chip says: the connection or what is going on, what has not been sent, and beside them what waits for a
 * decision. None of them hides another, and nothing is said to be at the office before the office has answered.
 * `files`: those whose bytes are here alone, also where the office knows of them.
 */
export function syncWords(status: SyncStatus, files = 0): SyncWords {
  const attention = status.refused + status.conflicted;
  const state = stateWords(status, files);
  if (state.icon === 'office' && attention > 0)
    return {
      icon: 'attention',
      tone: 'brick',
      parts: [{ key: 'shell.sync.attention', values: { refused: attention } }],
      attention: 0,
    };
  return { ...state, attention };
}

function stateWords(status: SyncStatus, files: number): Omit<SyncWords, 'attention'> {
  const { waiting, phase, connection } = status;
  const say = (icon: ChipIcon, tone: Tone, key: string, values: Record<string, number> = {}) => ({
    icon,
    tone,
    parts: [{ key: `shell.sync.${key}`, values }],
  });
  const withWaiting = (words: ReturnType<typeof say>) =>
    waiting > 0
      ? { ...words, parts: [...words.parts, { key: 'shell.sync.device', values: { waiting } }] }
      : files > 0
        ? { ...words, parts: [...words.parts, { key: 'shell.sync.deviceFiles', values: { files } }] }
        : words;
  if (phase === 'opening') return say('opening', 'neutral', 'opening');
  if (phase === 'update-needed') return withWaiting(say('update', 'amber', 'updateNeeded'));
  if (phase === 'signed-out') return withWaiting(say('attention', 'amber', 'signedOut'));
  if (status.isStoreFull) return withWaiting(say('full', 'brick', 'full'));
  if (connection === 'offline' && waiting === 0) return withWaiting(say('offline', 'amber', 'offline'));
  if (connection === 'offline') return say('offline', 'amber', 'offlineWaiting', { waiting });
  if (phase === 'first-sync') {
    const { done, total } = status.firstSync ?? { done: 0, total: 0 };
    const percent = total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
    return withWaiting(say('first', 'slate', 'first', { percent }));
  }
  if (connection === 'unknown' || (status.lastSyncAt === null && waiting === 0))
    return withWaiting(say('opening', 'neutral', 'connecting'));
  if (phase === 'sending')
    return waiting > 0 ? say('sending', 'slate', 'sending', { waiting }) : say('sending', 'slate', 'sendingRest');
  if (waiting > 0) return say('device', 'amber', 'device', { waiting });
  if (files > 0) return say('sending', 'slate', 'sendingFiles', { files });
  return say('office', 'neutral', 'office');
}
