import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS, SYNC_ORDER, type CollectionName } from '../../sync/collections/registry';
import { SHAPES } from '../../sync/protocol/version';
import { bucketOf, digestBuckets, documentDigest } from '../../sync/rules/digest';
import { createTestOffice, refusalOf, type Office } from '../test/office';
import { Tablet } from '../test/tablet';

let office: Office;
let teamId: string;
beforeAll(async () => {
  office = await createTestOffice();
  teamId = await office.addTeam('Ege');
});
afterAll(() => office.close());

const WEEK = Array.from({ length: 7 }, () => [{ to: '17:00', from: '09:00' }]);
const counted = (collection: CollectionName) => ({ definition: COLLECTIONS[collection], shapes: SHAPES });

function ownBuckets(tablet: Tablet, collection: CollectionName): number[] {
  const live = [...tablet.documents.get(collection)!.values()].filter(
    ({ fields }) => (fields['deletedAt'] ?? '') === '',
  );
  return digestBuckets(
    live.map(({ id, fields, sync }) => ({ id, fields, stamps: sync.stamps, conflicts: sync.conflicts })),
    counted(collection),
  );
}
const asked = async (tablet: Tablet) => (await tablet.browser.request()).sync;
const digestFor = async (tablet: Tablet, collection: CollectionName) =>
  (await (await asked(tablet)).digest({ collection, deviceId: tablet.deviceId })).buckets;
const detailFor = async (tablet: Tablet, id: string) =>
  (await asked(tablet)).digestOf({ collection: 'customers', deviceId: tablet.deviceId, buckets: [bucketOf(id)] });
const repairs = (deviceId: string) => office.deps.prisma.repair.findMany({ where: { deviceId } });

describe('digests', () => {
  it('are those of what was pulled: every collection and role, hidden fields, deletions, conflicts', async () => {
    const owner = await office.addMember({ teamId });
    const agent = await Tablet.signIn(office, owner);
    const second = await Tablet.signIn(office, owner);
    const manager = await Tablet.signIn(office, await office.addMember({ role: 'manager', teamId }));
    const admin = await Tablet.signIn(office, await office.addMember({ role: 'admin' }));
    const ids = Array.from({ length: 30 }, (_, n) =>
      agent.create('customers', agent.newCustomer({ firstName: `Ad ${n}`, notes: 'başta' })),
    );
    agent.create('appointments', agent.newAppointment(ids[0]!));
    agent.create('interactions', agent.newInteraction(ids[1]!));
    // PostgreSQL keeps the members of a JSON value in an order of its own.
    agent.decide('week', owner.id, { zz: 1, a: [{ y: 1, b: null }], days: WEEK }, owner.id);
    await agent.sync();
    for (const tablet of [second, manager, admin]) await tablet.sync();
    manager.edit('customers', ids[2]!, { managerNote: 'gizli' });
    await manager.sync();
    agent.edit('customers', ids[3]!, { deletedAt: new Date(agent.nowMs).toISOString() });
    agent.edit('customers', ids[4]!, { notes: 'bir' });
    second.edit('customers', ids[4]!, { notes: 'iki' });
    for (const tablet of [agent, second, agent, second, manager, admin]) await tablet.sync();
    expect(agent.get('customers', ids[4]!)!.sync.conflicts).toHaveLength(1);
    for (const tablet of [agent, second, manager, admin]) {
      for (const collection of SYNC_ORDER)
        expect(await digestFor(tablet, collection), collection).toEqual(ownBuckets(tablet, collection));
    }
    expect(await digestFor(agent, 'customers')).not.toEqual(await digestFor(manager, 'customers'));
  });

  it('name the documents of a bucket, and those of which a pull cannot say the last word yet', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }));
    const id = agent.create('customers', agent.newCustomer());
    await agent.sync();
    const { fields, sync } = agent.get('customers', id)!;
    expect(await detailFor(agent, id)).toEqual({
      documents: [
        [id, documentDigest({ id, fields, stamps: sync.stamps, conflicts: sync.conflicts }, counted('customers'))],
      ],
      unsettled: [],
    });

    const slow = await office.deps.pool.connect();
    try {
      await slow.query('BEGIN');
      await slow.query('SELECT pg_current_xact_id()');
      const other = await Tablet.signIn(office, {
        id: agent.memberId,
        email: (await office.deps.prisma.member.findUniqueOrThrow({ where: { id: agent.memberId } })).email,
      });
      await other.pull('customers', 5_000, { untilServed: false });
      other.edit('customers', id, { city: 'Muğla' });
      await other.push('customers');
      expect((await detailFor(agent, id)).unsettled).toEqual([id]);
      const gone = other.create('customers', other.newCustomer());
      await other.push('customers');
      await office.deps.pool.query('UPDATE customers SET owner_id = $1 WHERE id = $2', [
        (await office.addMember()).id,
        gone,
      ]);
      expect(await detailFor(agent, gone)).toEqual({ documents: [], unsettled: [gone] });
    } finally {
      await slow.query('ROLLBACK');
      slow.release();
    }
  });

  it("are for the device's own person only", async () => {
    const [mine, theirs] = [
      await Tablet.signIn(office, await office.addMember()),
      await Tablet.signIn(office, await office.addMember()),
    ];
    const ask = (await mine.browser.request()).sync.digest({ collection: 'customers', deviceId: theirs.deviceId });
    expect((await refusalOf(ask)).code).toBe('sync.deviceForeign');
  });
});

