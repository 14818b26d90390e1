import { kindOf, statusOnceTaken } from '../../../sync/rules/approval';
import { readSettings, type SettingDocument } from '../../../sync/rules/settings';
import type { SahaDatabase } from '../../database/saha-database';
import type { Appointment } from './use-appointments';

type Whole = Pick<Appointment, 'status' | 'kind' | 'kindId' | 'startsAt' | 'endsAt' | 'agentId' | 'recurrence'>;

/** Ids of the kinds that a manager has to approve, as this device knows them. */
async function kindsNeedingApproval(db: SahaDatabase): Promise<ReadonlySet<string>> {
  const found = await db.collections.settings.find({ selector: { key: 'appointmentKind' } }).exec();
  const { appointmentKinds } = readSettings(found.map((one) => one.toJSON() as SettingDocument));
  return new Set(appointmentKinds.filter(({ needsApproval }) => needsApproval).map(({ id }) => id));
}

/**
 * What is to be written so that the device shows at once what the office will make of it: where this person may not
 * confirm it, it is asked for. `before` null: what stands was not approved.
 */
export async function asApproved<V extends Partial<Whole>>(
  db: SahaDatabase,
  before: Whole | null,
  standing: Whole,
  values: V,
): Promise<V | (V & Pick<Whole, 'status'>)> {
  const { role } = db.me;
  if (role === 'agent') {
    const after = { ...standing, ...values };
    const needs = (await kindsNeedingApproval(db)).has(kindOf(after));
    const status = statusOnceTaken(role, needs, before, after);
    if (status !== after.status) return { ...values, status };
  }
  return values;
}
