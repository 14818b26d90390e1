import * as z from 'zod/mini';
import { cleanFileName, MAX_FILE_NAME_LENGTH } from '../rules/file-name';
import { MAX_MAIL_FILE_BYTES } from '../rules/file-types';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';
import { MAX_CARRIED_FILES, MAX_SUBJECT_LENGTH } from './message';

export const TEMPLATE_PURPOSES = ['welcome', 'reminder', 'directions', 'follow_up', 'thanks', 'other'] as const;
export type TemplatePurpose = (typeof TEMPLATE_PURPOSES)[number];

const MAX_EMAIL_LENGTH = 8_000;
const MAX_SMS_LENGTH = 1_000;
/** A file of the office's that a template takes along, as the office keeps it; its bytes are read under the same id. */
const templateFile = z.object({
  id: documentId,
  name: text(MAX_FILE_NAME_LENGTH).check(z.refine((name) => name === cleanFileName(name))),
  type: text(100),
  /** In bytes. */
  size: z.int().check(z.minimum(1), z.maximum(MAX_MAIL_FILE_BYTES)),
});
export type TemplateFile = z.infer<typeof templateFile>;
/** Whatever they go along with is mailed as it is: together no larger than one mail may be. */
export const fitOneMail = (files: readonly { readonly size: number }[]): boolean =>
  files.reduce((sum, { size }) => sum + size, 0) <= MAX_MAIL_FILE_BYTES;
const templateFiles = z
  .array(templateFile)
  .check(z.maxLength(MAX_CARRIED_FILES), z.refine(fitOneMail))
  .check(z.refine((files) => new Set(files.map(({ id }) => id)).size === files.length));

const subject = () => field(text(MAX_SUBJECT_LENGTH), 'text', { empty: '' });

/**
 * A text that is written once and used often, with places to fill (sync/rules/template-text.ts). Of each channel and
 * language there is one, or none ('').
 */
export const templates = collection({
  name: 'templates',
  noun: 'template',
  audience: { kind: 'everyone' },
  writable: true,
  since: 3,
  fields: {
    name: field(text(80), 'text', { empty: '' }),
    purpose: field(z.enum(TEMPLATE_PURPOSES), 'latest'),
    emailSubjectTr: { ...subject(), unit: 'emailTr' },
    emailBodyTr: field(text(MAX_EMAIL_LENGTH), 'text', { empty: '', unit: 'emailTr' }),
    emailSubjectEn: { ...subject(), unit: 'emailEn' },
    emailBodyEn: field(text(MAX_EMAIL_LENGTH), 'text', { empty: '', unit: 'emailEn' }),
    smsTr: field(text(MAX_SMS_LENGTH), 'text', { empty: '' }),
    smsEn: field(text(MAX_SMS_LENGTH), 'text', { empty: '' }),
    /** In the order in which they go along. */
    files: field(z.optional(templateFiles), 'latest', { empty: [], since: 8 }),
    /** '' while it is offered. */
    archivedAt: field(instantOrNone, 'latest', { empty: '' }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
  },
});
export const templateShape = templates.shape;
export type TemplateFields = z.infer<typeof templateShape>;
