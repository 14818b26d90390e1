import { FileText } from 'lucide-react';
import type { TemplateFile } from '../../../sync/collections/template';
import { inWords } from '../../../sync/rules/template-text';
import type { RecordField, RecordKind } from '../../records/record-kind';

const text = { content: 'text' } as const;
/** As its form shows it: places in the reader's words. */
const written: RecordField = {
  content: 'text',
  say: (value, { t }) => inWords(String(value), (variable) => t(`templates.variable.${variable}`)),
};
const sayFiles = (files: unknown) =>
  (Array.isArray(files) ? (files as TemplateFile[]) : []).map(({ name }) => name).join(', ');

export const templateRecord: RecordKind<'templates'> = {
  collection: 'templates',
  icon: FileText,
  wordsOf: ({ id, name }) => ({ title: name, href: `/templates/${id}` }),
  fields: {
    name: text,
    purpose: { content: 'choice' },
    emailTr: text,
    emailSubjectTr: written,
    emailBodyTr: written,
    emailEn: text,
    emailSubjectEn: written,
    emailBodyEn: written,
    smsTr: written,
    smsEn: written,
    files: { content: 'json', say: sayFiles },
    archivedAt: { content: 'instant' },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
  },
};
