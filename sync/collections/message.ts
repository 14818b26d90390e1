import * as z from 'zod/mini';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';
import { MESSAGE_CHANNELS } from './conversation';

export const MAX_SUBJECT_LENGTH = 200;
export const MAX_MESSAGE_LENGTH = 20_000;

const idOrNone = z.union([z.literal(''), documentId]);

/**
 * What a person wrote to a customer. It is written once; that it may leave after all, or shall not, is added to it. What
 * became of it (`state`, `reason`: those of its delivery, sync/rules/delivery.ts) is the office's to say.
 */
export const messages = collection({
  name: 'messages',
  noun: 'message',
  audience: { kind: 'child', of: 'conversations', by: 'conversationId' },
  writable: true,
  since: 3,
  fields: {
    conversationId: field(documentId, 'once'),
    customerId: field(documentId, 'once', { indexed: 36 }),
    channel: field(z.enum(MESSAGE_CHANNELS), 'once'),
    direction: field(z.enum(['out', 'in']), 'once'),
    subject: field(text(MAX_SUBJECT_LENGTH), 'once', { empty: '' }),
    body: field(text(MAX_MESSAGE_LENGTH), 'once', { empty: '' }),
    /** Where it went; the customer's address at the moment it reached the office. */
    toAddress: field(z.optional(text(254)), 'server', { empty: '' }),
    state: field(z.optional(text(20)), 'server', { empty: '' }),
    reason: field(z.optional(text(40)), 'server', { empty: '' }),
    /** Somebody called it off; it counts where it had not left. */
    cancelledAt: field(instantOrNone, 'greatest', { empty: '' }),
    /** It had waited too long to leave unasked, and somebody said that it may. */
    releasedAt: field(instantOrNone, 'greatest', { empty: '' }),
    /** One of many that were sent together, '' for one written to one; its purpose is then `bulk`. */
    bulkId: field(z.optional(idOrNone), 'once', { empty: '', since: 4 }),
    /** Which template filled it, '' for none. */
    templateId: field(z.optional(idOrNone), 'once', { empty: '', since: 4 }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once', { indexed: 24 }),
  },
  indexes: [['customerId', 'createdAt']],
});
export const messageShape = messages.shape;
export type MessageFields = z.infer<typeof messageShape>;
