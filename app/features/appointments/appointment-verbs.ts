import type { AppointmentStatus } from '../../../sync/collections/appointment';
import type { Schedule } from '../../../sync/rules/appointment-schedule';
import type { Basis } from '../../../sync/rules/document';
import type { SahaDatabase } from '../../database/saha-database';
import { editDocument } from '../../database/write';

/** What a screen showed of an appointment when its person decided; which write it came from nobody needs to say. */
const shownAs = (values: Basis['values']): Basis => ({ stamp: '', values });

/** Moves what was `shown` there; like the others, resolves when the change is safe on the device. */
export function moveAppointment(
  db: SahaDatabase,
  id: string,
  { startsAt, endsAt, zone }: Schedule,
  shown: Schedule,
): Promise<void> {
  const schedule = shownAs({ startsAt: shown.startsAt, endsAt: shown.endsAt, zone: shown.zone });
  return editDocument(db, 'appointments', id, { startsAt, endsAt, zone }, { schedule });
}

export function recordOutcome(
  db: SahaDatabase,
  id: string,
  status: AppointmentStatus,
  shown: AppointmentStatus,
): Promise<void> {
  return editDocument(db, 'appointments', id, { status }, { status: shownAs({ status: shown }) });
}

/** The appointment stays on record, with the reason. */
export function cancelAppointment(
  db: SahaDatabase,
  id: string,
  reason: string,
  shown: AppointmentStatus,
): Promise<void> {
  const bases = { status: shownAs({ status: shown }) };
  return editDocument(db, 'appointments', id, { status: 'cancelled', cancelReason: reason }, bases);
}

export function reopenAppointment(db: SahaDatabase, id: string): Promise<void> {
  const bases = { status: shownAs({ status: 'cancelled' }) };
  return editDocument(db, 'appointments', id, { status: 'confirmed', cancelReason: '' }, bases);
}
