import type { CustomerFields } from '../../../../sync/collections/customer';
import type { MemberFields } from '../../../../sync/collections/member';
import { isGuestOf } from '../../../../sync/rules/customer-guest';
import { maySeeCustomer } from '../../../../sync/rules/customer-sight';
import { takesTime } from '../../../../sync/rules/appointment-status';
import type { Role } from '../../../../sync/collections/role';
import type { SahaDatabase } from '../../../database/saha-database';
import { editDocument } from '../../../database/write';
import type { AppointmentValues } from '../appointment-values';
import { cancelled, changeAppointment, type TakeBack } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';

type Person = { readonly id: string; readonly role: Role; readonly teamId: string | null };
/** What handing one over to somebody means: `share` with them first, `refused` where this person may not, `clash`. */
export type Preview = { readonly isShared: boolean; readonly isRefused: boolean; readonly clashes: boolean };

/** `all`: everything that is known of those days. */
export function previewOf(
  appointment: Appointment,
  customer: CustomerFields | undefined,
  to: Pick<MemberFields, 'id' | 'role' | 'teamId'>,
  me: Person,
  all: readonly Appointment[],
): Preview {
  const sees = customer !== undefined && maySeeCustomer(to, customer);
  const { startsAt, endsAt, id } = appointment;
  const meets = (one: Appointment) =>
    one.id !== id && one.agentId === to.id && takesTime(one) && one.startsAt < endsAt && one.endsAt > startsAt;
  return {
    isShared: !sees,
    isRefused: !sees && (customer === undefined || isGuestOf(me, customer)),
    clashes: all.some(meets),
  };
}

/**
 * Gives all of them to one person, customers that person does not see with them; resolves to how everything is taken back.
 * Each is durable on this device by itself: where one cannot be stored, those before it are handed over.
 */
export async function handOver(
  db: SahaDatabase,
  appointments: readonly Appointment[],
  to: Pick<MemberFields, 'id' | 'role' | 'teamId'>,
  customers: ReadonlyMap<string, CustomerFields>,
): Promise<TakeBack> {
  const shared = new Map<string, readonly string[]>();
  for (const { customerId } of appointments) {
    const customer = customers.get(customerId);
    if (customer === undefined || shared.has(customerId) || maySeeCustomer(to, customer)) continue;
    shared.set(customerId, customer.sharedWith);
    await editDocument(db, 'customers', customerId, { sharedWith: [...customer.sharedWith, to.id] });
  }
  const takeBack = await changeAll(db, appointments, () => ({ agentId: to.id }));
  return async () => {
    await takeBack();
    for (const [id, sharedWith] of shared) await editDocument(db, 'customers', id, { sharedWith: [...sharedWith] });
  };
}

/** Cancels all of them with one reason; resolves to how they stand again. */
export const cancelAll = (db: SahaDatabase, appointments: readonly Appointment[], reason: string): Promise<TakeBack> =>
  changeAll(db, appointments, () => cancelled(reason));

async function changeAll(
  db: SahaDatabase,
  appointments: readonly Appointment[],
  valuesOf: (appointment: Appointment) => AppointmentValues,
): Promise<TakeBack> {
  const back: TakeBack[] = [];
  // One date of a series is handed over, never what its agent does when they are back.
  for (const one of appointments) back.push(await changeAppointment(db, one, valuesOf(one), { scope: 'this' }));
  return async () => {
    for (const takeBack of back.reverse()) await takeBack();
  };
}
