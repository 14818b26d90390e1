import * as z from 'zod/mini';
import { derivedId } from '../rules/derived-id';
import { collection, documentId, field, instant } from './definition';

/** What one writes on. */
export const MESSAGE_CHANNELS = ['email', 'sms', 'whatsapp'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** All that is written with one customer on one channel: begun on two devices at once it is one. */
export const conversations = collection({
  name: 'conversations',
  noun: 'conversation',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  appendOnly: true,
  since: 3,
  fields: {
    customerId: field(documentId, 'once', { indexed: 36 }),
    channel: field(z.enum(MESSAGE_CHANNELS), 'once'),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
  },
  indexes: [['customerId']],
});
export const conversationShape = conversations.shape;
export type ConversationFields = z.infer<typeof conversationShape>;

export function conversationIdOf(channel: MessageChannel, customerId: string): string {
  return derivedId('conversation', channel, customerId);
}
