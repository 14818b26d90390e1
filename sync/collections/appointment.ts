import * as z from 'zod/mini';
import { matching } from '../rules/pattern';
import { collection, documentId, field, instant, instantOrNone, text } from './definition';

export const APPOINTMENT_STATUSES = [
  'draft',
  'requested',
  'approved',
  'declined',
  'confirmed',
  'cancelled',
  'held',
  'no_show',
] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

export const APPOINTMENT_KINDS = ['meeting', 'visit', 'video', 'phone'] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];

export const MAX_APPOINTMENT_HOURS = 24;

export const appointments = collection({
  name: 'appointments',
  noun: 'appointment',
  audience: { kind: 'child', of: 'customers', by: 'customerId' },
  writable: true,
  fields: {
    customerId: field(documentId, 'once', { indexed: 36 }),
    /** Who attends: a member id. */
    agentId: field(documentId, 'latest'),
    title: field(text(200), 'text', { empty: '' }),
    kind: field(z.enum(APPOINTMENT_KINDS), 'latest'),
    // Start, end and zone move together: half of one move and half of another is no appointment.
    startsAt: field(instant, 'latest', { unit: 'schedule', indexed: 24 }),
    endsAt: field(instant, 'latest', { unit: 'schedule' }),
    /** IANA zone the appointment was made in. */
    zone: field(matching(/^[A-Za-z][A-Za-z0-9_+\-/]*$/, 64), 'latest', { unit: 'schedule' }),
    location: field(text(300), 'text', { empty: '' }),
    notes: field(text(20_000), 'text', { empty: '' }),
    status: field(z.enum(APPOINTMENT_STATUSES), 'latest'),
    cancelReason: field(text(500), 'text', { empty: '' }),
    createdBy: field(documentId, 'once'),
    createdAt: field(instant, 'once'),
    deletedAt: field(instantOrNone, 'removal', { empty: '' }),
  },
  indexes: [['startsAt'], ['customerId', 'startsAt']],
});
export const appointmentShape = appointments.shape;
export type AppointmentFields = z.infer<typeof appointmentShape>;
