import * as z from 'zod/mini';
import { MAX_ADDRESS_LENGTH } from '../rules/address';
import { collection, documentId, field, idOrNone, instant, instantOrNone, text } from './definition';
import { MESSAGE_CHANNELS } from './conversation';

export const MAX_SUBJECT_LENGTH = 200;
export const MAX_MESSAGE_LENGTH = 20_000;

/** What a message is; a file's own words are its body. */
export const MESSAGE_KINDS = [
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'contact',
  'location',
  'unknown',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What stands below a picture or a document; WhatsApp takes no more. */
export const MAX_CAPTION_LENGTH = 1_024;
export const MAX_PEAKS = 64;
/** Files of the office's that go along with one message. */
export const MAX_CARRIED_FILES = 5;
const peak = z.int().check(z.minimum(0), z.maximum(100));

/** Kinds that leave with a file. */
export const SENT_KINDS = ['image', 'document', 'audio', 'video'] as const satisfies readonly MessageKind[];
export type SentKind = (typeof SENT_KINDS)[number];

/** `by`: the customer, or a member's id. One each. */
const reaction = z.object({ by: z.union([z.literal('customer'), documentId]), emoji: text(20) });
export type Reaction = z.infer<typeof reaction>;

/**
 * What a person wrote to a customer. It is written once; that it may leave after all, or shall not, is added to it.
 * What became of it (`state`, `reason`: those of its delivery, sync/rules/delivery.ts) is the office's to say.
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
    toAddress: field(z.optional(text(MAX_ADDRESS_LENGTH)), 'server', { empty: '' }),
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
    kind: field(z.optional(z.enum(MESSAGE_KINDS)), 'once', { empty: 'text', since: 5 }),
    /** The message it answers, '' for none. */
    quotedId: field(z.optional(idOrNone), 'once', { empty: '', since: 5 }),
    /** Its file; of one that came, '' until the office has fetched it. Once there is one it stays. */
    fileId: field(z.optional(idOrNone), 'greatest', { empty: '', since: 5 }),
    /** Written to leave later; '': at once. */
    sendAt: field(z.optional(instantOrNone), 'once', { empty: '', since: 5 }),
    /** How who wrote it calls themselves, '' of our own. */
    senderName: field(z.optional(text(100)), 'server', { empty: '', since: 5 }),
    reactions: field(z.optional(z.array(reaction)), 'server', { empty: [], since: 5 }),
    editedAt: field(z.optional(instantOrNone), 'server', { empty: '', since: 5 }),
    /** Taken back by who wrote it: its body is gone. */
    revokedAt: field(z.optional(instantOrNone), 'server', { empty: '', since: 5 }),
    /** Of what was spoken: how long it is, and how loud from beginning to end, from 0 to 100. */
    seconds: field(z.optional(z.int().check(z.minimum(0), z.maximum(86_400))), 'once', { empty: 0, since: 6 }),
    peaks: field(z.optional(z.array(peak).check(z.maxLength(MAX_PEAKS))), 'once', { empty: [], since: 6 }),
    /**
     * Files of the office's (`files` of a template) that it takes along; the office files them as `fileIdOf(message,
     * each)`.
     */
    carriedIds: field(z.optional(z.array(documentId).check(z.maxLength(MAX_CARRIED_FILES))), 'once', {
      empty: [],
      since: 8,
    }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once', { indexed: 24 }),
  },
  indexes: [['customerId', 'createdAt']],
});
export const messageShape = messages.shape;
export type MessageFields = z.infer<typeof messageShape>;
