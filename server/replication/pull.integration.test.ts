import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYNC_ORDER } from '../../sync/collections/registry';
import { purgeExpired, EXITS_KEPT_MS } from '../jobs/purge-expired';
import { createTestOffice, refusalOf, type Office } from '../test/office';
import { Tablet } from '../test/tablet';

let office: Office;
let team: string, otherTeam: string;
let agents: { id: string; email: string }[], manager: { id: string; email: string }, otherManager: { id: string; email: string }, admin: { id: string; email: string };

beforeAll(async () => {
  office = await createTestOffice();
  team = await office.addTeam('İzmir');
  otherTeam = await office.addTeam('Adana');
  agents = [await office.addMember({ teamId: team }), await office.addMember({ teamId: otherTeam })];
  manager = await office.addMember({ role: 'manager', teamId: team });
  otherManager = await office.addMember({ role: 'manager', teamId: otherTeam });
  admin = await office.addMember({ role: 'admin' });
});
afterAll(() => office.close());
beforeEach(() => { office.clock.nowMs += 60_000; });

/** A customer of the first agent with an appointment and a call. */
async function customerOf(tablet: Tablet, values = {}): Promise<{ customer: string; appointment: string; call: string }> {
  const customer = tablet.create('customers', tablet.newCustomer(values));
  await tablet.push('customers');
  const appointment = tablet.create('appointments', tablet.newAppointment(customer));
  const call = tablet.create('interactions', tablet.newInteraction(customer));
  await tablet.sync();
  return { customer, appointment, call };
}
const holds = (tablet: Tablet, { customer, appointment, call }: { customer: string; appointment: string; call: string }) =>
  [tablet.get('customers', customer), tablet.get('appointments', appointment), tablet.get('interactions', call)].map((document) => document !== undefined);

describe('sight', () => {
  it('is the same in SQL as in the rule, for every role', async () => {
    const people = [...agents, manager, otherManager, admin];
    const tablets = await Promise.all(people.map((person) => Tablet.signIn(office, person)));
    const [first, second] = tablets as [Tablet, Tablet];
    const own = await customerOf(first);
    const shared = await customerOf(second, { sharedWith: [agents[0]!.id] });
    const foreign = await customerOf(second);
    await Promise.all(tablets.map((tablet) => tablet.sync()));
    const seen = tablets.map((tablet) => [own, shared, foreign].map((one) => holds(tablet, one)));
    const all = [true, true, true], none = [false, false, false];
    expect(seen).toEqual([[all, all, none], [none, all, all], [all, none, none], [none, all, all], [all, all, all]]);
  });

  it('follows a customer from hand to hand, with all that hangs on it', async () => {
    const [from, to, boss, otherBoss] = await Promise.all([agents[0]!, agents[1]!, manager, otherManager].map((person) => Tablet.signIn(office, person))) as [Tablet, Tablet, Tablet, Tablet];
    const chief = await Tablet.signIn(office, admin);
    const moved = await customerOf(from);
    await Promise.all([to, boss, otherBoss, chief].map((tablet) => tablet.sync()));
    expect([from, to, boss, otherBoss].map((tablet) => holds(tablet, moved)[0])).toEqual([true, false, true, false]);

    chief.edit('customers', moved.customer, { ownerId: agents[1]!.id });
    expect(await chief.push('customers')).toMatchObject([{ outcome: 'merged', document: { fields: { teamId: otherTeam } } }]);
    const departures = await from.pull('customers');
    expect(departures.gone).toEqual([moved.customer]);
    await Promise.all([from, to, boss, otherBoss].map((tablet) => tablet.sync()));
    expect([from, to, boss, otherBoss].map((tablet) => holds(tablet, moved))).toEqual([
      [false, false, false], [true, true, true], [false, false, false], [true, true, true],
    ]);

    await chief.pull('customers');
    chief.edit('customers', moved.customer, { ownerId: agents[0]!.id, sharedWith: [agents[1]!.id] });
    await chief.push('customers');
    await Promise.all([from, to, boss, otherBoss].map((tablet) => tablet.sync()));
    expect([from, to, boss, otherBoss].map((tablet) => holds(tablet, moved)[2])).toEqual([true, true, true, false]);
  });

  it('sends departures and documents in one order, page by page, each once', async () => {
    const [from, to] = await Promise.all(agents.map((person) => Tablet.signIn(office, person))) as [Tablet, Tablet];
    const ids = Array.from({ length: 12 }, () => from.create('customers', from.newCustomer()));
    await from.sync();
    await to.sync();
    const chief = await Tablet.signIn(office, admin);
    await chief.pull('customers');
    for (const id of ids.slice(0, 7)) chief.edit('customers', id, { ownerId: agents[1]!.id });
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
    const { customer } = await customerOf(await Tablet.signIn(office, agents[0]!));
    await tablet.sync();
    expect(tablet.get('customers', customer)).toBeUndefined();
    await office.deps.pool.query(`UPDATE members SET role = 'manager' WHERE id = $1`, [person.id]);
    const again = await tablet.pull('customers');
    expect(again.restarted).toBe(true);
    expect(tablet.get('customers', customer)).toBeDefined();
    expect((await tablet.pull('customers')).restarted).toBe(false);
  });

  it('hides from agents what managers write for themselves', async () => {
    const [agent, boss] = [await Tablet.signIn(office, agents[0]!), await Tablet.signIn(office, manager)];
    const { customer } = await customerOf(agent);
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
    const feed = JSON.stringify([await agent.pullPage('customers', 5_000, null), await agent.pullPage('members', 5_000, null)]);
    expect(answer).toContain('"merged"');
    for (const text of [answer, feed]) expect(text).not.toMatch(/zor müşteri|kolay müşteri|managerNote/);
    expect(feed).not.toContain(admin.email);
    expect(JSON.stringify(await boss.pullPage('members', 5_000, null))).toContain(admin.email);
  });

  it('belongs to a device of the person who asks', async () => {
    const [one, two] = [await Tablet.signIn(office, agents[0]!), await Tablet.signIn(office, agents[1]!)];
    two.deviceId = one.deviceId;
    expect((await refusalOf(two.pull('customers'))).code).toBe('sync.deviceForeign');
    expect((await refusalOf((await two.browser.request()).sync.hello({ deviceId: one.deviceId, deviceLabel: '' }))).code).toBe('sync.deviceForeign');
    expect((await (await one.browser.request()).sync.hello({ deviceId: one.deviceId, deviceLabel: '' })).deviceId).toBe(one.deviceId);
    // A device of one person with the session of another: not even a name for it.
    expect((await refusalOf((await two.browser.request()).sync.hello({ deviceId: null, deviceLabel: '', memberId: one.memberId }))).code).toBe('auth.required');
    expect((await (await one.browser.request()).sync.hello({ deviceId: one.deviceId, deviceLabel: '', memberId: one.memberId })).deviceId).toBe(one.deviceId);
  });
});

