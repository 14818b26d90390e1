import { FileText } from 'lucide-react';
import type { RecordKind } from '../../records/record-kind';

const text = { content: 'text' } as const;

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
    archivedAt: { content: 'instant' },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
  },
};
