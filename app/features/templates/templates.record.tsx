import { FileText } from 'lucide-react';
import type { TemplateFile } from '../../../sync/collections/template';
import type { RecordKind } from '../../records/record-kind';

const text = { content: 'text' } as const;
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
    emailSubjectTr: text,
    emailBodyTr: text,
    emailEn: text,
    emailSubjectEn: text,
    emailBodyEn: text,
    smsTr: text,
    smsEn: text,
    files: { content: 'json', say: sayFiles },
    archivedAt: { content: 'instant' },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
  },
};
