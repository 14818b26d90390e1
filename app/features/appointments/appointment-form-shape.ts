import * as z from 'zod/mini';
import { APPOINTMENT_KINDS, type AppointmentFields } from '../../../sync/collections/appointment';
import { LONGEST_MINUTES, pickedFrom, pickedSchedule, SHORTEST_MINUTES } from './picked-schedule';

/** What the form holds: times as they are picked, in the reader's zone. Messages are translation keys. */
export const appointmentFormSchema = z.object({
  customerId: z.string().check(z.minLength(1, 'appointments.problem.customer')),
  agentId: z.string().check(z.minLength(1, 'appointments.problem.agent')),
  kind: z.enum(APPOINTMENT_KINDS),
  title: z.string().check(z.maxLength(200)),
  date: z.string().check(z.minLength(1, 'appointments.problem.date')),
  time: z.string().check(z.minLength(1, 'appointments.problem.time')),
  lengthMinutes: z.int().check(z.minimum(SHORTEST_MINUTES), z.maximum(LONGEST_MINUTES, 'appointments.problem.tooLong')),
  isLater: z.boolean(),
  location: z.string().check(z.maxLength(300)),
  notes: z.string().check(z.maxLength(20_000)),
});
export type AppointmentFormValues = z.infer<typeof appointmentFormSchema>;

export type EditableFields = Pick<
  AppointmentFields,
  'customerId' | 'agentId' | 'kind' | 'title' | 'startsAt' | 'endsAt' | 'zone' | 'location' | 'notes'
>;

export function formFromAppointment(
  appointment: Omit<EditableFields, 'zone'>,
  readerZone: string,
): AppointmentFormValues {
  const { customerId, agentId, kind, title, location, notes } = appointment;
  return { customerId, agentId, kind, title, location, notes, ...pickedFrom(appointment, readerZone) };
}

/**
 * The document's fields from the form; null while day or time is missing. `zone` is where the appointment was made and
 * stays: the picked time is the reader's, the instant is everybody's.
 */
export function fieldsFromForm(form: AppointmentFormValues, readerZone: string, zone: string): EditableFields | null {
  const resolved = pickedSchedule(form, readerZone);
  if (resolved === null) return null;
  return {
    customerId: form.customerId,
    agentId: form.agentId,
    kind: form.kind,
    title: form.title.trim(),
    location: form.location.trim(),
    notes: form.notes.trim(),
    startsAt: resolved.startsAt,
    endsAt: resolved.endsAt,
    zone,
  };
}
