import { CalendarDays } from 'lucide-react';
import type { AcceptedClash } from '../../../sync/collections/appointment';
import type { RecordKind, SayingTools } from '../../records/record-kind';
import { lazyAhead } from '../../ui/lazy-ahead';

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
    kind: { content: 'choice', isSilent: true },
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
    recurrence: { content: 'recurrence' },
    rootId: { content: 'text', isSilent: true },
    seriesId: { content: 'text', isSilent: true },
    occurrenceOn: { content: 'text', isSilent: true },
    own: { content: 'json', isSilent: true },
    splitFrom: { content: 'text', isSilent: true },
    accepts: { content: 'json', say: (accepts, { formats }) => acceptsWords(accepts as AcceptedClash[], formats) },
    clashes: { content: 'json', isSilent: true },
    remind: { content: 'text' },
    answer: { content: 'text', isSilent: true },
    customerAnswer: {
      content: 'choice',
      isCustomers: true,
      say: (answer, { t }) => t(`reminders.answer.${String(answer)}`),
    },
    answeredFor: { content: 'instant', isSilent: true },
    answeredAt: { content: 'instant', isSilent: true },
    answerNote: { content: 'text' },
    proposedAt: { content: 'instant' },
    kindId: { content: 'appointmentKind' },
    verdict: { content: 'text' },
    decidedBy: { content: 'member' },
    decidedFor: { content: 'text', isSilent: true },
    decisionNote: { content: 'text' },
    proposedStartsAt: { content: 'instant' },
    proposedEndsAt: { content: 'instant' },
  },
  timeline: {
    sort: ['customerId', 'startsAt'],
    at: ({ startsAt }) => startsAt,
    isShown: ({ deletedAt }) => deletedAt === '',
    endsSilence: true,
    group: () => 'appointments',
    Item: lazyAhead(async () => (await import('./timeline-appointment')).AppointmentInTime),
    conflictWords: ({ id, startsAt }, { t, formats }) => ({
      title: t('journey.conflict.appointment', { when: `${formats.shortDate(startsAt)} ${formats.time(startsAt)}` }),
      href: `/appointments/${id}`,
    }),
  },
};

/** Why each was accepted; how many, where nobody said why. */
function acceptsWords(accepts: readonly AcceptedClash[], formats: SayingTools['formats']): string {
  const reasons = accepts.map(({ reason }) => reason).filter((reason) => reason !== '');
  return reasons.length > 0 ? reasons.join(' · ') : formats.number(accepts.length);
}
