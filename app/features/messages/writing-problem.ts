import type { MessageChannel } from '../../../sync/collections/conversation';
import { MAX_MESSAGE_LENGTH, MAX_SUBJECT_LENGTH } from '../../../sync/collections/message';
import { isTooLongForSms, linkInSms } from '../../../sync/rules/sms-text';
import { hasPlaces } from '../../../sync/rules/template-text';

export type WritingProblem = 'subject' | 'body' | 'tooLong' | 'link' | 'long' | 'unfilled' | 'store';

/** That nothing is sent there, in the words of an address or of a number. */
export const closedOn = (channel: MessageChannel) =>
  channel === 'email' ? 'messages.compose.closed' : 'messages.compose.closed.phone';

/** What keeps a message from being sent, its texts trimmed; null where nothing does. */
export function problemOf(
  channel: MessageChannel,
  subject: string,
  body: string,
  hasTurkish: boolean,
): WritingProblem | null {
  if (channel === 'email' && (subject === '' || subject.length > MAX_SUBJECT_LENGTH)) return 'subject';
  if (body === '') return 'body';
  if (body.length > MAX_MESSAGE_LENGTH) return 'tooLong';
  if (hasPlaces(subject) || hasPlaces(body)) return 'unfilled';
  if (channel !== 'sms') return null;
  if (linkInSms(body) !== '') return 'link';
  return isTooLongForSms(body, hasTurkish) ? 'long' : null;
}
