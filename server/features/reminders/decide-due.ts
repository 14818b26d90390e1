/** What becomes of a reminder that is due. Pure. */
import type { ReminderReason } from '../../../sync/rules/reminder-plan';
import type { DueReminder } from './due.store';

export type DueDecision =
  | { readonly act: 'hand' }
  | { readonly act: 'wait'; readonly afterMs: number; readonly reason: ReminderReason }
  /** `tries`: another channel may bring it. */
  | { readonly act: 'skip'; readonly reason: ReminderReason; readonly tries: boolean };

const LOOK_AGAIN_MS = 60_000;
const skip = (reason: ReminderReason, tries = false): DueDecision => ({ act: 'skip', reason, tries });

export function decideDue({
  obstacle,
  inMs,
  to,
  blocked,
}: Pick<DueReminder, 'obstacle' | 'inMs' | 'to' | 'blocked'>): DueDecision {
  if (obstacle === 'recipient_gone') return skip('gone');
  if (obstacle === 'reminders_paused') return skip('paused');
  const reason = REASONS[obstacle] ?? '';
  if (inMs === null) return skip(reason === '' ? 'too_late' : reason);
  // Somebody may yet say that the clash is no matter, or the table of occurrences follow what was pushed.
  if (obstacle !== '') return { act: 'wait', afterMs: LOOK_AGAIN_MS, reason };
  if (inMs > 0) return { act: 'wait', afterMs: inMs, reason: 'quiet_hours' };
  if (to === '') return skip('no_address', true);
  return blocked === '' ? { act: 'hand' } : skip(blocked, true);
}

const REASONS: Readonly<Record<string, ReminderReason>> = {
  appointment_clash: 'clash',
  appointment_closed: 'not_open',
  appointment_changed: 'moved',
};
