import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { maySeeCustomer } from '../customers/may-see-customer';
import { readRecipient } from './messages.store';
import { sendMessage } from './send-message';
import type { DeliveryState } from '../../../sync/rules/delivery';

export type EmailToSend = {
  readonly id: string;
  readonly customerId: string;
  readonly subject: string;
  readonly text: string;
};

/**
 * What an agent wrote leaves under their name, and the answer goes to their own mailbox. Throws message.customerUnknown
 * (also for customers out of sight), message.addressMissing.
 */
export async function sendEmail(
  deps: Deps,
  member: SignedInMember,
  { id, customerId, subject, text }: EmailToSend,
): Promise<{ deliveryId: string; state: DeliveryState }> {
  const recipient = await readRecipient(deps.pool, customerId);
  if (recipient === null || !maySeeCustomer(member, recipient))
    throw new CodedError('message.customerUnknown', {}, 404);
  if (recipient.email === '') throw new CodedError('message.addressMissing');
  const { deliveryId, state } = await sendMessage(deps, {
    purpose: 'message',
    channel: 'email',
    basis: 'person',
    basisId: null,
    customerId,
    to: recipient.email,
    language: recipient.language,
    // Of this person: nobody takes somebody else's place in the queue by guessing an id.
    dedupeKey: `message:${member.id}:${id}`,
    campaignId: null,
    reminderId: null,
    messageId: id,
    content: { subject, text, replyTo: member.email, fromName: member.fullName },
    notBefore: null,
    expiresAt: null,
    createdBy: member.id,
  });
  return { deliveryId, state };
}
