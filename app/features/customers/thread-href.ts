import { conversationIdOf, type MessageChannel } from '../../../sync/collections/conversation';

/** The address of what is written with a customer on a channel, whether or not it has begun. */
export function threadHref(channel: MessageChannel, customerId: string): string {
  return `/messages/${conversationIdOf(channel, customerId)}?customer=${customerId}&channel=${channel}`;
}
