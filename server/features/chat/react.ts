import type { Deps } from '../../deps';
import { CodedError } from '../../lib/coded-error';
import type { SignedInMember } from '../../lib/identity';
import { maySeeCustomer } from '../customers/may-see-customer';
import { holdLine } from './chats.store';
import { addReaction, project } from './heard.store';
import { readReactable } from './reactions.store';

/**
 * Puts a reaction below a message on WhatsApp, or takes it back (''); it stands here once it has left. There is one of
 * the office's to a message, and said again it is still one: a lost answer is asked anew without harm. Throws
 * chat.unknown, chat.reactionStopped where the customer is not to be written to, chat.reactionNotSent.
 */
export async function react(deps: Deps, member: SignedInMember, messageId: string, emoji: string): Promise<void> {
  const about = await readReactable(deps.pool, messageId);
  if (about === null || !maySeeCustomer(member, about.customer)) throw new CodedError('chat.unknown', {}, 404);
  if (about.stands === emoji) return;
  if (about.obstacle !== '') throw new CodedError('chat.reactionStopped', {}, 409);
  try {
    await deps.whatsapp.react(about.instance, about, emoji);
  } catch (error) {
    deps.log.warn({ err: error, messageId }, 'a reaction did not leave');
    throw new CodedError('chat.reactionNotSent', {}, 503);
  }
  await deps.withinOffice('messages', 'link:reaction', async ({ client, nowMs, touch }) => {
    await holdLine(client, about.lineId);
    await addReaction(client, about.lineId, about.keyId, 'us', emoji, nowMs);
    await project(client, about.lineId, about.keyId);
    touch(['messages']);
  });
}
