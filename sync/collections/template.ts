import * as z from 'zod/mini';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';
import { MAX_SUBJECT_LENGTH } from './message';

export const TEMPLATE_PURPOSES = ['welcome', 'reminder', 'directions', 'follow_up', 'thanks', 'other'] as const;
export type TemplatePurpose = (typeof TEMPLATE_PURPOSES)[number];

const MAX_EMAIL_LENGTH = 8_000;
const MAX_SMS_LENGTH = 1_000;
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
    /** '' while it is offered. */
    archivedAt: field(instantOrNone, 'latest', { empty: '' }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
  },
});
export const templateShape = templates.shape;
export type TemplateFields = z.infer<typeof templateShape>;
