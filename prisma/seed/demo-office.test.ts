import { describe, expect, it } from 'vitest';
import { appointmentShape } from '../../sync/collections/appointment';
import { customerShape } from '../../sync/collections/customer';
import { interactionShape, isContact } from '../../sync/collections/interaction';
import { makeDemoRecords } from './demo-office';
import { DEMO_MEMBERS } from './demo-people';
import { DAY_MS, dayStartMs, weekStartMs } from './office-hours';

const nowMs = Date.parse('2026-11-22T12:40:00.000Z');
const now = new Date(nowMs).toISOString();
const owners = DEMO_MEMBERS.filter((member) => member.role === 'agent');
const office = makeDemoRecords({ customers: 2_000, owners, nowMs, seed: 1 });

function overlaps(): number {
  let found = 0;
  for (const { id } of owners) {
    const own = office.appointments
      .filter((appointment) => appointment.agentId === id)
      .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
    own.forEach((appointment, at) => {
      if (at > 0 && appointment.startsAt < own[at - 1]!.endsAt) found++;
    });
  }
  return found;
}

describe('demo office', () => {
  it('has the people it says', () => {
    const count = (role: string) => DEMO_MEMBERS.filter((member) => member.role === role).length;
    expect([count('admin'), count('manager'), count('agent')]).toEqual([1, 2, 8]);
    expect(new Set(DEMO_MEMBERS.map((member) => member.email)).size).toBe(11);
    expect(DEMO_MEMBERS[5]).toMatchObject({
      fullName: 'Işıl Öztürk',
      email: 'isil.ozturk@saha.example',
      teamName: 'İstanbul Ekibi',
    });
  });

  it('has about 2,000 customers, 4,000 appointments and 8,000 contacts, all of the shapes that travel', () => {
    expect(office.customers).toHaveLength(2_000);
    expect(office.appointments).toHaveLength(4_000);
    expect(office.interactions.length).toBeGreaterThan(7_000);
    expect(office.interactions.length).toBeLessThan(10_000);
    for (const customer of office.customers) expect(customerShape.safeParse(customer).success).toBe(true);
    for (const appointment of office.appointments) expect(appointmentShape.safeParse(appointment).success).toBe(true);
    for (const interaction of office.interactions) expect(interactionShape.safeParse(interaction).success).toBe(true);
  });

  it('has three people twice, each with one agent: by number, by address and by name', () => {
    const twice = (key: (one: (typeof office.customers)[number]) => string) => {
      const seen = new Map<string, string[]>();
      for (const one of office.customers)
        if (key(one) !== '') seen.set(key(one), [...(seen.get(key(one)) ?? []), one.ownerId]);
      return [...seen.values()].filter((those) => those.length > 1);
    };
    const name = ({ firstName, lastName }: (typeof office.customers)[number]) => `${firstName} ${lastName}`;
    const [first, second, third] = owners.map(({ id }) => id);
    expect(twice((one) => one.phone && `${one.phone} ${name(one)}`)).toContainEqual([first, first]);
    expect(twice((one) => one.email && `${one.email} ${name(one)}`)).toContainEqual([second, second]);
    expect(twice(name).some((those) => those.filter((one) => one === third).length > 1)).toBe(true);
  });

  it('is made again the same, and another one with another seed', () => {
    expect(makeDemoRecords({ customers: 60, owners, nowMs, seed: 5 })).toEqual(
      makeDemoRecords({ customers: 60, owners, nowMs, seed: 5 }),
    );
    expect(makeDemoRecords({ customers: 60, owners, nowMs, seed: 5 }).customers).not.toEqual(
      makeDemoRecords({ customers: 60, owners, nowMs, seed: 6 }).customers,
    );
  });

  it('books from sixty days ago to forty-five ahead, always today, with statuses that fit', () => {
    const offsets = office.appointments.map(
      (appointment) => (dayStartMs(Date.parse(appointment.startsAt)) - dayStartMs(nowMs)) / DAY_MS,
    );
    expect([Math.min(...offsets), Math.max(...offsets)]).toEqual([
      -60,
      expect.toSatisfy((last: number) => last >= 43 && last <= 45),
    ]);
    expect(offsets.filter((offset) => offset === 0).length).toBeGreaterThan(30);
    expect(
      office.appointments.filter((a) => a.startsAt > now && (a.status === 'held' || a.status === 'no_show')),
    ).toEqual([]);
    expect(
      office.appointments.filter((a) => a.endsAt < now && (a.status === 'draft' || a.status === 'requested')),
    ).toEqual([]);
    expect(office.appointments.filter((a) => a.createdAt > now || a.createdAt > a.startsAt)).toEqual([]);
    const hours = office.appointments.map(
      (a) => (Date.parse(a.startsAt) - dayStartMs(Date.parse(a.startsAt))) / 3_600_000,
    );
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(9);
    expect(Math.max(...hours)).toBeLessThan(19);
  });

  it('has a handful of double bookings and no more', () => {
    expect(overlaps()).toBeGreaterThanOrEqual(3);
    expect(overlaps()).toBeLessThan(40);
  });

  it('spreads new customers over a year, some of them in this week, also on a Monday morning', () => {
    const inWeek = (customers: readonly { createdAt: string }[], ms: number) =>
      customers.filter((c) => Date.parse(c.createdAt) >= weekStartMs(ms)).length;
    expect(inWeek(office.customers, nowMs)).toBeGreaterThanOrEqual(40);
    expect(office.customers.filter((c) => c.createdAt > now)).toEqual([]);
    expect(office.customers[0]!.createdAt < new Date(nowMs - 250 * DAY_MS).toISOString()).toBe(true);
    const monday = Date.parse('2026-11-23T05:10:00.000Z');
    expect(
      inWeek(makeDemoRecords({ customers: 100, owners, nowMs: monday, seed: 1 }).customers, monday),
    ).toBeGreaterThanOrEqual(2);
  });

  it('says of each customer when the last contact was, exactly as logged, and nothing before they came', () => {
    const last = new Map<string, string>();
    for (const interaction of office.interactions) {
      if (isContact(interaction) && interaction.occurredAt > (last.get(interaction.customerId) ?? ''))
        last.set(interaction.customerId, interaction.occurredAt);
    }
    for (const { status, customerId, startsAt } of office.appointments) {
      if (status === 'held' && startsAt > (last.get(customerId) ?? '')) last.set(customerId, startsAt);
    }
    for (const customer of office.customers) expect(customer.lastContactAt).toBe(last.get(customer.id) ?? '');
    const created = new Map(office.customers.map((customer) => [customer.id, customer.createdAt]));
    for (const record of [...office.interactions, ...office.appointments])
      expect(record.createdAt >= created.get(record.customerId)!).toBe(true);
    expect(office.interactions.filter((i) => i.occurredAt > now || i.createdAt > now)).toEqual([]);
    expect(
      office.customers.filter(
        (c) => c.lastContactAt !== '' && c.lastContactAt < new Date(nowMs - 60 * DAY_MS).toISOString(),
      ).length,
    ).toBeGreaterThan(100);
  });
});
