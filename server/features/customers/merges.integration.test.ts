/** Two records of one person, as the office takes it: who may merge, what never becomes a circle, and what follows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import { customerWithWork, createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';
import { listAudience } from '../campaigns/audience.store';
import { eraseCustomer } from '../journey/erase-customer';
import { readFacts } from '../reports/facts.store';
import { findInSegment } from '../segments/find-in-segment';

let teams: TwoTeams;
let agent: Tablet, other: Tablet, manager: Tablet, boss: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  agent = await Tablet.signIn(teams.office, teams.agents[0]);
  other = await Tablet.signIn(teams.office, teams.agents[1]);
  manager = await Tablet.signIn(teams.office, teams.manager);
  boss = await Tablet.signIn(teams.office, teams.admin);
});
afterAll(() => teams.office.close());

const query = async <T extends object>(text: string, ...values: unknown[]) =>
  (await teams.office.deps.pool.query<T>(text, values)).rows;
const rootOf = async (id: string) => (await query<{ root: string }>('SELECT customer_root($1) AS root', id))[0]!.root;
const entriesOf = (id: string) =>
  query<{ body: string; fact: object; authorId: string }>(
    `SELECT body, fact, author_id AS "authorId" FROM interactions WHERE customer_id = $1 AND kind = 'merge'
     ORDER BY created_at, id`,
    id,
  );
const made = async (tablet: Tablet, ...those: object[]) => {
  const ids = those.map((values) => tablet.create('customers', tablet.newCustomer({ ...values })));
  await tablet.sync();
  return ids;
};
const merge = async (tablet: Tablet, id: string, mergedInto: string) => {
  teams.office.clock.nowMs += 60_000;
  tablet.edit('customers', id, { mergedInto });
  const [result] = await tablet.push('customers');
  return result?.outcome === 'refused' ? result.code : result?.outcome;
};

describe('a customer that is merged into another', () => {
  it('stands under the other from then on, along a chain too, and for itself once it is taken out', async () => {
    const [a, b, c] = (await made(agent, {}, {}, {})) as [string, string, string];
    await merge(agent, a, b);
    await merge(agent, b, c);
    expect([await rootOf(a), await rootOf(b), await rootOf(c)]).toEqual([c, c, c]);
    await agent.sync();
    await merge(agent, b, '');
    expect([await rootOf(a), await rootOf(b), await rootOf(c)]).toEqual([b, b, c]);
  });

  it('is told in the other’s time, and so is that it was taken out', async () => {
    const [a, b] = (await made(agent, { firstName: 'Ayşe', lastName: 'Kaya' }, {})) as [string, string];
    await merge(agent, a, b);
    await agent.sync();
    await merge(agent, a, '');
    expect(await entriesOf(b)).toEqual([
      { body: 'Birleştirildi: Ayşe Kaya', fact: { is: a, name: 'Ayşe Kaya' }, authorId: teams.agents[0].id },
      { body: 'Ayrıldı: Ayşe Kaya', fact: { was: a, name: 'Ayşe Kaya' }, authorId: teams.agents[0].id },
    ]);
    expect(await entriesOf(a)).toEqual([]);
  });

  it('goes with the other to whoever has that one, with all that hangs on it, without a word of its own', async () => {
    const lost = await customerWithWork(agent);
    const [kept] = (await made(boss, { ownerId: teams.agents[0].id })) as [string];
    await agent.sync();
    await boss.sync();
    await merge(agent, lost.customer, kept);
    await boss.sync();
    boss.edit('customers', kept, { ownerId: teams.agents[1].id });
    await boss.sync();
    await agent.sync();
    await other.sync();
    for (const tablet of [agent, other])
      expect([
        tablet.fields('customers', lost.customer)?.['mergedInto'],
        tablet.get('appointments', lost.appointment) !== undefined,
        tablet.get('interactions', lost.call) !== undefined,
      ]).toEqual(tablet === other ? [kept, true, true] : [undefined, false, false]);
    expect(await query(`SELECT FROM interactions WHERE customer_id = $1 AND kind = 'owner'`, lost.customer)).toEqual(
      [],
    );
  });
});

describe('whether two may be merged', () => {
  it('asks that the other is there and in scope', async () => {
    const [mine] = (await made(agent, {})) as [string];
    const [theirs] = (await made(other, {})) as [string];
    expect(await merge(agent, mine, theirs)).toBe('customer.mergeTargetGone');
    const [gone] = (await made(agent, {})) as [string];
    agent.edit('customers', gone, { deletedAt: new Date(teams.office.clock.nowMs).toISOString() });
    await agent.sync();
    const [again] = (await made(agent, {})) as [string];
    expect(await merge(agent, again, gone)).toBe('customer.mergeTargetGone');
    expect(await merge(agent, (await made(agent, {}))[0]!, teams.office.deps.newId())).toBe('customer.mergeTargetGone');
  });

  it('is not for a guest to decide, of neither of the two', async () => {
    const guest = { sharedWith: [teams.agents[1].id] };
    const [a, b] = (await made(agent, guest, guest)) as [string, string];
    const [own] = (await made(other, {})) as [string];
    await other.sync();
    expect(await merge(other, a, own)).toBe('customer.mayNotMerge');
    expect(await merge(other, own, b)).toBe('customer.mayNotMerge');
    await manager.sync();
    expect(await merge(manager, a, b)).toMatch(/applied|merged/);
    await other.sync();
    expect(other.fields('customers', a)?.['mergedInto']).toBe(b);
  });

  it('never makes a circle: of two tablets that merge the two into each other one is refused with words', async () => {
    const [a, b] = (await made(agent, {}, {})) as [string, string];
    await manager.sync();
    const answers = [await merge(agent, a, b), await merge(manager, b, a)];
    expect(answers).toEqual([expect.stringMatching(/applied|merged/), 'customer.mergeCircle']);
    expect([await rootOf(a), await rootOf(b)]).toEqual([b, b]);
    expect(await merge(agent, b, b)).toBe('customer.mergeCircle');
  });

  it('never makes a circle at the same instant either, nor within one push', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = (await made(agent, {}, {})) as [string, string];
      await manager.sync();
      const answers = await Promise.all([merge(agent, a, b), merge(manager, b, a)]);
      expect(answers.filter((one) => one === 'customer.mergeCircle')).toHaveLength(1);
      const [c, d] = (await made(agent, {}, {})) as [string, string];
      agent.edit('customers', c, { mergedInto: d });
      agent.edit('customers', d, { mergedInto: c });
      const results = await agent.push('customers');
      expect(results.filter(({ outcome }) => outcome === 'refused').length).toBe(1);
      expect([await rootOf(c), await rootOf(d)].every((root) => root === c || root === d)).toBe(true);
    }
  });

  it('is decided once: two tablets that merge one into different others are told so', async () => {
    const [a, b, c] = (await made(agent, {}, {}, {})) as [string, string, string];
    await manager.sync();
    await merge(agent, a, b);
    expect(await merge(manager, a, c)).toBe('sync.stateStands');
    expect(await rootOf(a)).toBe(b);
  });
});

describe('a person of several records', () => {
  const rule = (fact: string, operator: string, value = ''): SegmentRule =>
    ({ combinator: 'and', rules: [{ fact, operator, value }] }) as SegmentRule;
  const found = async (of: SegmentRule) => {
    const asks = { id: teams.admin.id, fullName: '', email: '', role: 'admin', teamId: null, scopeVersion: 0 } as const;
    return (await findInSegment(teams.office.deps, asks, of, 5_000)).ids;
  };

  it('is one in segments, by the record that stands for them, with what hangs on all of them', async () => {
    const lost = await customerWithWork(agent, { city: 'Birleşikköy' });
    const [kept] = (await made(agent, { city: 'Birleşikköy' })) as [string];
    const inTown = rule('city', 'is', 'Birleşikköy');
    const called = { ...inTown, rules: [...inTown.rules, ...rule('lastContactAt', 'any').rules] };
    expect([...(await found(inTown))].sort()).toEqual([lost.customer, kept].sort());
    expect(await found(called)).toEqual([lost.customer]);
    await merge(agent, lost.customer, kept);
    expect([await found(inTown), await found(called)]).toEqual([[kept], [kept]]);
    await agent.sync();
    await merge(agent, lost.customer, '');
    expect(await found(called)).toEqual([lost.customer]);
  });

  it('is one recipient of a campaign, by the address that stands, and a no to that address stays a no', async () => {
    const [lost, kept] = (await made(agent, { email: 'eski@ornek.example' }, { email: 'yeni@ornek.example' })) as [
      string,
      string,
    ];
    const say = (customerId: string, address: string, decision: string) =>
      query(
        `INSERT INTO consents (id, customer_id, channel, address, decision, source, occurred_at, received_at, recorded_by)
         VALUES (gen_random_uuid(), $1, 'email', $2, $3, 'spoken', now(), now(), $4)`,
        ...[customerId, address, decision, teams.agents[0].id],
      );
    await say(lost, 'eski@ornek.example', 'withdrawn');
    await say(kept, 'yeni@ornek.example', 'given');
    const audience = async () => {
      const of = { id: teams.admin.id, role: 'admin', teamId: null } as const;
      const asked = {
        ...{ campaignId: teams.office.deps.newId(), sender: of, nowMs: teams.office.clock.nowMs },
        ...{ tree: { test: 'all', of: [] } as const, firstNameIn: [], lastNameIn: [], capMost: null, exceptIds: [] },
      };
      const all = await listAudience(teams.office.deps.pool, asked, [''], false, null, 5_000);
      return all.filter(({ id }) => id === lost || id === kept).map(({ id }) => id);
    };
    expect(await audience()).toEqual([kept]);
    await merge(agent, lost, kept);
    expect(await audience()).toEqual([kept]);
    await agent.sync();
    agent.edit('customers', kept, { email: 'eski@ornek.example' });
    await agent.sync();
    expect(await audience()).toEqual([]);
    expect(agent.fields('customers', kept)?.['reach']).toMatchObject({ email: { state: 'no', reason: 'withdrawn' } });
  });

  it('is one customer of a report, from the month in which they were merged', async () => {
    const lost = await customerWithWork(agent);
    const [kept] = (await made(agent, {})) as [string];
    const calledMs = teams.office.clock.nowMs;
    const facts = async (untilMs: number) => {
      const found = await readFacts(teams.office.deps.pool, 0, untilMs, ['leads', 'contacts', 'standing']);
      const ours = new Set([lost.customer, kept]);
      return {
        leads: found.leads.filter(({ customer }) => ours.has(customer)).length,
        standing: found.standing.filter(({ customer }) => ours.has(customer)).length,
        called: found.contacts.find(({ id }) => id === lost.call)?.customer,
      };
    };
    teams.office.clock.nowMs += 60_000;
    await merge(agent, lost.customer, kept);
    expect(await facts(calledMs + 1)).toEqual({ leads: 2, standing: 2, called: lost.customer });
    expect(await facts(teams.office.clock.nowMs + 60_000)).toEqual({ leads: 1, standing: 1, called: kept });
  });

  it('is won once in reports: what was taken over with the other record is no move of theirs', async () => {
    const [lost, kept] = (await made(agent, { stage: 'new' }, { stage: 'new' })) as [string, string];
    const beganMs = teams.office.clock.nowMs;
    teams.office.clock.nowMs += 60_000;
    agent.edit('customers', lost, { stage: 'won' });
    await agent.sync();
    const betweenMs = (teams.office.clock.nowMs += 60_000);
    agent.edit('customers', kept, { stage: 'won' });
    await merge(agent, lost, kept);
    const afterMs = teams.office.clock.nowMs + 60_000;
    const moves = async (fromMs: number, untilMs: number) =>
      (await readFacts(teams.office.deps.pool, fromMs, untilMs, ['moves'])).moves
        .filter(({ customer, to }) => [lost, kept].includes(customer) && to === 'won')
        .map(({ id }) => id);
    expect(await moves(beganMs, betweenMs)).toEqual([lost]);
    expect(await moves(beganMs, afterMs)).toEqual([lost]);
    expect(await moves(betweenMs, afterMs)).toEqual([]);
  });

  it('who is answered under one record waits under none, in reports and in segments', async () => {
    const [lost, kept, third] = (await made(agent, {}, {}, {})) as [string, string, string];
    const say = async (customerId: string, direction: 'in' | 'out', atMs: number) => {
      const at = new Date(atMs).toISOString();
      const [{ id }] = (await query<{ id: string }>(
        `INSERT INTO conversations (id, customer_id, channel, created_by, created_at)
         VALUES (gen_random_uuid(), $1, 'sms', $2, $3)
         ON CONFLICT (customer_id, channel) DO UPDATE SET channel = 'sms' RETURNING id`,
        ...[customerId, teams.agents[0].id, at],
      )) as [{ id: string }];
      await query(
        `INSERT INTO messages (id, conversation_id, customer_id, channel, direction, state, created_by, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'sms', $3, $4, $5, $6)`,
        ...[id, customerId, direction, direction === 'in' ? '' : 'sent', teams.agents[0].id, at],
      );
    };
    const askedMs = teams.office.clock.nowMs;
    await say(lost, 'in', askedMs);
    await say(third, 'in', askedMs);
    await merge(agent, lost, kept);
    await merge(agent, third, kept);
    const standing = async () => {
      const { turns } = await readFacts(teams.office.deps.pool, askedMs - 1, askedMs + 3_600_000, ['turns']);
      const ours = turns.filter(({ customer }) => customer === kept);
      const waiting = await found(rule('unanswered', 'any'));
      return [ours.map(({ answeredAt }) => answeredAt !== null), waiting.includes(kept)];
    };
    expect(await standing()).toEqual([[false], true]);
    await say(kept, 'out', askedMs + 600_000);
    expect(await standing()).toEqual([[true], false]);
    // Called dealt with in the thread, which is that of the record that stands for them.
    await say(lost, 'in', askedMs + 700_000);
    expect((await standing())[1]).toBe(true);
    await query(`UPDATE conversations SET blocked_at = now() WHERE customer_id = $1`, kept);
    expect((await standing())[1]).toBe(false);
    await query(
      `UPDATE conversations SET blocked_at = NULL, closed_up_to = $2 WHERE customer_id = $1`,
      ...[kept, new Date(askedMs + 700_000).toISOString()],
    );
    expect((await standing())[1]).toBe(false);
  });

  it('is erased with all of their records', async () => {
    const lost = await customerWithWork(agent);
    const [kept] = (await made(agent, {})) as [string];
    await merge(agent, lost.customer, kept);
    const by = { memberId: teams.admin.id, ip: '127.0.0.1' };
    const { documents } = await eraseCustomer(teams.office.deps, by, kept);
    expect(await query('SELECT FROM customers WHERE id = ANY($1::uuid[])', [lost.customer, kept])).toEqual([]);
    expect(await query('SELECT FROM interactions WHERE id = $1', lost.call)).toEqual([]);
    // Whoever asks again keeps it again, all of it.
    expect(await eraseCustomer(teams.office.deps, by, lost.customer)).toEqual({ documents });
  });
});
