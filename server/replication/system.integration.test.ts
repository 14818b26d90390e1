import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSending } from '../features/office/may-send';
import { createHttpApp } from '../http/app';
import { createLogger } from '../lib/logger';
import { createTestOffice, refusalOf, TestBrowser, type Office } from '../test/office';
import { Tablet } from '../test/tablet';
import { systemStatus } from './system-status';
import { readFeedLag, STUCK_AFTER_MS, watchFeed, type FeedLag } from './feed-lag';

let office: Office;
let admin: TestBrowser;
beforeAll(async () => {
  office = await createTestOffice();
  admin = new TestBrowser(office.deps);
  await admin.signIn((await office.addMember({ role: 'admin' })).email);
});
afterAll(() => office.close());

describe('the state of the office', () => {
  it('is for admins: devices, repairs, what holds the feed back', async () => {
    const agent = await Tablet.signIn(office, await office.addMember());
    const [id] = Array.from({ length: 3 }, () => agent.create('customers', agent.newCustomer()));
    await agent.sync();
    await (
      await agent.browser.request()
    ).sync.repair({ collection: 'customers', deviceId: agent.deviceId, ids: [id!], removed: 3 });
    const status = await (await admin.request()).system.status();
    expect(status).toMatchObject({
      repairs: { rewritten: 1, removed: 3 },
      sending: { held: false, restoredAt: null },
      surrendered: 0,
      feed: { isStuck: false },
    });
    expect(status.devices[0]).toMatchObject({
      deviceId: agent.deviceId,
      memberId: agent.memberId,
      label: 'test',
      rewritten: 1,
      removed: 3,
      lastRepairAt: new Date(office.clock.nowMs).toISOString(),
    });
    expect((await refusalOf((await agent.browser.request()).system.status())).code).toBe('auth.forbidden');
  });

  it("is there as JSON for an admin's session and for nobody else", async () => {
    const app = createHttpApp(office.deps, { clientDir: '/nowhere' });
    const ask = async (cookie: string) => app.request('/statusz', { headers: { cookie } });
    const agent = new TestBrowser(office.deps);
    await agent.signIn((await office.addMember()).email);
    expect((await ask('')).status).toBe(401);
    expect((await ask(agent.cookieHeader)).status).toBe(403);
    const answer = await ask(admin.cookieHeader);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ feed: { isStuck: false }, jobs: { waiting: 0 } });
    // Shared through MongoDB there is nothing to count here, and nothing is not nought.
    expect(
      (
        await systemStatus({
          ...office.deps,
          config: { ...office.deps.config, mongodbUrl: 'mongodb://127.0.0.1/saha' },
        })
      ).jobs,
    ).toBeNull();
  });

  it('knows the oldest transaction that holds the feed back, and not one that only reads', async () => {
    const [reader, writer] = [await office.deps.pool.connect(), await office.deps.pool.connect()];
    try {
      await reader.query('BEGIN');
      await reader.query('SELECT count(*) FROM customers');
      await writer.query('BEGIN');
      await writer.query('SELECT pg_current_xact_id()');
      const {
        rows: [me],
      } = await writer.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      await new Promise((resolve) => {
        setTimeout(resolve, 60);
      });
      const lag = await readFeedLag(office.deps.pool);
      expect(lag.lagMs).toBeGreaterThan(50);
      // Other test files write on the same server: one of theirs may be older still.
      const held = await office.deps.pool.query<{ pid: number }>(
        'SELECT pid FROM pg_stat_activity WHERE backend_xid IS NOT NULL',
      );
      expect(held.rows.map(({ pid }) => pid)).toContain(me!.pid);
    } finally {
      for (const client of [reader, writer]) {
        await client.query('ROLLBACK');
        client.release();
      }
    }
  });

  it('tells of a transaction that really is stuck: in the log, and in what the admin and /statusz see', async () => {
    const told: { pid?: number; lagMs?: number }[] = [];
    const log = Object.assign(createLogger('silent'), {
      warn: (facts: object) => {
        told.push(facts);
      },
    });
    const stuck = await office.deps.pool.connect();
    const stop = watchFeed(office.deps.pool, log as never, 5, (pool) => readFeedLag(pool, 40));
    try {
      await stuck.query('BEGIN');
      await stuck.query('SELECT pg_current_xact_id()');
      await expect.poll(() => told.length, { timeout: 5_000 }).toBeGreaterThan(0);
      expect(told[0]).toMatchObject({ action: 'feed.stuck', pid: expect.any(Number) as number });
      expect(told[0]!.lagMs).toBeGreaterThan(40);
      const { feed } = await (await admin.request()).system.status();
      expect(feed.lagMs).toBeGreaterThan(40);
      const answer = await createHttpApp(office.deps, { clientDir: '/nowhere' }).request('/statusz', {
        headers: { cookie: admin.cookieHeader },
      });
      expect(((await answer.json()) as { feed: FeedLag }).feed.lagMs).toBeGreaterThan(40);
    } finally {
      stop();
      await stuck.query('ROLLBACK');
      stuck.release();
    }
  });

  it('warns once of a transaction that is stuck, and again of the next one', async () => {
    const told: unknown[] = [];
    const log = Object.assign(createLogger('silent'), {
      warn: (facts: unknown) => {
        told.push(facts);
      },
    });
    let lag: FeedLag = { lagMs: STUCK_AFTER_MS + 1, pid: 7, isStuck: true };
    const stop = watchFeed(office.deps.pool, log as never, 5, () => Promise.resolve(lag));
    const wait = () =>
      new Promise((resolve) => {
        setTimeout(resolve, 60);
      });
    await wait();
    expect(told).toEqual([{ action: 'feed.stuck', lagMs: STUCK_AFTER_MS + 1, pid: 7 }]);
    lag = { lagMs: 0, pid: null, isStuck: false };
    await wait();
    lag = { lagMs: 99_000, pid: 8, isStuck: true };
    await wait();
    stop();
    expect(told).toHaveLength(2);
  });
});

describe('after a restore', () => {
  it('nothing is sent until a manager says so, once and with a trace', async () => {
    await office.deps.prisma.office.updateMany({ data: { sendsHeld: true, restoredAt: new Date(office.clock.nowMs) } });
    expect((await readSending(office.deps)).held).toBe(true);
    const [agent, manager] = [new TestBrowser(office.deps), new TestBrowser(office.deps)];
    await agent.signIn((await office.addMember()).email);
    const { id, email } = await office.addMember({ role: 'manager' });
    await manager.signIn(email);
    expect((await refusalOf((await agent.request()).office.releaseSends())).code).toBe('auth.forbidden');
    expect(await (await manager.request()).office.sending()).toEqual({
      held: true,
      restoredAt: new Date(office.clock.nowMs).toISOString(),
      leftSinceBackup: [],
      withoutAccount: ['email', 'sms', 'whatsapp'],
    });
    await (await manager.request()).office.releaseSends();
    await (await manager.request()).office.releaseSends();
    expect((await readSending(office.deps)).held).toBe(false);
    expect(await office.deps.prisma.auditEvent.findMany({ where: { action: 'office.sendsReleased' } })).toMatchObject([
      { memberId: id },
    ]);
  });
});
