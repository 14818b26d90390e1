import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stageSpans } from '../../../sync/rules/stage-spans';
import type { InteractionFields } from '../../../sync/collections/interaction';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';

let teams: TwoTeams;
let boss: Tablet;
let agent: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  // What is decided in the database’s future would count from now.
  teams.office.clock.nowMs = Date.now() - 60 * 24 * HOUR_MS;
  boss = await Tablet.signIn(teams.office, teams.admin);
  agent = await Tablet.signIn(teams.office, teams.agents[0]);
});
afterAll(() => teams.office.close());

const HOUR_MS = 3_600_000;
const told = async (customerId: string) =>
  (
    await teams.office.deps.pool.query<InteractionFields>(
      `SELECT id, customer_id AS "customerId", kind, body, fact, author_id AS "authorId", occurred_at AS "occurredAt", created_at AS "createdAt"
       FROM interactions WHERE customer_id = $1 ORDER BY occurred_at, kind`,
      [customerId],
    )
  ).rows;

describe('what is decided about a customer', () => {
  it('stands in their time once, from when it was decided, with who and why', async () => {
    const id = agent.create('customers', agent.newCustomer({ stage: 'new' }));
    await agent.sync();
    expect(await told(id)).toEqual([]);
    teams.office.clock.nowMs += HOUR_MS;
    agent.edit('customers', id, { stage: 'lost', lostReason: 'Fiyat' });
    const decidedAt = new Date(teams.office.clock.nowMs).toISOString();
    teams.office.clock.nowMs += 2 * HOUR_MS;
    await agent.sync();
    const [entry, ...others] = await told(id);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'stage',
      authorId: teams.agents[0].id,
      occurredAt: decidedAt,
      body: 'Aşama: Yeni → Kaybedildi · Fiyat',
      fact: { was: 'new', is: 'lost', reason: 'Fiyat' },
    });
    // Whoever did it has it as everybody else.
    await agent.sync();
    expect(agent.fields('interactions', entry!.id)).toMatchObject({ fact: { was: 'new', is: 'lost' } });
  });

  it('says of what was logged when the office heard of it, which no device decides', async () => {
    const id = agent.create('customers', agent.newCustomer());
    const now = new Date(teams.office.clock.nowMs).toISOString();
    const entry = agent.create('interactions', {
      ...{ customerId: id, authorId: teams.agents[0].id, kind: 'call', outcome: 'reached', body: '' },
      ...{ durationMinutes: 0, occurredAt: now, createdAt: now, receivedAt: '2020-01-01T00:00:00.000Z' },
    });
    teams.office.clock.nowMs += 2 * HOUR_MS;
    const heardAt = new Date(teams.office.clock.nowMs).toISOString();
    await agent.sync();
    await agent.sync();
    expect(agent.fields('interactions', entry)).toMatchObject({ createdAt: now, receivedAt: heardAt });
  });

  it('goes along to whoever gets the customer, as the office did it', async () => {
    const id = boss.create('customers', boss.newCustomer({ ownerId: teams.agents[1].id, source: 'fair' }));
    await boss.sync();
    await teams.office.deps.writeAsOffice(
      'customers',
      [{ id, values: { ownerId: teams.agents[0].id, source: 'instagram' } }],
      'job:test',
    );
    await agent.sync();
    const entries = await told(id);
    expect(entries.map(({ kind, fact }) => [kind, fact])).toEqual([
      ['owner', { was: teams.agents[1].id, is: teams.agents[0].id, byOffice: true }],
      ['source', { was: 'fair', is: 'instagram', byOffice: true }],
    ]);
    for (const { id: entryId } of entries) expect(agent.fields('interactions', entryId)).toBeDefined();
  });

  it('is appended by the office alone', async () => {
    const id = agent.create('customers', agent.newCustomer());
    await agent.sync();
    const now = new Date(teams.office.clock.nowMs).toISOString();
    const entry = { customerId: id, authorId: teams.agents[0].id, outcome: '', body: '', durationMinutes: 0 };
    agent.create('interactions', { ...entry, kind: 'stage', occurredAt: now, createdAt: now });
    agent.create('interactions', { ...entry, kind: 'note', occurredAt: now, createdAt: now, fact: { is: 'won' } });
    await agent.sync();
    expect(await told(id)).toEqual([]);
  });

  it('tells the days in each stage', async () => {
    const id = agent.create('customers', agent.newCustomer({ stage: 'new' }));
    await agent.sync();
    const begun = teams.office.clock.nowMs;
    for (const stage of ['contacted', 'qualified', 'won']) {
      teams.office.clock.nowMs += 24 * HOUR_MS;
      agent.edit('customers', id, { stage });
      await agent.sync();
    }
    const at = (days: number) => new Date(begun + days * 24 * HOUR_MS).toISOString();
    const { stage, createdAt } = agent.fields('customers', id) as { stage: string; createdAt: string };
    expect(stageSpans({ id, stage, createdAt, changedAt: '' }, await told(id))).toEqual([
      { stage: 'new', fromAt: createdAt, untilAt: at(1) },
      { stage: 'contacted', fromAt: at(1), untilAt: at(2) },
      { stage: 'qualified', fromAt: at(2), untilAt: at(3) },
      { stage: 'won', fromAt: at(3), untilAt: '' },
    ]);
  });
});
