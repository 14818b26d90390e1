import * as z from 'zod/mini';
import { derivedId } from '../rules/derived-id';
import { cleanFileName, MAX_FILE_NAME_LENGTH } from '../rules/file-name';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';

/** Where a file came from. */
export const FILE_SOURCES = ['upload', 'camera', 'chat', 'mail'] as const;
export type FileSource = (typeof FILE_SOURCES)[number];
/** What the office says of a file: that it left with a message, or came with one. */
export const FILE_MARKS = ['sent', 'received'] as const;
export type FileMark = (typeof FILE_MARKS)[number];
/** What became of its bytes; '' while the office has not got them. */
export const FILE_STATES = ['stored', 'refused'] as const;
export type FileState = (typeof FILE_STATES)[number];

export const MAX_FILE_LABELS = 20;
export const MAX_FILE_LABEL_LENGTH = 30;
const idOrNone = z.union([z.literal(''), documentId]);

/**
 * A file of a customer: what is known of it. Its bytes travel by themselves (server/http/upload-routes.ts) and are read
 * by the id of this document, never by what they are.
 */
export const files = collection({
  name: 'files',
  noun: 'file',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  since: 5,
  fields: {
    /** '' while nobody knows whose thread it came in; the office alone changes it. */
    customerId: field(idOrNone, 'latest', { empty: '', indexed: 36, isSilent: true }),
    conversationId: field(idOrNone, 'once', { empty: '' }),
    messageId: field(idOrNone, 'once', { empty: '' }),
    appointmentId: field(idOrNone, 'once', { empty: '' }),
    name: field(text(MAX_FILE_NAME_LENGTH).check(z.refine((name) => name === cleanFileName(name))), 'text'),
    note: field(text(2_000), 'text', { empty: '' }),
    /** What people call it; the office's own words are `marks`. */
    labels: field(z.array(text(MAX_FILE_LABEL_LENGTH)).check(z.maxLength(MAX_FILE_LABELS)), 'latest', { empty: [] }),
    source: field(z.enum(FILE_SOURCES), 'once'),
    marks: field(z.optional(z.array(z.enum(FILE_MARKS))), 'server', { empty: [] }),
    state: field(z.optional(z.union([z.literal(''), z.enum(FILE_STATES)])), 'server', { empty: '' }),
    /** Why its bytes were refused: the code of an error, '' where they were not. */
    reason: field(z.optional(text(40)), 'server', { empty: '' }),
    /** By what is in it, not by its name; '' until the office has it. */
    type: field(z.optional(text(100)), 'server', { empty: '' }),
    /** In bytes, as the office keeps it. */
    size: field(z.optional(z.int()), 'server', { empty: 0 }),
    /** '' where it came in by itself. */
    createdBy: field(idOrNone, 'once', { empty: '' }),
    createdAt: field(instant, 'once', { indexed: 24 }),
    deletedAt: field(instantOrNone, 'removal', { empty: '' }),
  },
  indexes: [['customerId', 'createdAt']],
});
export const fileShape = files.shape;
export type FileFields = z.infer<typeof fileShape>;

/** The file that came or went with a message; `part` tells apart several of one message, '' where there is one. */
export function fileIdOf(messageId: string, part = ''): string {
  return derivedId('file', messageId, part);
}
