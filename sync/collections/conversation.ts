import * as z from 'zod/mini';
import { derivedId } from '../rules/derived-id';
import { collection, documentId, field, idOrNone, instant, instantOrNone, text } from './definition';

/** What one writes on. */
export const MESSAGE_CHANNELS = ['email', 'sms', 'whatsapp'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** So many people read one thread. */
const MOST_READERS = 500;
const readers = z.record(documentId, instant).check(z.refine((map) => Object.keys(map).length <= MOST_READERS));

/** So often a conversation changes hands. */
export const MAX_HANDOVERS = 500;
export const MAX_HANDOVER_NOTE = 500;
const MOST_LABELS = 20;
const handover = z.object({
  id: documentId,
  by: documentId,
  /** '': back to who looks after the customer. */
  to: idOrNone,
  note: text(MAX_HANDOVER_NOTE),
  at: instant,
});
export type Handover = z.infer<typeof handover>;

/** All that is written with one customer on one channel: begun on two devices at once it is one. */
export const conversations = collection({
  name: 'conversations',
  noun: 'conversation',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  since: 3,
  fields: {
    customerId: field(documentId, 'once', { indexed: 36 }),
    channel: field(z.enum(MESSAGE_CHANNELS), 'once'),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
    /** Of WhatsApp: the line it is held over, '' until anything left or came. */
    lineId: field(z.optional(idOrNone), 'server', { empty: '', since: 5 }),
    /** By member id, up to when they have read. A device sends the key of its own person alone. */
    readUpTo: field(z.optional(readers), 'greatestPerKey', { empty: {}, since: 5 }),
    /** Whose it is; '': the customer's owner's. */
    assigneeId: field(z.optional(idOrNone), 'latest', { empty: '', since: 5 }),
    /** When the newest message came, and when the newest of ours was written; '' for none. */
    lastInboundAt: field(z.optional(instantOrNone), 'server', { empty: '', since: 5 }),
    lastOutboundAt: field(z.optional(instantOrNone), 'server', { empty: '', since: 5 }),
    /** Who gave it to whom when, and what they had to know; read by us alone, and never taken back. */
    handovers: field(z.optional(z.array(handover).check(z.maxLength(MAX_HANDOVERS))), 'union', {
      empty: [],
      since: 6,
    }),
    /** Subjects of the office's `label` settings. */
    labelIds: field(z.optional(z.array(text(36)).check(z.maxLength(MOST_LABELS))), 'latest', { empty: [], since: 6 }),
    /** What came up to then is dealt with; what comes later opens it again. '': open. */
    closedUpTo: field(z.optional(instantOrNone), 'latest', { empty: '', since: 6 }),
    /** Since when nobody wants to hear from them; '': we do. */
    blockedAt: field(z.optional(instantOrNone), 'latest', { empty: '', since: 6 }),
  },
  indexes: [['customerId']],
});
export const conversationShape = conversations.shape;
export type ConversationFields = z.infer<typeof conversationShape>;

export function conversationIdOf(channel: MessageChannel, customerId: string): string {
  return derivedId('conversation', channel, customerId);
}
