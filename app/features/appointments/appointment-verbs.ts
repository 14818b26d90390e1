import type { AppointmentStatus } from '../../../sync/collections/appointment';
import type { Schedule } from '../../../sync/rules/appointment-schedule';
import type { SahaDatabase } from '../../database/saha-database';
import { editDocument } from '../../database/write';

/** Each resolves when the change is safe on the device. */
export function moveAppointment(db: SahaDatabase, id: string, { startsAt, endsAt, zone }: Schedule): Promise<void> {
  return editDocument(db, 'appointments', id, { startsAt, endsAt, zone });
}

export function recordOutcome(db: SahaDatabase, id: string, status: AppointmentStatus): Promise<void> {
  return editDocument(db, 'appointments', id, { status });
}

/** The appointment stays on record, with the reason. */
export function cancelAppointment(db: SahaDatabase, id: string, reason: string): Promise<void> {
  return editDocument(db, 'appointments', id, { status: 'cancelled', cancelReason: reason });
}

export function reopenAppointment(db: SahaDatabase, id: string): Promise<void> {
  return editDocument(db, 'appointments', id, { status: 'confirmed', cancelReason: '' });
}
