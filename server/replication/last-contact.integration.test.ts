/** Last contact as the office keeps it, against the rule devices show it by (sync/rules/last-contact.ts). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppointmentFields } from '../../sync/collections/appointment';
import type { DocumentFields } from '../../sync/collections/definition';
import type { InteractionFields } from '../../sync/collections/interaction';
import { contactInstants, latestOf } from '../../sync/rules/last-contact';
import { Random } from '../prove/random';
import { createOneTeam, customerOnAll, newTablets, type OneTeam, type Tablets } from '../test/one-team';
import type { Tablet } from '../test/tablet';

let team: OneTeam;
let tablets: Tablets;

beforeAll(async () => {
  team = await createOneTeam();
});
afterAll(() => team.office.close());
beforeEach(async () => {
  tablets = await newTablets(team);
});

const at = (hoursAgo: number) => new Date(team.office.clock.nowMs - hoursAgo * 3_600_000).toISOString();
const lastContact = async (id: string) => {
  const { rows } = await team.office.deps.pool.query<{ at: string | null }>(
    'SELECT last_contact_at AS at FROM customers WHERE id = $1',
    [id],
  );
  return rows[0]?.at ?? '';
};
const log = async (tablet: Tablet, customer: string, values: DocumentFields) => {
  const id = tablet.create('interactions', tablet.newInteraction(customer, values));
  const results = await tablet.push('interactions');
  expect(results).toMatchObject([{ outcome: 'applied' }]);
  return id;
};
const takeBack = (tablet: Tablet, customer: string, retracts: string) =>
  log(tablet, customer, { kind: 'note', outcome: '', retracts });
const book = async (tablet: Tablet, customer: string, startsAt: string) => {
  const id = tablet.create(
    'appointments',
    tablet.newAppointment(customer, { startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString() }),
  );
  await tablet.push('appointments');
  return id;
};
const mark = async (tablet: Tablet, id: string, values: DocumentFields) => {
  tablet.edit('appointments', id, values);
  await tablet.push('appointments');
};

describe('last contact', () => {
  it('counts an appointment that was held, and no longer when that is taken back', async () => {
    const { mine, other } = tablets;
    const id = await customerOnAll(tablets);
    await log(mine, id, { occurredAt: at(900) });
    const visit = await book(mine, id, at(300));
    expect(await lastContact(id)).toBe(at(900));
    await mark(mine, visit, { status: 'held' });
    expect(await lastContact(id)).toBe(at(300));
    await other.pull('customers');
    expect(other.fields('customers', id)).toMatchObject({ lastContactAt: at(300) });
    await mark(mine, visit, { status: 'no_show' });
    expect(await lastContact(id)).toBe(at(900));
  });

  it('is lowered to the contact before when an entry is taken back, whichever of the two arrives first', async () => {
    const { mine } = tablets;
    const id = await customerOnAll(tablets);
    await log(mine, id, { kind: 'visit', occurredAt: at(500) });
    const wrong = await log(mine, id, { occurredAt: at(20) });
    expect(await lastContact(id)).toBe(at(20));
    await takeBack(mine, id, wrong);
    expect(await lastContact(id)).toBe(at(500));

    const late = team.office.deps.newId();
    await takeBack(mine, id, late);
    mine.create('interactions', mine.newInteraction(id, { occurredAt: at(10) }), late);
    await mine.push('interactions');
    expect(await lastContact(id)).toBe(at(500));
  });

  it('is lowered by whoever logged it alone', async () => {
    const { mine, boss } = tablets;
    const id = await customerOnAll(tablets);
    const call = await log(mine, id, { occurredAt: at(20) });
    await boss.pull('interactions');
    await takeBack(boss, id, call);
    expect(await lastContact(id)).toBe(at(20));
  });

  it('keeps a contact that this office knows only by its date', async () => {
    const { mine } = tablets;
    const id = await customerOnAll(tablets);
    await team.office.deps.pool.query('UPDATE customers SET last_contact_at = $2 WHERE id = $1', [id, at(5)]);
    const call = await log(mine, id, { occurredAt: at(20) });
    await takeBack(mine, id, call);
    expect(await lastContact(id)).toBe(at(5));
  });

  it('never moves by an edit', async () => {
    const { mine } = tablets;
    const id = await customerOnAll(tablets);
    await log(mine, id, { occurredAt: at(20) });
    mine.edit('customers', id, { notes: 'aradım', nextStepDueOn: '2026-12-01', nextStepText: 'Katalog' });
    await mine.push('customers');
    expect(await lastContact(id)).toBe(at(20));
    await tablets.other.pull('customers');
    expect(tablets.other.fields('customers', id)).toMatchObject({
      nextStepDueOn: '2026-12-01',
      nextStepText: 'Katalog',
    });
  });

  it.each([1, 2, 3])('says what the rule says, whatever happened: seed %i', async (seed) => {
    const random = new Random(seed);
    const { mine, boss } = tablets;
    const id = await customerOnAll(tablets);
    const entries: InteractionFields[] = [];
    const appointments = new Map<string, AppointmentFields>();
    let moved = 0,
      before = '';
    for (let step = 0; step < 60; step += 1) {
      const tablet = random.chance(0.7) ? mine : boss;
      const kind = random.below(5);
      if (kind <= 1 || (kind === 2 && entries.length === 0)) {
        const values = {
          kind: (['call', 'visit', 'note'] as const)[random.below(3)]!,
          outcome: (['reached', 'no_answer'] as const)[random.below(2)]!,
          occurredAt: at(1 + random.below(800)),
        };
        const entry = await log(tablet, id, values);
        entries.push(tablet.fields('interactions', entry) as InteractionFields & { id: string });
        entries[entries.length - 1] = { ...entries.at(-1)!, id: entry };
      } else if (kind === 2) {
        const entry = await takeBack(tablet, id, entries[random.below(entries.length)]!.id);
        entries.push({ ...(tablet.fields('interactions', entry) as InteractionFields), id: entry });
      } else if (kind === 3 || appointments.size === 0) {
        const appointment = await book(tablet, id, at(1 + random.below(800)));
        appointments.set(appointment, tablet.fields('appointments', appointment) as AppointmentFields);
      } else {
        const [appointment] = [...appointments.keys()].slice(random.below(appointments.size));
        await tablet.pull('appointments');
        // One that was deleted before this device ever heard of it never arrives.
        if (tablet.fields('appointments', appointment!) === undefined) continue;
        const { status } = tablet.fields('appointments', appointment!) as AppointmentFields;
        await mark(
          tablet,
          appointment!,
          random.chance(0.2)
            ? { deletedAt: at(0) }
            : { status: status === 'held' ? 'confirmed' : 'held', deletedAt: '' },
        );
        await tablet.pull('appointments');
        appointments.set(appointment!, tablet.fields('appointments', appointment!) as AppointmentFields);
      }
      const stands = await lastContact(id);
      expect(stands, `step ${step}`).toBe(latestOf(contactInstants(entries, [...appointments.values()])));
      if (stands < before) moved += 1;
      before = stands;
    }
    expect(moved).toBeGreaterThan(0); // it was lowered at times
  });
});
