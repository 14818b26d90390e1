import type { AppointmentFields, AppointmentStatus } from '../../../sync/collections/appointment';
import { canChangeStatus, takesTime } from '../../../sync/rules/appointment-status';
import { isOverride, isSeries } from '../../../sync/rules/series';
import type { SahaDatabase } from '../../database/database-context';
import { cancelAppointment, reopenAppointment } from '../appointments/appointment-verbs';

type Ending = Pick<AppointmentFields, 'id' | 'status' | 'endsAt' | 'deletedAt'>;

/** The appointments that a customer's deletion cancels: those still to come that take somebody's time. */
export function endingWithCustomer<A extends Ending>(appointments: readonly A[], nowIso: string): A[] {
  return appointments.filter(
    (one) => one.endsAt > nowIso && takesTime(one) && canChangeStatus(one.status, 'cancelled'),
  );
}

/** What stood stands again; a request that was withdrawn is asked for anew by a person. */
const REOPENED: readonly AppointmentStatus[] = ['confirmed', 'approved'];

/**
 * Cancels them, each durably on this device, with network or without; resolves to how it is taken back. Rejects when
 * the device could not store one: those before it are cancelled then, and cancelling again passes over them.
 */
export async function cancelWithCustomer(
  db: SahaDatabase,
  appointments: readonly Ending[],
  reason: string,
): Promise<() => Promise<void>> {
  for (const { id, status } of appointments) await cancelAppointment(db, id, reason, status);
  return async () => {
    for (const { id, status } of appointments) if (REOPENED.includes(status)) await reopenAppointment(db, id, status);
  };
}

/** A series goes as a whole, and with it every occurrence that says nothing else of itself. */
export function endedWithCustomer<A extends AppointmentFields & { readonly runsUntil: string }>(stored: A): A[] {
  if (isOverride(stored) && !(stored.own ?? []).includes('status')) return [];
  return [isSeries(stored) ? { ...stored, endsAt: stored.runsUntil } : stored];
}
