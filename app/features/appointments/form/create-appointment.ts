import { v7 as uuidv7 } from 'uuid';
import type { Meeting } from '../../../../sync/rules/clash-search';
import { MAX_SAVE_PARTS } from '../../../../sync/rules/saves';
import type { SahaDatabase } from '../../../database/saha-database';
import { DatabaseError } from '../../../database/database-error';
import { saveTogether } from '../../../database/save-together';
import type { EditableFields } from './appointment-form-shape';
import { asApproved } from '../as-approved';
import { acceptedOf, changedDates, type ClashDecisions } from '../clashes/clash-decisions';
import type { Appointment } from '../use-appointments';

/**
 * Stores a new appointment, with what was decided about the dates of a series, whole or not at all; resolves to its id.
 */
export async function createAppointment(
  db: SahaDatabase,
  fields: EditableFields,
  meetings: readonly Meeting<Appointment>[],
  decisions: ClashDecisions,
): Promise<string> {
  const id = uuidv7();
  const { status } = await asApproved(db, null, { ...fields, status: 'confirmed' }, { status: 'confirmed' });
  const values = {
    ...fields,
    status,
    cancelReason: '',
    createdBy: db.me.memberId,
    createdAt: db.clock.nowIso(),
    deletedAt: '',
    accepts: acceptedOf(meetings, decisions, db.me.memberId),
  };
  const dates = changedDates(id, values, meetings, decisions).map((one) => ({ ...one, isNew: true }));
  if (dates.length >= MAX_SAVE_PARTS) throw new DatabaseError('sync.invalidDocument');
  await saveTogether(db, 'appointments', [{ id, values, isNew: true }, ...dates]);
  return id;
}
