import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYNC_ORDER } from '../../sync/collections/registry';
import { purgeExpired, EXITS_KEPT_MS } from '../jobs/purge-expired';
import { Tablet } from '../test/tablet';
import { createTwoTeams, customerWithWork, type TwoTeams } from '../test/two-teams';

let office: TwoTeams['office'];
let agents: TwoTeams['agents'];
let admin: TwoTeams['admin'];

beforeAll(async () => {
  ({ office, agents, admin } = await createTwoTeams());
});
afterAll(() => office.close());
beforeEach(() => {
  office.clock.nowMs += 60_000;
});

describe('feed', () => {
  it('never skips a transaction that took its time', async () => {
    const tablet = await Tablet.signIn(office, agents[0]);
    await tablet.sync();
    const slow = new pg.Client({ connectionString: office.deps.pool.options.connectionString });
    await slow.connect();
    const late = office.deps.newId();
    await slow.query('BEGIN');
    await slow.query(
      `INSERT INTO customers (id, first_name, source, stage, owner_id, created_by, created_at)
        VALUES ($1, 'Geç', 'other', 'new', $2, $2, now())`,
      [late, agents[0].id],
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
    const [tablet, chief, stranger] = [
      await Tablet.signIn(office, agents[0]),
      await Tablet.signIn(office, admin),
      await Tablet.signIn(office, agents[1]),
    ];
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
    await chief.pull('customers', 5_000, { untilServed: false });
    chief.edit('customers', customer, { ownerId: agents[1].id });
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
        await client.query(
          `INSERT INTO customers (id, source, stage, owner_id, created_by, created_at)
            VALUES ($1, 'other', 'new', $2, $2, now())`,
          [id, agents[0].id],
        );
        await new Promise((resolve) => {
          setTimeout(resolve, (round * 7 + at * 5) % 40);
        });
        if (round % 5 === 4) await client.query('ROLLBACK');
        else {
          await client.query('COMMIT');
          written.add(id);
        }
      }
      client.release();
    });
    const reading = (async () => {
      while (running) await tablet.pull('customers', 3, { untilServed: false });
    })();
    await Promise.all(writers);
    running = false;
    await reading;
    await tablet.pull('customers', 3);
    expect([...written].filter((id) => tablet.get('customers', id) === undefined)).toEqual([]);
  });

  it('begins anew in another life of the database, and keeps unsent work', async () => {
    const tablet = await Tablet.signIn(office, agents[0]);
    const { customer } = await customerWithWork(tablet);
    tablet.edit('customers', customer, { notes: 'daha gönderilmedi' });
    await office.deps.pool.query('UPDATE office SET epoch = gen_random_uuid()');
    expect((await tablet.pull('customers')).restarted).toBe(true);
    expect(tablet.fields('customers', customer)).toMatchObject({ notes: 'daha gönderilmedi' });
    expect(await tablet.push('customers')).toMatchObject([{ outcome: 'applied' }]);
  });

  it('spares a fresh device what is deleted, and tells others of it', async () => {
    const tablet = await Tablet.signIn(office, agents[0]);
    const { customer } = await customerWithWork(tablet);
    const second = await Tablet.signIn(office, agents[0]);
    await second.sync();
    const before = (await (await second.browser.request()).sync.count({ collection: 'customers' })).count;
    tablet.edit('customers', customer, { deletedAt: new Date(office.clock.nowMs).toISOString() });
    await tablet.push('customers');
    expect((await second.pull('customers')).documents).toEqual([customer]);
    expect(second.fields('customers', customer)).toMatchObject({ deletedAt: expect.stringMatching(/Z$/) });
    expect((await (await second.browser.request()).sync.count({ collection: 'customers' })).count).toBe(before - 1);
    expect((await (await Tablet.signIn(office, agents[0])).pull('customers')).documents).not.toContain(customer);
  });

  it('makes a replica begin anew that slept longer than departures are kept', async () => {
    const [from, chief] = [await Tablet.signIn(office, agents[0]), await Tablet.signIn(office, admin)];
    const { customer } = await customerWithWork(from);
    await chief.pull('customers');
    chief.edit('customers', customer, { ownerId: agents[1].id });
    await chief.push('customers');
    await office.deps.pool.query(`UPDATE scope_exits SET left_at = $1`, [
      new Date(office.clock.nowMs - EXITS_KEPT_MS - 1),
    ]);
    expect((await purgeExpired(office.deps)).exits).toBeGreaterThan(0);
    expect(await purgeExpired(office.deps)).toEqual({ sessions: 0, exits: 0, reminders: 0 });
    const awake = await from.pull('customers', 1);
    expect(awake).toMatchObject({ restarted: true });
    expect(awake.documents).not.toContain(customer);
    expect((await from.pull('customers')).restarted).toBe(false);
  });

  it('takes forged checkpoints for no checkpoints', async () => {
    const tablet = await Tablet.signIn(office, agents[0]);
    await tablet.pull('customers');
    const { epoch, scope } = tablet.checkpoints.get('customers')!;
    for (const place of [
      { xid: '99999999999999999999', id: '' },
      { xid: '5', id: 'nowhere' },
      { xid: '18446744073709551615', id: '' },
    ]) {
      expect((await tablet.pullPage('customers', 10, { epoch, scope, ...place })).restarted).toBe(true);
    }
    const forged = await tablet.pullPage('customers', 5_000, { epoch, scope: 'admin::1', xid: '0', id: '' });
    expect(forged.restarted).toBe(true);
    expect(
      forged.documents.every(
        ({ fields }) => fields['ownerId'] === agents[0].id || (fields['sharedWith'] as string[]).includes(agents[0].id),
      ),
    ).toBe(true);
    for (const collection of SYNC_ORDER) expect((await tablet.pullPage(collection, 5_000, null)).restarted).toBe(false);
  });
});
