import { CalendarDays } from 'lucide-react';
import { lazy } from 'react';
import type { RecordKind } from '../../records/record-kind';
import { occurrencesOfCustomer, withCardsOnce } from './customer-occurrences';

export const appointmentRecord: RecordKind<'appointments'> = {
  collection: 'appointments',
  icon: CalendarDays,
  wordsOf: ({ id, startsAt }, customer, { formats }) => ({
    title: `${customer} · ${formats.shortDate(startsAt)} ${formats.time(startsAt)}`,
    href: `/appointments/${id}`,
  }),
  fields: {
    customerId: { content: 'text', isSilent: true },
    agentId: { content: 'member' },
    title: { content: 'text' },
    kind: { content: 'choice' },
    startsAt: { content: 'instant' },
    endsAt: { content: 'instant' },
    zone: { content: 'text' },
    schedule: { content: 'instant' },
    location: { content: 'text', joins: true },
    notes: { content: 'text', joins: true },
    status: { content: 'choice' },
    cancelReason: { content: 'text', joins: true },
    createdBy: { content: 'member', isSilent: true },
    createdAt: { content: 'instant', isSilent: true },
    deletedAt: { content: 'instant' },
    recurrence: { content: 'json' },
    rootId: { content: 'text', isSilent: true },
    seriesId: { content: 'text', isSilent: true },
    occurrenceOn: { content: 'text', isSilent: true },
    own: { content: 'json', isSilent: true },
    splitFrom: { content: 'text', isSilent: true },
    accepts: { content: 'json' },
    clashes: { content: 'json', isSilent: true },
    remind: { content: 'text' },
    answer: { content: 'text', isSilent: true },
    customerAnswer: { content: 'choice' },
    answeredFor: { content: 'instant', isSilent: true },
    answeredAt: { content: 'instant', isSilent: true },
    answerNote: { content: 'text' },
    proposedAt: { content: 'instant' },
  },
  timeline: {
    sort: ['customerId', 'startsAt'],
    at: ({ startsAt }) => startsAt,
    isShown: ({ deletedAt }) => deletedAt === '',
    expand: (documents, nowMs) => withCardsOnce(occurrencesOfCustomer(documents, nowMs)),
    endsSilence: true,
    Item: lazy(async () => ({ default: (await import('./timeline-appointment')).AppointmentInTime })),
    conflictWords: ({ id, startsAt }, { t, formats }) => ({
      title: t('journey.conflict.appointment', { when: `${formats.shortDate(startsAt)} ${formats.time(startsAt)}` }),
      href: `/appointments/${id}`,
    }),
  },
};
