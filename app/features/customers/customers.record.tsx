import { UserRound } from 'lucide-react';
import type { RecordKind } from '../../records/record-kind';

export const customerRecord: RecordKind<'customers'> = {
  collection: 'customers',
  icon: UserRound,
  wordsOf: ({ id }, customer) => ({ title: customer, href: `/customers/${id}` }),
  fields: {
    firstName: { content: 'text' },
    lastName: { content: 'text' },
    phone: { content: 'text' },
    altPhone: { content: 'text' },
    email: { content: 'text' },
    countryId: { content: 'country' },
    city: { content: 'text' },
    address: { content: 'text', joins: true },
    occupation: { content: 'text', joins: true },
    language: { content: 'choice' },
    source: { content: 'choice' },
    stage: { content: 'choice' },
    ownerId: { content: 'member' },
    teamId: { content: 'text', isSilent: true },
    sharedWith: { content: 'members' },
    notes: { content: 'text', joins: true },
    managerNote: { content: 'text', joins: true },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
    lastContactAt: { content: 'instant' },
    deletedAt: { content: 'instant' },
  },
};
