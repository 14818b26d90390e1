import { Paperclip } from 'lucide-react';
import type { RecordKind } from '../../records/record-kind';
import { lazyAhead } from '../../ui/lazy-ahead';

export const fileRecord: RecordKind<'files'> = {
  collection: 'files',
  icon: Paperclip,
  wordsOf: ({ name, customerId }, customer) => ({
    title: customer === '' ? name : `${customer} · ${name}`,
    href: customerId === '' ? '/documents' : `/customers/${customerId}?tab=files`,
  }),
  fields: {
    customerId: { content: 'text', isSilent: true },
    conversationId: { content: 'text', isSilent: true },
    messageId: { content: 'text', isSilent: true },
    appointmentId: { content: 'text', isSilent: true },
    name: { content: 'text' },
    note: { content: 'text', joins: true },
    labels: {
      content: 'json',
      say: (labels) => (Array.isArray(labels) ? (labels as string[]).join(', ') : ''),
    },
    source: { content: 'choice', isSilent: true },
    marks: { content: 'json', isSilent: true },
    state: { content: 'choice', isSilent: true },
    reason: { content: 'text', isSilent: true },
    type: { content: 'text', isSilent: true },
    size: { content: 'number', isSilent: true },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
    deletedAt: { content: 'instant' },
  },
  timeline: {
    sort: ['customerId', 'createdAt'],
    at: ({ createdAt }) => createdAt,
    isShown: ({ deletedAt }) => deletedAt === '',
    // What came in a chat is a message there already; a photo of a folder is no word with the customer.
    endsSilence: false,
    group: () => 'files',
    Item: lazyAhead(async () => (await import('./file-in-time')).FileInTime),
    conflictWords: ({ name, customerId }) => ({ title: name, href: `/customers/${customerId}?tab=files` }),
  },
};
