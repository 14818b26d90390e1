import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { APPOINTMENT_STATUSES } from '../collections/appointment';
import { findOverlaps, overlapsOf, type Overlap, type TimedAppointment } from './appointment-overlap';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 6) + minute * 60_000).toISOString();
const appointment = (id: string, from: number, to: number, over: Partial<TimedAppointment> = {}): TimedAppointment => ({
  id,
  agentId: 'agent',
  customerId: `customer-${id}`,
  startsAt: at(from),
  endsAt: at(to),
  status: 'confirmed',
  deletedAt: '',
  ...over,
});

/** Every pair looked at, straight from the definition. */
function naiveOverlaps(all: readonly TimedAppointment[]): Overlap[] {
  const pairs: Overlap[] = [];
  for (const a of all) {
    for (const b of all) {
      const inOrder = a.startsAt < b.startsAt || (a.startsAt === b.startsAt && a.id < b.id);
      const alive = [a, b].every(
        (one) =>
          one.deletedAt === '' && one.status !== 'cancelled' && one.status !== 'declined' && one.endsAt > one.startsAt,
      );
      const meet = Date.parse(a.startsAt) < Date.parse(b.endsAt) && Date.parse(b.startsAt) < Date.parse(a.endsAt);
      const sameAgent = a.agentId === b.agentId,
        sameCustomer = a.customerId === b.customerId;
      if (inOrder && alive && meet && (sameAgent || sameCustomer))
        pairs.push({ first: a.id, second: b.id, sameAgent, sameCustomer });
    }
  }
  return pairs;
}
const sorted = (pairs: readonly Overlap[]) => pairs.map((pair) => JSON.stringify(pair)).sort();

const anyAppointments = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 40 }),
      minutes: fc.integer({ min: -1, max: 12 }),
      agent: fc.integer({ min: 0, max: 2 }),
      customer: fc.integer({ min: 0, max: 3 }),
      status: fc.constantFrom(...APPOINTMENT_STATUSES),
      deleted: fc.boolean(),
    }),
    { maxLength: 24 },
  )
  .map((drawn) =>
    drawn.map((one, index): TimedAppointment =>
      appointment(`a${String(index).padStart(2, '0')}`, one.start, one.start + one.minutes, {
        agentId: `agent-${one.agent}`,
        customerId: `customer-${one.customer}`,
        status: one.status,
        deletedAt: one.deleted ? at(0) : '',
      }),
    ),
  );

describe('findOverlaps', () => {
  it('finds the pairs a look at every pair finds', () => {
    fc.assert(
      fc.property(anyAppointments, (all) => {
        expect(sorted(findOverlaps(all))).toEqual(sorted(naiveOverlaps(all)));
      }),
      { seed: 20261122, numRuns: 400 },
    );
  });

  it('does not depend on the order it is given', () => {
    fc.assert(
      fc.property(anyAppointments, fc.array(fc.integer()), (all, keys) => {
        const shuffled = all
          .map((one, index) => [keys[index] ?? 0, one] as const)
          .sort(([a], [b]) => a - b)
          .map(([, one]) => one);
        expect(findOverlaps(shuffled)).toEqual(findOverlaps(all));
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('lets one start when the other ends', () => {
    expect(findOverlaps([appointment('a', 0, 30), appointment('b', 30, 60)])).toEqual([]);
    expect(findOverlaps([appointment('a', 0, 31), appointment('b', 30, 60)])).toEqual([
      { first: 'a', second: 'b', sameAgent: true, sameCustomer: false },
    ]);
  });

  it('sees the same customer with two agents', () => {
    const both = [
      appointment('a', 0, 30, { customerId: 'x' }),
      appointment('b', 10, 20, { customerId: 'x', agentId: 'other' }),
    ];
    expect(findOverlaps(both)).toEqual([{ first: 'a', second: 'b', sameAgent: false, sameCustomer: true }]);
  });
});

describe('overlapsOf', () => {
  it('agrees with the sweep for every appointment', () => {
    fc.assert(
      fc.property(anyAppointments, (all) => {
        const pairs = findOverlaps(all);
        for (const one of all) {
          const partners = pairs.flatMap((pair) =>
            pair.first === one.id ? [pair.second] : pair.second === one.id ? [pair.first] : [],
          );
          expect(
            overlapsOf(one, all)
              .map((other) => other.id)
              .sort(),
          ).toEqual(partners.sort());
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
