import type { CustomerFields } from '../../../../sync/collections/customer';
import type { MemberFields } from '../../../../sync/collections/member';
import { isGuestOf } from '../../../../sync/rules/customer-guest';
import { maySeeCustomer } from '../../../../sync/rules/customer-scope';
import { clashName } from '../../../../sync/rules/clash-search';
import { takesTime } from '../../../../sync/rules/appointment-status';
import type { Role } from '../../../../sync/collections/role';
import type { SahaDatabase } from '../../../database/saha-database';
import { shareCustomer } from '../../customers/card/share-customer';
import { cancelFollowing, cancelled, changeAppointment, type TakeBack } from '../appointment-verbs';
import type { Appointment } from '../use-appointments';
import type { ToHandOver } from './needing-handover';

type Person = { readonly id: string; readonly role: Role; readonly teamId: string | null };
/**
 * What handing one over to somebody means: it is shared with them first, this person may not, so many times are taken.
 */
export type Preview = { readonly isShared: boolean; readonly isRefused: boolean; readonly clashes: number };

/** `all`: everything that is known of those days. */
export function previewOf(
  { appointment, times }: ToHandOver,
  customer: CustomerFields | undefined,
  to: Pick<MemberFields, 'id' | 'role' | 'teamId'>,
  me: Person,
  all: readonly Appointment[],
): Preview {
  const sees = customer !== undefined && maySeeCustomer(to, customer);
  const root = clashName(appointment).root;
  const theirs = all.filter((one) => one.agentId === to.id && takesTime(one) && clashName(one).root !== root);
  return {
    isShared: !sees,
    isRefused: !sees && (customer === undefined || isGuestOf(me, customer)),
    clashes: times.filter(({ startsAt, endsAt }) =>
      theirs.some((one) => one.startsAt < endsAt && one.endsAt > startsAt),
    ).length,
  };
}

/**
 * Gives all of them to one person, customers that person does not see with them; resolves to how everything is taken
 * back. Each is durable on this device by itself: where one cannot be stored, those before it are handed over.
 */
export async function handOver(
  db: SahaDatabase,
  all: readonly ToHandOver[],
  to: Pick<MemberFields, 'id' | 'role' | 'teamId'>,
  customers: ReadonlyMap<string, CustomerFields>,
): Promise<TakeBack> {
  const shared = new Map<string, TakeBack>();
  for (const { customerId } of all.map(({ appointment }) => appointment)) {
    const customer = customers.get(customerId);
    if (customer === undefined || shared.has(customerId) || maySeeCustomer(to, customer)) continue;
    shared.set(customerId, await shareCustomer(db, customerId, to.id));
  }
  const takeBack = await inTurn(all, ({ appointment, scope }) =>
    changeAppointment(db, appointment, { agentId: to.id }, { scope }),
  );
  return async () => {
    await takeBack();
    for (const unshare of shared.values()) await unshare();
  };
}

/** Cancels all of them with one reason; resolves to how they stand again. */
export const cancelAll = (db: SahaDatabase, all: readonly ToHandOver[], reason: string): Promise<TakeBack> =>
  inTurn(all, ({ appointment, scope }) =>
    scope === 'following'
      ? cancelFollowing(db, appointment, reason)
      : changeAppointment(db, appointment, cancelled(reason), { scope }),
  );

async function inTurn(all: readonly ToHandOver[], change: (one: ToHandOver) => Promise<TakeBack>): Promise<TakeBack> {
  const back: TakeBack[] = [];
  for (const one of all) back.push(await change(one));
  return async () => {
    for (const takeBack of back.reverse()) await takeBack();
  };
}
