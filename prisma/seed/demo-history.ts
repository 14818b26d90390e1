import type { AppointmentFields } from '../../sync/collections/appointment';
import type { CustomerFields, CustomerStage } from '../../sync/collections/customer';
import { isContact, type InteractionFields, type InteractionKind } from '../../sync/collections/interaction';
import { districtsOf } from '../factories/customer-factory';
import { makeInteraction } from '../factories/interaction-factory';
import type { Random } from '../factories/random';
import { DAY_MS, HOUR_MS, intoWorkingHours, iso, MINUTE_MS } from './office-hours';

/** Calls and notes a customer of the stage has seen, fewest and most; visits come from appointments that were held. */
const TALKS: Readonly<Record<CustomerStage, readonly [number, number]>> = {
  new: [0, 1],
  contacted: [1, 5],
  qualified: [2, 6],
  proposal: [3, 8],
  won: [4, 9],
  lost: [2, 5],
};
const KINDS: readonly (readonly [InteractionKind, number])[] = [
  ['call', 74],
  ['note', 26],
];

/**
 * What was logged about the customers up to now, oldest first, and the customers with the last contact that follows
 * from it.
 */
export function makeDemoHistory(
  random: Random,
  customers: readonly CustomerFields[],
  appointments: readonly AppointmentFields[],
  nowMs: number,
): { interactions: InteractionFields[]; customers: CustomerFields[] } {
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const about = (customer: CustomerFields) => ({ language: customer.language, districts: districtsOf(customer) });
  const interactions = customers.flatMap((customer) =>
    talks(random, customer, nowMs).map((occurredMs) =>
      makeInteraction(
        random,
        {
          customerId: customer.id,
          authorId: customer.ownerId,
          occurredAt: iso(occurredMs),
          createdAt: loggedAt(random, occurredMs, nowMs),
          kind: customer.stage === 'new' ? 'note' : random.weighted(KINDS),
        },
        about(customer),
      ),
    ),
  );
  for (const appointment of appointments) {
    const customer = byId.get(appointment.customerId);
    if (appointment.status !== 'held' || customer === undefined || random.chance(0.35)) continue;
    const startsMs = Date.parse(appointment.startsAt),
      endsMs = Date.parse(appointment.endsAt);
    const atDistance = appointment.kind === 'phone' || appointment.kind === 'video';
    interactions.push(
      makeInteraction(
        random,
        {
          customerId: customer.id,
          authorId: appointment.agentId,
          occurredAt: appointment.startsAt,
          createdAt: loggedAt(random, endsMs, nowMs),
          kind: atDistance ? 'call' : 'visit',
          outcome: 'reached',
          durationMinutes: (endsMs - startsMs) / MINUTE_MS,
        },
        about(customer),
      ),
    );
  }
  interactions.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
  return { interactions, customers: withLastContact(customers, interactions, appointments) };
}

function withLastContact(
  customers: readonly CustomerFields[],
  interactions: readonly InteractionFields[],
  appointments: readonly AppointmentFields[],
): CustomerFields[] {
  const last = new Map<string, string>();
  for (const { status, customerId, startsAt } of appointments) {
    if (status === 'held' && startsAt > (last.get(customerId) ?? '')) last.set(customerId, startsAt);
  }
  for (const interaction of interactions) {
    if (isContact(interaction) && interaction.occurredAt > (last.get(interaction.customerId) ?? ''))
      last.set(interaction.customerId, interaction.occurredAt);
  }
  return customers.map((customer) => {
    const lastContactAt = last.get(customer.id) ?? '';
    // Somebody we have spoken with is no longer new.
    return {
      ...customer,
      lastContactAt,
      stage: customer.stage === 'new' && lastContactAt !== '' ? 'contacted' : customer.stage,
    };
  });
}

/** Instants of talks: the first soon after we met, the rest while it was of interest, some customers long ago. */
function talks(random: Random, customer: CustomerFields, nowMs: number): number[] {
  const [fewest, most] = TALKS[customer.stage] ?? [1, 5];
  const metMs = Date.parse(customer.createdAt);
  const quietMs = random.chance(0.55) ? random.next() * 14 * DAY_MS : random.next() * 120 * DAY_MS;
  const untilMs = Math.max(metMs + DAY_MS, nowMs - quietMs);
  return Array.from({ length: random.between(fewest, most) }, (_, at) =>
    at === 0
      ? metMs + random.between(5, 48 * 60) * MINUTE_MS
      : intoWorkingHours(metMs + random.next() * (untilMs - metMs)),
  ).filter((ms) => ms >= metMs && ms < nowMs - HOUR_MS);
}

function loggedAt(random: Random, occurredMs: number, nowMs: number): string {
  return iso(Math.min(occurredMs + random.between(0, 15) * MINUTE_MS, nowMs));
}
