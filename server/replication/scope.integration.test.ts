import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { refusalOf } from '../test/office';
import { Tablet } from '../test/tablet';
import { createTwoTeams, customerWithWork, type CustomerWithWork, type TwoTeams } from '../test/two-teams';

let office: TwoTeams['office'];
let team: TwoTeams['team'];
let otherTeam: TwoTeams['otherTeam'];
let agents: TwoTeams['agents'];
let manager: TwoTeams['manager'];
let otherManager: TwoTeams['otherManager'];
let admin: TwoTeams['admin'];

beforeAll(async () => {
  ({ office, team, otherTeam, agents, manager, otherManager, admin } = await createTwoTeams());
});
afterAll(() => office.close());
beforeEach(() => {
  office.clock.nowMs += 60_000;
});

const holds = (tablet: Tablet, { customer, appointment, call }: CustomerWithWork) =>
  [tablet.get('customers', customer), tablet.get('appointments', appointment), tablet.get('interactions', call)].map(
    (document) => document !== undefined,
  );

describe('scope', () => {
  it('is the same in SQL as in the rule, for every role', async () => {
    const people = [...agents, manager, otherManager, admin];
    const tablets = await Promise.all(people.map((person) => Tablet.signIn(office, person)));
    const [first, second] = tablets as [Tablet, Tablet];
    const own = await customerWithWork(first);
    const shared = await customerWithWork(second, { sharedWith: [agents[0].id] });
    const foreign = await customerWithWork(second);
    await Promise.all(tablets.map((tablet) => tablet.sync()));
    const seen = tablets.map((tablet) => [own, shared, foreign].map((one) => holds(tablet, one)));
    const all = [true, true, true],
      none = [false, false, false];
    expect(seen).toEqual([
      [all, all, none],
      [none, all, all],
      [all, none, none],
      [none, all, all],
      [all, all, all],
    ]);
  });

  it('follows a customer from hand to hand, with all that hangs on it', async () => {
    const [from, to, boss, otherBoss] = (await Promise.all(
      [agents[0], agents[1], manager, otherManager].map((person) => Tablet.signIn(office, person)),
    )) as [Tablet, Tablet, Tablet, Tablet];
    const chief = await Tablet.signIn(office, admin);
    const moved = await customerWithWork(from);
    await Promise.all([to, boss, otherBoss, chief].map((tablet) => tablet.sync()));
    expect([from, to, boss, otherBoss].map((tablet) => holds(tablet, moved)[0])).toEqual([true, false, true, false]);

    chief.edit('customers', moved.customer, { ownerId: agents[1].id });
    expect(await chief.push('customers')).toMatchObject([
      { outcome: 'merged', document: { fields: { teamId: otherTeam } } },
    ]);
    const departures = await from.pull('customers');
    expect(departures.gone).toEqual([moved.customer]);
    await Promise.all([from, to, boss, otherBoss].map((tablet) => tablet.sync()));
    expect([from, to, boss, otherBoss].map((tablet) => holds(tablet, moved))).toEqual([
      [false, false, false],
      [true, true, true],
      [false, false, false],
      [true, true, true],
    ]);

    await chief.pull('customers');
    chief.edit('customers', moved.customer, { ownerId: agents[0].id, sharedWith: [agents[1].id] });
    await chief.push('customers');
    await Promise.all([from, to, boss, otherBoss].map((tablet) => tablet.sync()));
    expect([from, to, boss, otherBoss].map((tablet) => holds(tablet, moved)[2])).toEqual([true, true, true, false]);
  });

  it('sends departures and documents in one order, page by page, each once', async () => {
    const [from, to] = (await Promise.all(agents.map((person) => Tablet.signIn(office, person)))) as [Tablet, Tablet];
    const ids = Array.from({ length: 12 }, () => from.create('customers', from.newCustomer()));
    await from.sync();
    await to.sync();
    const chief = await Tablet.signIn(office, admin);
    await chief.pull('customers');
    for (const id of ids.slice(0, 7)) chief.edit('customers', id, { ownerId: agents[1].id });
    await chief.push('customers');
    from.create('customers', from.newCustomer());
    await from.push('customers');
    const came = await from.pull('customers', 2);
    expect(came.gone.sort()).toEqual(ids.slice(0, 7).sort());
    expect((await to.pull('customers', 2)).documents.sort()).toEqual(ids.slice(0, 7).sort());
    expect(await from.pull('customers', 2)).toEqual({ documents: [], gone: [], restarted: false });
  });

  it('begins anew when role or team changes', async () => {
    const person = await office.addMember({ teamId: team });
    const tablet = await Tablet.signIn(office, person);
    const { customer } = await customerWithWork(await Tablet.signIn(office, agents[0]));
    await tablet.sync();
    expect(tablet.get('customers', customer)).toBeUndefined();
    await office.deps.pool.query(`UPDATE members SET role = 'manager' WHERE id = $1`, [person.id]);
    const again = await tablet.pull('customers');
    expect(again.restarted).toBe(true);
    expect(tablet.get('customers', customer)).toBeDefined();
    expect((await tablet.pull('customers')).restarted).toBe(false);
  });

  it('hides from agents what managers write for themselves', async () => {
    const [agent, boss] = [await Tablet.signIn(office, agents[0]), await Tablet.signIn(office, manager)];
    const { customer } = await customerWithWork(agent);
    await boss.sync();
    boss.edit('customers', customer, { managerNote: 'zor müşteri' });
    const secondBoss = await Tablet.signIn(office, manager);
    await secondBoss.sync();
    secondBoss.edit('customers', customer, { managerNote: 'kolay müşteri' });
    await boss.push('customers');
    await secondBoss.push('customers');
    expect(secondBoss.get('customers', customer)!.sync.conflicts).toHaveLength(1);
    agent.edit('customers', customer, { city: 'Kars' });
    const answer = JSON.stringify(await agent.push('customers'));
    const feed = JSON.stringify([
      await agent.pullPage('customers', 5_000, null),
      await agent.pullPage('members', 5_000, null),
    ]);
    expect(answer).toContain('"merged"');
    for (const text of [answer, feed]) expect(text).not.toMatch(/zor müşteri|kolay müşteri|managerNote/);
    expect(feed).not.toContain(admin.email);
    expect(JSON.stringify(await boss.pullPage('members', 5_000, null))).toContain(admin.email);
  });

  it('belongs to a device of the person who asks', async () => {
    const [one, two] = [await Tablet.signIn(office, agents[0]), await Tablet.signIn(office, agents[1])];
    two.deviceId = one.deviceId;
    expect((await refusalOf(two.pull('customers'))).code).toBe('sync.deviceForeign');
    expect(
      (await refusalOf((await two.browser.request()).sync.hello({ deviceId: one.deviceId, deviceLabel: '' }))).code,
    ).toBe('sync.deviceForeign');
    expect((await (await one.browser.request()).sync.hello({ deviceId: one.deviceId, deviceLabel: '' })).deviceId).toBe(
      one.deviceId,
    );
    // A device of one person with the session of another: not even a name for it.
    expect(
      (
        await refusalOf(
          (await two.browser.request()).sync.hello({ deviceId: null, deviceLabel: '', memberId: one.memberId }),
        )
      ).code,
    ).toBe('auth.required');
    expect(
      (
        await (
          await one.browser.request()
        ).sync.hello({ deviceId: one.deviceId, deviceLabel: '', memberId: one.memberId })
      ).deviceId,
    ).toBe(one.deviceId);
  });
});
