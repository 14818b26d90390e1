/**
 * Words that did not leave by WhatsApp, in the field of the customer's SMS: somebody reads them once more and sends
 * them.
 */
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { SahaDatabase } from '../../database/saha-database';
import { draftKey, keepDraft, readDraft, saveDraft } from '../../shell/draft-store';

/** What stood there half typed stays above it. */
export async function carryToSms({ me }: Pick<SahaDatabase, 'me'>, customerId: string, body: string): Promise<void> {
  const key = draftKey(me.memberId, `chat:${conversationIdOf('sms', customerId)}`);
  const left = (await readDraft(key))?.values['body'];
  const before = typeof left === 'string' && left.trim() !== '' && left !== body ? `${left.trim()}\n` : '';
  keepDraft(key, () => ({ values: { subject: '', body: `${before}${body}`, templateId: '', carried: [] } }));
  await saveDraft(key);
}
