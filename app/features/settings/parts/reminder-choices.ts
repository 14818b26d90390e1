/** What is offered where a rule about reminders is made, and how it is called. */
import type { ReminderNotice } from '../../../../sync/rules/setting-values';
import { useText, type Text } from '../../../i18n/use-text';

export const STEP_MINUTES: readonly number[] = [15, 30, 60, 120, 180, 360, 720, 1_440, 2_880, 4_320, 10_080];
export const NOBODY = 'none';
export const LADDERS = ['sms-email', 'sms', 'email', 'email-sms'] as const;

export const ladderId = (channels: ReminderNotice['channels']): string =>
  channels.length === 0 ? NOBODY : channels.join('-');
export const ladderOf = (id: string): ReminderNotice['channels'] =>
  id === NOBODY ? [] : (id.split('-') as ReminderNotice['channels']);

const HOUR = 60;
const DAY = 24 * HOUR;

/** "2 saat önce", "3 gün 6 saat 19 dakika önce". */
export function beforeWords(minutes: number, t: Text): string {
  if (minutes % DAY === 0) return t('reminders.before.days', { count: minutes / DAY });
  if (minutes % HOUR === 0) return t('reminders.before.hours', { count: minutes / HOUR });
  if (minutes < HOUR) return t('reminders.before.minutes', { count: minutes });
  return t('reminders.before.mixed', {
    days: Math.floor(minutes / DAY),
    hours: Math.floor((minutes % DAY) / HOUR),
    minutes: minutes % HOUR,
  });
}

/** The same, in the reader's language. */
export function useBeforeWords(): (minutes: number) => string {
  const t = useText();
  return (minutes) => beforeWords(minutes, t);
}