describe('a repair', () => {
  it('brings the row by pull, unchanged, and is counted', async () => {
    const agent = await Tablet.signIn(office, await office.addMember({ teamId }));
    const id = agent.create('customers', agent.newCustomer());
    const call = agent.create('interactions', agent.newInteraction(id));
    await agent.sync();
    await agent.pull('customers');
    const before = agent.fields('customers', id);
    const { sync } = await agent.browser.request();
    expect(
      await sync.repair({ collection: 'customers', deviceId: agent.deviceId, ids: [id], removed: 1_000_000 }),
    ).toEqual({
      rewritten: 1,
    });
    expect(
      await sync.repair({ collection: 'interactions', deviceId: agent.deviceId, ids: [call, call], removed: 0 }),
    ).toEqual({ rewritten: 1 });
    expect(await sync.repair({ collection: 'customers', deviceId: agent.deviceId, ids: [id], removed: 0 })).toEqual({
      rewritten: 1,
    });
    expect((await agent.pull('customers')).documents).toEqual([id]);
    expect(agent.fields('customers', id)).toEqual(before);
    expect(
      (await repairs(agent.deviceId)).map(({ collection, rewritten, removed }) => ({
        collection,
        rewritten: Number(rewritten),
        removed: Number(removed),
      })),
    ).toEqual(
      expect.arrayContaining([
        // Nobody removes more than they should hold: the one there is.
        { collection: 'customers', rewritten: 2, removed: 1 },
        { collection: 'interactions', rewritten: 1, removed: 0 },
      ]),
    );
  });

  it('does nothing to what the caller does not see, nor to what is not there', async () => {
    const owner = await Tablet.signIn(office, await office.addMember());
    const stranger = await Tablet.signIn(office, await office.addMember());
    const id = owner.create('customers', owner.newCustomer());
    await owner.sync();
    const versionOf = async () => (await office.deps.prisma.customer.findUniqueOrThrow({ where: { id } })).version;
    const before = await versionOf();
    const { sync } = await stranger.browser.request();
    expect(
      await sync.repair({
        collection: 'customers',
        deviceId: stranger.deviceId,
        ids: [id, 'no-such', office.deps.newId()],
        removed: 0,
      }),
    ).toEqual({ rewritten: 0 });
    expect(await versionOf()).toBe(before);
    expect(await repairs(stranger.deviceId)).toEqual([]);
  });
});
