import * as z from 'zod/mini';
import type { AppointmentFields, AppointmentKind } from '../../../../sync/collections/appointment';
import type { DocumentFields } from '../../../../sync/collections/definition';
import { kindFields, kindOf } from '../../../../sync/rules/approval';
import { anchoredTo } from '../../../../sync/rules/recurrence-anchor';
import type { Bases } from '../../../../sync/rules/document';
import type { SyncFields } from '../../../../sync/rules/local-document';
import { shownBasis } from '../../../database/stored-document';
import type { FormRecord } from '../../../shell/draft-content';
import { LONGEST_MINUTES, pickedFrom, pickedSchedule, SHORTEST_MINUTES } from './picked-schedule';
import { appointmentShape } from '../../../../sync/collections/appointment';
import { longestText } from '../../../../sync/collections/longest-text';
import { wallClockOf } from '../../../ui/wall-clock';

/** What the form holds: times as they are picked, in the reader's zone. Messages are translation keys. */
export const appointmentFormSchema = z.object({
  customerId: z.string().check(z.minLength(1, 'appointments.problem.customer')),
  agentId: z.string().check(z.minLength(1, 'appointments.problem.agent')),
  /** Of the office's settings. */
  kindId: z.string().check(z.minLength(1), z.maxLength(longestText(appointmentShape.shape.kindId))),
  title: z.string().check(z.maxLength(longestText(appointmentShape.shape.title))),
  date: z.string().check(z.minLength(1, 'appointments.problem.date')),
  time: z.string().check(z.minLength(1, 'appointments.problem.time')),
  lengthMinutes: z.int().check(z.minimum(SHORTEST_MINUTES), z.maximum(LONGEST_MINUTES, 'appointments.problem.tooLong')),
  isLater: z.boolean(),
  location: z.string().check(z.maxLength(longestText(appointmentShape.shape.location))),
  notes: z.string().check(z.maxLength(longestText(appointmentShape.shape.notes))),
  /** RRULE, '' for an appointment that does not recur. */
  recurrence: z.string(),
});
export type AppointmentFormValues = z.infer<typeof appointmentFormSchema>;

export type EditableFields = Pick<
  AppointmentFields,
  | 'customerId'
  | 'agentId'
  | 'kind'
  | 'kindId'
  | 'title'
  | 'startsAt'
  | 'endsAt'
  | 'zone'
  | 'location'
  | 'notes'
  | 'recurrence'
>;

export function formFromAppointment(
  appointment: Omit<EditableFields, 'zone'>,
  readerZone: string,
): AppointmentFormValues {
  const { customerId, agentId, title, location, notes, recurrence = '' } = appointment;
  const kindId = kindOf(appointment);
  return { customerId, agentId, kindId, title, location, notes, recurrence, ...pickedFrom(appointment, readerZone) };
}

/**
 * The document's fields from the form; null while day or time is missing. `zone` is where the appointment was made and
 * stays: the picked time is the reader's, the instant is everybody's. `kind`: as builds show it that know no others.
 */
export function fieldsFromForm(
  form: AppointmentFormValues,
  readerZone: string,
  zone: string,
  kind?: AppointmentKind,
): EditableFields | null {
  const resolved = pickedSchedule(form, readerZone);
  if (resolved === null) return null;
  return {
    customerId: form.customerId,
    agentId: form.agentId,
    ...kindFields(form.kindId, kind),
    title: form.title.trim(),
    location: form.location.trim(),
    notes: form.notes.trim(),
    startsAt: resolved.startsAt,
    endsAt: resolved.endsAt,
    zone,
    recurrence: form.recurrence,
  };
}

/** Day, time and length are one fact of the appointment: its schedule. */
const SCHEDULE_FIELDS: ReadonlySet<string> = new Set(['date', 'time', 'lengthMinutes', 'isLater']);

/** The appointment under its form, as it stands now. */
export function appointmentRecord(
  appointment: EditableFields & { readonly id: string; readonly sync: Pick<SyncFields, 'stamps'> },
  readerZone: string,
): FormRecord<AppointmentFormValues> {
  return {
    values: formFromAppointment(appointment, readerZone),
    unitOf: (field) => (SCHEDULE_FIELDS.has(field) ? 'schedule' : field),
    basisOf: (unit) => shownBasis('appointments', appointment, unit),
    valuesOf(unit, form) {
      const fields = fieldsFromForm(form, readerZone, appointment.zone, appointment.kind);
      return fields === null && unit === 'schedule' ? null : unitOfForm(unit, form, fields);
    },
  };
}

function unitOfForm(unit: string, form: AppointmentFormValues, fields: EditableFields | null): DocumentFields {
  if (unit === 'schedule') return { startsAt: fields?.startsAt, endsAt: fields?.endsAt, zone: fields?.zone };
  const value = form[unit as keyof AppointmentFormValues];
  return { [unit]: typeof value === 'string' ? value.trim() : value };
}

/**
 * Without a rule that merely follows the picked day, as the form shows it: one date may go to another day alone, and
 * of those that follow it moves along by itself. `before`: as it was opened.
 */
export function withoutFollowingRule(
  touched: Partial<EditableFields>,
  { startsAt }: Pick<EditableFields, 'startsAt'>,
  before: Pick<EditableFields, 'startsAt' | 'recurrence'>,
  readerZone: string,
): Partial<EditableFields> {
  const { recurrence, ...others } = touched;
  const [on, wasOn] = [startsAt, before.startsAt].map((at) => wallClockOf(at, readerZone).date) as [string, string];
  const rule = before.recurrence ?? '';
  return recurrence !== undefined && rule !== '' && recurrence === anchoredTo(rule, on, wasOn) ? others : touched;
}

/** The facts a person changed, as they will be stored; `bases` are what they were typed over. */
export function touchedFields(fields: EditableFields, bases: Bases): Partial<EditableFields> {
  const fieldsOf: Readonly<Record<string, readonly string[]>> = {
    schedule: ['startsAt', 'endsAt', 'zone'],
    kindId: ['kind', 'kindId'],
  };
  const units = Object.keys(bases).flatMap((unit) => fieldsOf[unit] ?? [unit]);
  return Object.fromEntries(Object.entries(fields).filter(([field]) => units.includes(field)));
}
