import type { AppointmentFields } from '../../../sync/collections/appointment';
import type { CustomerFields } from '../../../sync/collections/customer';
import type { InteractionFields } from '../../../sync/collections/interaction';
import { MEMBER } from './replica';

export function customerValues(change: Partial<CustomerFields> = {}): Omit<CustomerFields, 'id'> {
  return {
    firstName: 'Işık',
    lastName: 'Çelik',
    phone: '+905321234567',
    altPhone: '',
    email: 'isik@ornek.com',
    countryId: 'TR',
    city: 'İzmir',
    address: '',
    occupation: '',
    language: 'tr',
    source: 'referral',
    stage: 'new',
    ownerId: MEMBER.memberId,
    teamId: 'team',
    sharedWith: [],
    notes: '',
    createdBy: MEMBER.memberId,
    createdAt: '2026-11-20T10:00:00.000Z',
    lastContactAt: '',
    deletedAt: '',
    ...change,
  };
}

export function interactionValues(
  customerId: string,
  change: Partial<InteractionFields> = {},
): Omit<InteractionFields, 'id'> {
  return {
    customerId,
    authorId: MEMBER.memberId,
    kind: 'call',
    outcome: 'reached',
    body: 'Aradım',
    durationMinutes: 5,
    occurredAt: '2026-11-21T09:00:00.000Z',
    createdAt: '2026-11-21T09:05:00.000Z',
    ...change,
  };
}

export function appointmentValues(
  customerId: string,
  change: Partial<AppointmentFields> = {},
): Omit<AppointmentFields, 'id'> {
  return {
    customerId,
    agentId: MEMBER.memberId,
    title: 'Tanışma',
    kind: 'visit',
    startsAt: '2026-11-24T07:00:00.000Z',
    endsAt: '2026-11-24T08:00:00.000Z',
    zone: 'Europe/Istanbul',
    location: '',
    notes: '',
    status: 'draft',
    cancelReason: '',
    createdBy: MEMBER.memberId,
    createdAt: '2026-11-21T09:05:00.000Z',
    deletedAt: '',
    ...change,
  };
}
