/** What one person, signed in and ill-disposed, can make the office do. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAX_NEW_DEVICES_PER_DAY, type StreamEvent } from '../../sync/protocol/messages';
import { createTestOffice, refusalOf, TestBrowser, type Office } from '../test/office';
import { Tablet } from '../test/tablet';
import { streamChanges } from './stream';
import { MAX_STREAMS_PER_SESSION } from './stream-places';

let office: Office;
beforeAll(async () => {
  office = await createTestOffice();
});
afterAll(() => office.close());

it('names twenty devices of a person in a day, new ones and such as say they had a name', async () => {
  const member = await office.addMember();
  const browser = new TestBrowser(office.deps);
  await browser.signIn(member.email);
  const greet = async (deviceId: string | null) => (await browser.request()).sync.hello({ deviceId, deviceLabel: '' });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 60 }, (_, at) => greet(at % 3 === 0 ? at.toString(16).padStart(8, 'a') : null)),
  );
  const named = await office.deps.prisma.device.findMany({ where: { memberId: member.id } });
  // Those under way at the same moment do not see one another: as many as there are connections.
  expect(named.length).toBeGreaterThanOrEqual(MAX_NEW_DEVICES_PER_DAY);
  expect(named.length).toBeLessThanOrEqual(MAX_NEW_DEVICES_PER_DAY + office.deps.config.databaseConnections);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(named.length);
  expect(await refusalOf(greet(null))).toMatchObject({ code: 'request.tooMany' });
  // One that is known is greeted all the same, and tomorrow is another day.
  expect((await greet(named[0]!.id)).deviceId).toBe(named[0]!.id);
  office.clock.nowMs += 25 * 60 * 60 * 1000;
  expect((await greet(null)).deviceId).toMatch(/^[0-9a-f]{8}$/);
});

it('keeps five streams of a session open: the oldest makes room for the newest', async () => {
  const session = { id: office.deps.newId(), memberId: office.deps.newId() };
  const streams = Array.from({ length: 40 }, () => streamChanges(office.deps, session, undefined));
  const states: string[] = [];
  const follow = async (stream: AsyncGenerator<StreamEvent, void>, at: number) => {
    states[at] = 'open';
    while (!(await stream.next()).done);
    states[at] = 'ended';
  };
  const followed = streams.map(follow);
  await Promise.all(followed.slice(0, 40 - MAX_STREAMS_PER_SESSION));
  expect(states.map((state, at) => (state === 'open' ? at : null)).filter((at) => at !== null)).toEqual([
    35, 36, 37, 38, 39,
  ]);
  // Another session has places of its own, and one that leaves makes room.
  const other = streamChanges(office.deps, { ...session, id: office.deps.newId() }, undefined);
  expect((await other.next()).value).toEqual({ kind: 'resync' });
  office.deps.hub.endSessions([session.id]);
  expect((await Promise.allSettled(followed)).filter(({ status }) => status === 'rejected')).toHaveLength(5);
  await other.return();
});

it('counts calls, comparisons and repairs of a person, whatever device they come from', async () => {
  const tablet = await Tablet.signIn(office, await office.addMember());
  const id = tablet.create('customers', tablet.newCustomer());
  await tablet.sync();
  const { sync } = await tablet.browser.request();
  const repairs = await Promise.allSettled(
    Array.from({ length: 120 }, () =>
      sync.repair({ collection: 'customers', deviceId: tablet.deviceId, ids: [id], removed: 1_000_000 }),
    ),
  );
  expect(repairs.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(60);
  expect(
    await refusalOf(sync.repair({ collection: 'customers', deviceId: tablet.deviceId, ids: [], removed: 1 })),
  ).toEqual({ code: 'request.tooMany', params: { retryAfterSeconds: expect.any(Number) as number } });
  const digests = await Promise.allSettled(
    Array.from({ length: 200 }, () => sync.digest({ collection: 'customers', deviceId: tablet.deviceId })),
  );
  // Ten may wait at a time, and sixty are in the bucket.
  expect(digests.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(60);
  const calls = await Promise.allSettled(Array.from({ length: 1_200 }, () => sync.count({ collection: 'members' })));
  expect(calls.some(({ status }) => status === 'rejected')).toBe(true);
  // Nobody else is held up.
  const other = await Tablet.signIn(office, await office.addMember());
  expect(await (await other.browser.request()).sync.count({ collection: 'customers' })).toEqual({ count: 0 });
});

it('cannot make the counts of repairs overflow', async () => {
  const admin = new TestBrowser(office.deps);
  await admin.signIn((await office.addMember({ role: 'admin' })).email);
  const [device] = await office.deps.prisma.device.findMany({ take: 1 });
  await office.deps.pool.query(
    `INSERT INTO repairs (device_id, collection, rewritten, removed, last_at)
      VALUES ($1, 'members', 2147483647, 2147483647, now())
     ON CONFLICT (device_id, collection) DO UPDATE SET rewritten = 2147483647, removed = 2147483647`,
    [device!.id],
  );
  await office.deps.pool.query(`UPDATE repairs SET removed = removed + 2147483647 WHERE device_id = $1`, [device!.id]);
  const status = await (await admin.request()).system.status();
  expect(status.repairs.removed).toBeGreaterThanOrEqual(2 * 2_147_483_647);
  expect(status.devices.find(({ deviceId }) => deviceId === device!.id)?.removed).toBeGreaterThan(2_147_483_647);
});
