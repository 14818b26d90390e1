import type { Formats } from '../../i18n/formats';
import type { Text } from '../../i18n/use-text';

/** "12 gün önce görüşüldü": a call or a visit, in calendar days of the reader's zone. */
export function lastContactWords(
  lastContactAt: string,
  t: Text,
  formats: Pick<Formats, 'relativeDays'>,
  nowMs: number,
): string {
  if (lastContactAt === '') return t('customers.lastContact.never');
  // A tablet whose clock runs behind the office must not read "in one day".
  const at = new Date(Math.min(Date.parse(lastContactAt), nowMs)).toISOString();
  return t('customers.lastContact.ago', { when: formats.relativeDays(at, nowMs) });
}
