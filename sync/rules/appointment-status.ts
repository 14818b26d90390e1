/**
 * How an appointment moves between its states. Pure, and the same on a tablet and at the office: the tablet offers only
 * what this allows, and the office refuses the rest with `appointment.transitionForbidden`.
 */
import type { AppointmentFields } from '../collections/appointment';
import { canChangeStatus, nextStatuses, type AppointmentStatus } from './status-table';

export { canChangeStatus };

/** States in which an appointment may come into being. */
export const FIRST_STATUSES: readonly AppointmentStatus[] = ['draft', 'requested', 'confirmed'];

/** Whether a change from `before` (null: a new appointment) to `after` is allowed as far as its state goes. */
export function canTakeStatus(before: AppointmentStatus | null, after: AppointmentStatus): boolean {
  return before === null ? FIRST_STATUSES.includes(after) : canChangeStatus(before, after);
}

/** Cancelled, declined and deleted appointments stay on record and take nobody's time. */
export function takesTime(appointment: Pick<AppointmentFields, 'status' | 'deletedAt'>): boolean {
  return appointment.deletedAt === '' && appointment.status !== 'cancelled' && appointment.status !== 'declined';
}

/** Somebody has said how it went. */
export function hasOutcome(appointment: Pick<AppointmentFields, 'status'>): boolean {
  return appointment.status === 'held' || appointment.status === 'no_show';
}

/** It is still to come, or nobody has said yet how it went. */
export function isOpen(appointment: Pick<AppointmentFields, 'status' | 'deletedAt'>): boolean {
  return appointment.deletedAt === '' && (appointment.status === 'confirmed' || appointment.status === 'approved');
}

/** It is over and nobody has said whether it was held. `nowMs`: milliseconds since 1970. */
export function lacksOutcome(
  appointment: Pick<AppointmentFields, 'status' | 'deletedAt' | 'endsAt'>,
  nowMs: number,
): boolean {
  return isOpen(appointment) && Date.parse(appointment.endsAt) <= nowMs;
}

/** Whether "held" or "did not come" can be said: the state allows it and the appointment has begun. */
export function canRecordOutcome(
  appointment: Pick<AppointmentFields, 'status' | 'deletedAt' | 'startsAt'>,
  outcome: 'held' | 'no_show',
  nowMs: number,
): boolean {
  return (
    appointment.deletedAt === '' &&
    appointment.status !== outcome &&
    nextStatuses(appointment.status).includes(outcome) &&
    Date.parse(appointment.startsAt) <= nowMs
  );
}

/** Whether time, place and people may still be changed: what is over, cancelled or declined is history. */
export function canReschedule(appointment: Pick<AppointmentFields, 'status' | 'deletedAt'>): boolean {
  return appointment.deletedAt === '' && ['draft', 'requested', 'approved', 'confirmed'].includes(appointment.status);
}
