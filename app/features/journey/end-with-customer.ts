import type { AppointmentFields, AppointmentStatus } from '../../../sync/collections/appointment';
import { canChangeStatus, takesTime } from '../../../sync/rules/appointment-status';
import { isOverride, isSeries } from '../../../sync/rules/series';
import type { SahaDatabase } from '../../database/database-context';
import { cancelAppointments, reopenAppointments } from '../appointments/appointment-verbs';

type Ending = Pick<AppointmentFields, 'id' | 'status' | 'endsAt' | 'deletedAt'>;

/** The appointments that a customer's deletion cancels: those still to come that take somebody's time. */
export function endingWithCustomer<A extends Ending>(appointments: readonly A[], nowIso: string): A[] {
  return appointments.filter(
    (one) => one.endsAt > nowIso && takesTime(one) && canChangeStatus(one.status, 'cancelled'),
  );
}

/** What stood stands again; a request that was withdrawn is asked for anew by a person. */
const REOPENED: readonly AppointmentStatus[] = ['confirmed', 'approved'];

/** How a cancelling is taken back: for whoever brings the customer back, or as if it had never been. */
export type CancelledWithCustomer = {
  readonly takeBack: () => Promise<void>;
  readonly undo: () => Promise<void>;
};

/**
 * Cancels them durably on this device, with network or without, in one write: all of them or, where it rejects, none.
 */
export async function cancelWithCustomer(
  db: SahaDatabase,
  appointments: readonly Ending[],
  reason: string,
): Promise<CancelledWithCustomer> {
  await cancelAppointments(db, appointments, reason);
  return {
    takeBack: () =>
      reopenAppointments(
        db,
        appointments.filter(({ status }) => REOPENED.includes(status)),
      ),
    undo: () => reopenAppointments(db, appointments),
  };
}

/** A series goes as a whole, and with it every occurrence that says nothing else of itself. */
export function endedWithCustomer<A extends AppointmentFields & { readonly runsUntil: string }>(stored: A): A[] {
  if (isOverride(stored) && !(stored.own ?? []).includes('status')) return [];
  return [isSeries(stored) ? { ...stored, endsAt: stored.runsUntil } : stored];
}
