/** Last contact as the office keeps it, against the rule devices show it by (sync/rules/last-contact.ts). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AppointmentFields } from '../../sync/collections/appointment';
import { conversationIdOf } from '../../sync/collections/conversation';
import type { DocumentFields } from '../../sync/collections/definition';
import type { InteractionFields } from '../../sync/collections/interaction';
import type { MessageFields } from '../../sync/collections/message';
import { contactInstants, latestOf } from '../../sync/rules/last-contact';
import { Random } from '../../prisma/factories/random';
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
  // The office adds when it heard of it.
  expect(results).toMatchObject([{ outcome: 'merged' }]);
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

type Said = Pick<MessageFields, 'direction' | 'state' | 'bulkId' | 'sendAt' | 'createdAt'> & { id: string };
/** As it stands in the office, whoever put it there: a person, a line, a worker. */
async function say(customer: string, values: Partial<Said>): Promise<Said> {
  const { pool, newId } = team.office.deps;
  const conversationId = conversationIdOf('whatsapp', customer);
  const said: Said = { id: newId(), direction: 'in', state: '', bulkId: '', sendAt: '', createdAt: at(1), ...values };
  await pool.query(
    `INSERT INTO conversations (id, customer_id, channel, created_by, created_at)
     SELECT $1, id, 'whatsapp', owner_id, now() FROM customers WHERE id = $2 ON CONFLICT DO NOTHING`,
    [conversationId, customer],
  );
  await pool.query(
    `INSERT INTO messages (id, conversation_id, customer_id, channel, direction, state, bulk_id, created_by, created_at)
     SELECT $1, $2, id, 'whatsapp', $4, $5, nullif($6, '')::uuid, owner_id, $7 FROM customers WHERE id = $3`,
    [said.id, conversationId, customer, said.direction, said.state, said.bulkId, said.createdAt],
  );
  return said;
}
const becomes = (id: string, state: string) =>
  team.office.deps.pool.query('UPDATE messages SET state = $2 WHERE id = $1', [id, state]);

describe('last contact', () => {
  it('counts what the customer wrote, and what left to them alone, until it proves not to have arrived', async () => {
    const id = await customerOnAll(tablets);
    await say(id, { createdAt: at(100) });
    expect(await lastContact(id)).toBe(at(100));
    const answer = await say(id, { direction: 'out', state: 'queued', createdAt: at(50) });
    await say(id, { direction: 'out', state: 'delivered', bulkId: team.office.deps.newId(), createdAt: at(10) });
    expect(await lastContact(id)).toBe(at(100));
    await becomes(answer.id, 'sent');
    expect(await lastContact(id)).toBe(at(50));
    await becomes(answer.id, 'bounced');
    expect(await lastContact(id)).toBe(at(100));
  });

  it('is not moved by what the office writes of itself', async () => {
    const id = await customerOnAll(tablets);
    const reminder = await say(id, { direction: 'out', state: 'queued', createdAt: at(5) });
    await team.office.deps.pool.query(
      `INSERT INTO deliveries (id, purpose, channel, basis, dedupe_key, customer_id, message_id, address_key, state)
       VALUES ($1, 'reminder', 'whatsapp', 'appointment', $4, $2, $3, sha256('alici'), 'sent')`,
      [team.office.deps.newId(), id, reminder.id, `reminder:${id}`],
    );
    expect(await lastContact(id)).toBe('');
  });

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

  it.each([2, 3, 4])('says what the rule says, whatever happened: seed %i', async (seed) => {
    const random = new Random(seed);
    const { mine, boss } = tablets;
    const id = await customerOnAll(tablets);
    const entries: InteractionFields[] = [];
    const appointments = new Map<string, AppointmentFields>();
    const messages: Said[] = [];
    let moved = 0,
      before = '';
    for (let step = 0; step < 60; step += 1) {
      const tablet = random.chance(0.7) ? mine : boss;
      const kind = random.below(7);
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
      } else if (kind === 5 || (kind === 6 && messages.length === 0)) {
        messages.push(
          await say(id, {
            direction: (['in', 'out', 'out'] as const)[random.below(3)]!,
            state: ['', 'queued', 'sent'][random.below(3)]!,
            bulkId: random.chance(0.3) ? team.office.deps.newId() : '',
            createdAt: at(1 + random.below(800)),
          }),
        );
      } else if (kind === 6) {
        const message = random.below(messages.length);
        const state = ['sent', 'read', 'failed', 'bounced'][random.below(4)]!;
        await becomes(messages[message]!.id, state);
        messages[message] = { ...messages[message]!, state };
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
      expect(stands, `step ${step}`).toBe(latestOf(contactInstants(entries, [...appointments.values()], messages)));
      if (stands < before) moved += 1;
      before = stands;
    }
    expect(moved).toBeGreaterThan(0); // it was lowered at times
  });
});