describe('feed', () => {
  it('never skips a transaction that took its time', async () => {
    const tablet = await Tablet.signIn(office, agents[0]!);
    await tablet.sync();
    const slow = new pg.Client({ connectionString: office.deps.pool.options.connectionString });
    await slow.connect();
    const late = office.deps.newId();
    await slow.query('BEGIN');
    await slow.query(
      `INSERT INTO customers (id, first_name, source, stage, owner_id, created_by, created_at) VALUES ($1, 'Geç', 'other', 'new', $2, $2, now())`, [late, agents[0]!.id],
    );
    const quick = tablet.create('customers', tablet.newCustomer());
    await tablet.push('customers');
    const during = await tablet.pullPage('customers');
    expect(during).toMatchObject({ documents: [], held: true });
    await slow.query('COMMIT');
    await slow.end();
    expect((await tablet.pull('customers')).documents.sort()).toEqual([late, quick].sort());
  });

  it('says that something is held back only to whom it concerns, and as long as it is', async () => {
    const [tablet, chief, stranger] = [await Tablet.signIn(office, agents[0]!), await Tablet.signIn(office, admin), await Tablet.signIn(office, agents[1]!)];
    const customer = tablet.create('customers', tablet.newCustomer());
    await tablet.push('customers');
    await Promise.all([tablet, chief, stranger].map((one) => one.sync()));
    const held = async (one: Tablet) => (await one.pullPage('customers')).held ?? false;
    const open = new pg.Client({ connectionString: office.deps.pool.options.connectionString });
    await open.connect();
    await open.query('BEGIN');
    await open.query('SELECT pg_current_xact_id()');
    tablet.edit('customers', customer, { city: 'Muş' });
    await tablet.push('customers');
    expect(await Promise.all([tablet, chief, stranger].map(held))).toEqual([true, true, false]);
    await chief.pull('customers', 5_000, { settled: false });
    chief.edit('customers', customer, { ownerId: agents[1]!.id });
    await chief.push('customers');
    expect(await held(stranger)).toBe(true);
    await open.query('ROLLBACK');
    await open.end();
    await expect.poll(() => Promise.all([tablet, chief, stranger].map(held))).toEqual([false, false, false]);
    expect((await tablet.pull('customers')).gone).toContain(customer);
  });

  it('misses nothing while writers of every length run', async () => {
    const tablet = await Tablet.signIn(office, admin);
    const written = new Set<string>();
    let running = true;
    const writers = Array.from({ length: 8 }, async (_, at) => {
      const client = await office.deps.pool.connect();
      for (let round = 0; round < 12; round += 1) {
        const id = office.deps.newId();
        await client.query('BEGIN');
        await client.query(`INSERT INTO customers (id, source, stage, owner_id, created_by, created_at) VALUES ($1, 'other', 'new', $2, $2, now())`, [id, agents[0]!.id]);
        await new Promise((resolve) => { setTimeout(resolve, (round * 7 + at * 5) % 40); });
        if (round % 5 === 4) await client.query('ROLLBACK');
        else {
          await client.query('COMMIT');
          written.add(id);
        }
      }
      client.release();
    });
    const reading = (async () => {
      while (running) await tablet.pull('customers', 3, { settled: false });
    })();
    await Promise.all(writers);
    running = false;
    await reading;
    await tablet.pull('customers', 3);
    expect([...written].filter((id) => tablet.get('customers', id) === undefined)).toEqual([]);
  });

  it('begins anew in another life of the database, and keeps unsent work', async () => {
    const tablet = await Tablet.signIn(office, agents[0]!);
    const { customer } = await customerOf(tablet);
    tablet.edit('customers', customer, { notes: 'daha gönderilmedi' });
    await office.deps.pool.query('UPDATE office SET epoch = gen_random_uuid()');
    expect((await tablet.pull('customers')).restarted).toBe(true);
    expect(tablet.fields('customers', customer)).toMatchObject({ notes: 'daha gönderilmedi' });
    expect(await tablet.push('customers')).toMatchObject([{ outcome: 'applied' }]);
  });

  it('spares a fresh device what is deleted, and tells others of it', async () => {
    const tablet = await Tablet.signIn(office, agents[0]!);
    const { customer } = await customerOf(tablet);
    const second = await Tablet.signIn(office, agents[0]!);
    await second.sync();
    const before = (await (await second.browser.request()).sync.count({ collection: 'customers' })).count;
    tablet.edit('customers', customer, { deletedAt: new Date(office.clock.nowMs).toISOString() });
    await tablet.push('customers');
    expect((await second.pull('customers')).documents).toEqual([customer]);
    expect(second.fields('customers', customer)).toMatchObject({ deletedAt: expect.stringMatching(/Z$/) });
    expect((await (await second.browser.request()).sync.count({ collection: 'customers' })).count).toBe(before - 1);
    expect((await (await Tablet.signIn(office, agents[0]!)).pull('customers')).documents).not.toContain(customer);
  });

  it('makes a replica begin anew that slept longer than departures are kept', async () => {
    const [from, chief] = [await Tablet.signIn(office, agents[0]!), await Tablet.signIn(office, admin)];
    const { customer } = await customerOf(from);
    await chief.pull('customers');
    chief.edit('customers', customer, { ownerId: agents[1]!.id });
    await chief.push('customers');
    await office.deps.pool.query(`UPDATE scope_exits SET left_at = $1`, [new Date(office.clock.nowMs - EXITS_KEPT_MS - 1)]);
    expect((await purgeExpired(office.deps)).exits).toBeGreaterThan(0);
    expect(await purgeExpired(office.deps)).toEqual({ sessions: 0, exits: 0 });
    const awake = await from.pull('customers', 1);
    expect(awake).toMatchObject({ restarted: true });
    expect(awake.documents).not.toContain(customer);
    expect((await from.pull('customers')).restarted).toBe(false);
  });

  it('takes forged checkpoints for no checkpoints', async () => {
    const tablet = await Tablet.signIn(office, agents[0]!);
    await tablet.pull('customers');
    const { epoch, scope } = tablet.checkpoints.get('customers')!;
    for (const place of [{ xid: '99999999999999999999', id: '' }, { xid: '5', id: 'nowhere' }, { xid: '18446744073709551615', id: '' }]) {
      expect((await tablet.pullPage('customers', 10, { epoch, scope, ...place })).restarted).toBe(true);
    }
    const forged = await tablet.pullPage('customers', 5_000, { epoch, scope: 'admin::1', xid: '0', id: '' });
    expect(forged.restarted).toBe(true);
    expect(forged.documents.every(({ fields }) => fields['ownerId'] === agents[0]!.id || (fields['sharedWith'] as string[]).includes(agents[0]!.id))).toBe(true);
    for (const collection of SYNC_ORDER) expect((await tablet.pullPage(collection, 5_000, null)).restarted).toBe(false);
  });
});
