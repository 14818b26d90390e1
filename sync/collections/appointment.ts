import * as z from 'zod/mini';
import { matching } from '../rules/pattern';
import { documentId, instant, instantOrNone, text, units, type CollectionDefinition } from './definition';

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

export const appointmentShape = z.object({
  id: documentId,
  customerId: documentId,
  /** Who attends: a member id. */
  agentId: documentId,
  title: text(200),
  kind: z.enum(APPOINTMENT_KINDS),
  startsAt: instant,
  endsAt: instant,
  /** IANA zone the appointment was made in. */
  zone: matching(/^[A-Za-z][A-Za-z0-9_+\-/]*$/, 64),
  location: text(300),
  notes: text(20_000),
  status: z.enum(APPOINTMENT_STATUSES),
  cancelReason: text(500),
  createdBy: documentId,
  createdAt: instant,
  deletedAt: instantOrNone,
});
export type AppointmentFields = z.infer<typeof appointmentShape>;

export const appointments: CollectionDefinition = {
  name: 'appointments',
  writable: true,
  shape: appointmentShape,
  units: {
    ...units('text', ['title', 'location', 'notes', 'cancelReason']),
    ...units('latest', ['agentId', 'kind', 'status']),
    ...units('once', ['customerId', 'createdBy', 'createdAt']),
    ...units('removal', ['deletedAt']),
    // Start, end and zone move together: half of one move and half of another is no appointment.
    schedule: { fields: ['startsAt', 'endsAt', 'zone'], merge: 'latest' },
  },
};
