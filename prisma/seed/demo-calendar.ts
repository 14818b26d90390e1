import type { AppointmentFields, AppointmentStatus } from '../../sync/collections/appointment';
import type { CustomerFields } from '../../sync/collections/customer';
import { makeAppointment } from '../factories/appointment-factory';
import { districtsOf } from '../factories/customer-factory';
import type { Random } from '../factories/random';
import { DAY_MS, dayStartMs, HOUR_MS, iso, MINUTE_MS, weekday } from './office-hours';

const FIRST_DAY = -60,
  LAST_DAY = 45;
const PAST: readonly (readonly [AppointmentStatus, number])[] = [
  ['held', 76],
  ['cancelled', 11],
  ['no_show', 9],
  ['declined', 2],
  ['confirmed', 2],
];
const COMING: readonly (readonly [AppointmentStatus, number])[] = [
  ['confirmed', 56],
  ['approved', 16],
  ['requested', 15],
  ['draft', 6],
  ['cancelled', 7],
];
/** What has to be approved is of a kind that needs it (demo-settings.ts). */
const ASKED_FOR: readonly AppointmentStatus[] = ['requested', 'approved', 'declined'];
const LENGTHS_MINUTES = [
  [30, 30],
  [45, 25],
  [60, 35],
  [90, 10],
] as const;

type Slot = { agentId: string; startsMs: number; endsMs: number };

/**
 * At most `count` appointments of the given agents around today, each with a customer of the agent's own who was
 * already there (`customers` are sorted by creation). Nobody is at two places at once, except for the few double
 * bookings every office has: one of them today.
 */
export function makeDemoAppointments(
  random: Random,
  count: number,
  agentIds: readonly string[],
  customers: readonly CustomerFields[],
  nowMs: number,
): AppointmentFields[] {
  const portfolios = new Map(agentIds.map((id) => [id, customers.filter((customer) => customer.ownerId === id)]));
  const lastDay = new Map<CustomerFields, number>();
  return planSlots(random, count, agentIds, nowMs).flatMap((slot) => {
    const day = dayStartMs(slot.startsMs);
    const own = portfolios.get(slot.agentId) ?? [];
    const known = countUntil(own, iso(Math.min(day, nowMs - HOUR_MS)));
    for (let attempt = 0; attempt < Math.min(known, 20); attempt++) {
      const customer = own[random.between(0, known - 1)]!;
      if (lastDay.get(customer) === day) continue;
      lastDay.set(customer, day);
      return [book(random, slot, customer, nowMs)];
    }
    return [];
  });
}

/** How many of the customers, oldest first, were there before `at`. */
function countUntil(customers: readonly CustomerFields[], at: string): number {
  let low = 0,
    high = customers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (customers[middle]!.createdAt < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function book(random: Random, slot: Slot, customer: CustomerFields, nowMs: number): AppointmentFields {
  const latestMs = Math.min(slot.startsMs - HOUR_MS, nowMs);
  const earliestMs = Math.max(Date.parse(customer.createdAt), latestMs - 21 * DAY_MS);
  const createdAt = iso(earliestMs + Math.floor(random.next() * Math.max(0, latestMs - earliestMs)));
  const status =
    slot.endsMs <= nowMs ? random.weighted(PAST) : slot.startsMs <= nowMs ? 'confirmed' : random.weighted(COMING);
  return makeAppointment(
    random,
    {
      customerId: customer.id,
      agentId: slot.agentId,
      startsAt: iso(slot.startsMs),
      endsAt: iso(slot.endsMs),
      createdAt,
      status,
      ...(status === 'declined' ? { decisionNote: 'Önce telefonla görüşün' } : {}),
      ...(ASKED_FOR.includes(status) ? { kindId: slot.startsMs % (2 * HOUR_MS) === 0 ? 'away' : 'signing' } : {}),
    },
    { language: customer.language, districts: districtsOf(customer) },
  );
}

/** Hands out free times, day by day; a full calendar holds about 4,500 of them for eight agents. */
function planSlots(random: Random, count: number, agentIds: readonly string[], nowMs: number): Slot[] {
  const today = dayStartMs(nowMs);
  const days = Array.from({ length: LAST_DAY - FIRST_DAY + 1 }, (_, at) => FIRST_DAY + at);
  const wanted = days.flatMap((offset) =>
    agentIds.map((agentId) => ({
      offset,
      agentId,
      dayMs: today + offset * DAY_MS,
      load: loadOf(offset, weekday(today + offset * DAY_MS)),
    })),
  );
  const factor = Math.min(1, (1.06 * count) / wanted.reduce((sum, { load }) => sum + load, 0));
  const slots = wanted.flatMap(({ offset, agentId, dayMs, load }) => {
    const doubleBooked = (offset === 0 && agentId === agentIds[0]) || (Math.abs(offset) < 12 && random.chance(0.06));
    return planDay(random, agentId, dayMs, Math.floor(load * factor + random.next()), doubleBooked);
  });
  // Rounding by chance lands near `count`, not on it: drop what is too much, never from today.
  const spare = random
    .shuffled(slots.filter((slot) => dayStartMs(slot.startsMs) !== today))
    .slice(0, Math.max(0, slots.length - count));
  const dropped = new Set(spare);
  return slots.filter((slot) => !dropped.has(slot));
}

/**
 * Appointments per agent: full days behind us and for two weeks ahead, thinner after that; today is always a working
 * day.
 */
function loadOf(offset: number, day: number): number {
  if (offset === 0) return 6;
  if (day === 0) return 0;
  const full = offset <= 14 ? 7.2 : 4.4;
  return day === 6 ? full / 2 : full;
}

function planDay(random: Random, agentId: string, dayMs: number, count: number, doubleBooked: boolean): Slot[] {
  const slots: Slot[] = [];
  let cursor = dayMs + 9 * HOUR_MS + random.between(0, 2) * 15 * MINUTE_MS;
  const closing = dayMs + 19 * HOUR_MS;
  for (let at = 0; at < count; at++) {
    const length = random.weighted(LENGTHS_MINUTES) * MINUTE_MS;
    if (cursor + length > closing) break;
    slots.push({ agentId, startsMs: cursor, endsMs: cursor + length });
    cursor += length + random.between(0, 2) * 15 * MINUTE_MS;
  }
  const [first, second] = slots.slice(-2);
  if (doubleBooked && first !== undefined && second !== undefined) {
    const length = second.endsMs - second.startsMs;
    second.startsMs = first.startsMs + 15 * MINUTE_MS;
    second.endsMs = second.startsMs + length;
  }
  return slots;
}
