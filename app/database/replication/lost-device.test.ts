/**
 * A tablet that was reported lost: it hands in what it holds, once, and nothing of its person can be found on it
 * afterwards.
 */
import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { unsentWork } from '../../../sync/protocol/unsent-work';
import { makeStamp } from '../../../sync/rules/stamp';
import { forgetDatabase } from '../forget-database';
import { done } from '../indexed-db';
import { documentStorage, openRxDatabase } from '../rxdb-internals/open-rx-database';
import { openReplicaState, replicaStateName } from '../replica-state';
import { databaseName, everyStoreName } from '../rxdb-internals/store-names';
import { customerValues, interactionValues } from '../test/customer-values';
import { closeDevices, device } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { until, type Replica } from '../test/replica';
import { createDocument, editDocument } from '../write';
import { gatherUnsentWork, handInWork, type UnsentPorts } from './unsent-work';

const MEMBER_ID = '01890000-0000-7000-b000-000000000001';
afterEach(async () => {
  await closeDevices();
  await forgetDatabase({ memberId: MEMBER_ID });
});

async function busyTablet(): Promise<{ office: OfficeInMemory; replica: Replica; ports: UnsentPorts }> {
  const office = new OfficeInMemory();
  office.write('customers', 'c1', customerValues({ notes: 'İŞARET-MÜŞTERİ' }), makeStamp(1, 0, '00000000'));
  const replica = await device(office, { memberId: MEMBER_ID });
  await until('resting in order', () => replica.status.get().lastSyncAt !== null);
  office.isReachable = false;
  await editDocument(replica.db, 'customers', 'c1', { city: 'Van' });
  const created = await createDocument(replica.db, 'customers', customerValues({ firstName: 'Yeni' }));
  await createDocument(replica.db, 'interactions', interactionValues(created));
  await until('three waiting', () => replica.status.get().waiting === 3);
  return {
    office,
    replica,
    ports: { collections: replica.rx.collections, clock: replica.db.clock, memberId: MEMBER_ID, epoch: 'epoch-1' },
  };
}

describe('a lost device', { timeout: 40_000 }, () => {
  it('learns of it at its next contact, whatever it was about to do', async () => {
    const { office, replica } = await busyTablet();
    office.lost = true;
    office.isReachable = true;
    replica.engine.requestRound();
    await until('told', () => replica.status.get().phase === 'revoked');
    expect(office.pushes).toEqual([]);
    expect(replica.status.get().waiting).toBe(3);
  });

  it('hands in everything unsent, the refused included, in a form the office can read, and only once', async () => {
    const { office, replica, ports } = await busyTablet();
    office.refusals.set('c1', 'customer.mayNotReassign');
    office.isReachable = true;
    replica.engine.requestRound();
    await until('refused', () => replica.status.get().refused === 1 && replica.status.get().waiting === 0);
    office.lost = true;
    await handInWork(office.handingIn(), ports);
    await handInWork(office.handingIn(), ports); // a second tab
    expect(office.surrendered).toHaveLength(1);
    const work = unsentWork.parse(office.surrendered[0]);
    expect(work).toMatchObject({ memberId: MEMBER_ID, epoch: 'epoch-1', deviceId: replica.db.deviceId });
    expect(work.documents).toMatchObject([
      { collection: 'customers', row: { id: 'c1', patch: { city: { values: { city: 'Van' } } } } },
    ]);
  });

  it('deletes nothing before the office has it', async () => {
    const { office, ports } = await busyTablet();
    office.lost = true;
    await expect(handInWork(office.handingIn(), ports)).rejects.toThrow('Failed to fetch');
    expect(office.surrendered).toEqual([]);
    office.isReachable = true;
    await handInWork(office.handingIn(), ports);
    expect(office.surrendered[0]?.documents).toHaveLength(3);
  });

  it('hands in more than one request carries in parts, and goes on where it was cut off', async () => {
    const { office, ports } = await busyTablet();
    office.lost = true;
    office.isReachable = true;
    office.acceptsParts = 1;
    const oneEach = 10;
    await expect(handInWork(office.handingIn(), ports, oneEach)).rejects.toThrow('Failed to fetch');
    office.acceptsParts = 99;
    await handInWork(office.handingIn(), ports, oneEach);
    expect(
      office.surrendered.map(({ documents, isLast }) => [documents.map(({ collection }) => collection), isLast]),
    ).toEqual([
      [['customers'], false],
      [['customers'], false],
      [['interactions'], true],
    ]);
    await handInWork(office.handingIn(), ports, oneEach); // a second tab
    expect(office.surrendered).toHaveLength(3);
  });

  it('goes round a row the office will not read, and still says where the end is', async () => {
    const { office, ports } = await busyTablet();
    office.lost = true; // the engine would send what waits
    office.isReachable = true;
    const last = (await gatherUnsentWork(ports)).documents[2]!.row.id;
    office.refusals.set(last, 'request.invalid');
    await handInWork(office.handingIn(), ports);
    expect(office.surrendered.map(({ documents, isLast }) => [documents.length, isLast])).toEqual([
      [2, false],
      [0, true],
    ]);
  });

  it('leaves a row behind that nobody could read, rather than all the others', async () => {
    const { office, replica, ports } = await busyTablet();
    const storage = replica.rx.collections.customers.storageInstance;
    const [stored] = await storage.findDocumentsById(['c1'], false);
    const broken = {
      ...stored!,
      sync: { ...stored!.sync, pending: { city: { ...stored!.sync.pending['city']!, stamp: 'kaput' } } },
      _rev: '9-broken',
    };
    await storage.bulkWrite([{ previous: stored!, document: broken as never }], 'damage');
    replica.rx.collections.customers._docCache.cacheItemByDocId.clear();
    replica.rx.collections.customers._queryCache._map.clear();
    office.lost = true;
    office.isReachable = true;
    await handInWork(office.handingIn(), ports);
    expect(office.surrendered[0]?.documents).toHaveLength(2);
  });

  const stores = async () =>
    (await indexedDB.databases())
      .map(({ name }) => name ?? '')
      .filter((name) => name.includes(MEMBER_ID.replaceAll('-', '')));

  it('gets no store back from a tab that lives on when another one deletes everything', async () => {
    const heard: string[] = [];
    const storage = documentStorage({
      onDeleted: () => heard.push('deleted'),
      onOvertaken: () => heard.push('overtaken'),
    });
    const rx = await openRxDatabase(databaseName(MEMBER_ID), storage);
    const state = await openReplicaState(MEMBER_ID);
    const mine = [...everyStoreName(MEMBER_ID), replicaStateName(MEMBER_ID)];
    for (const store of mine) await done(indexedDB.deleteDatabase(store));
    expect(new Set(heard)).toEqual(new Set(['deleted']));
    await expect(state.saveFacts({ deviceId: 'aaaaaaaa' })).rejects.toThrow();
    await expect(state.facts()).rejects.toThrow();
    await expect(rx.collections.customers.findOne('c1').exec()).rejects.toThrow();
    expect((await stores()).filter((store) => mine.includes(store))).toEqual([]);
    await rx.close().catch(() => undefined);
  });

  it('holds nothing of its person any more', async () => {
    const { replica } = await busyTablet();
    await replica.close();
    expect((await stores()).length).toBeGreaterThanOrEqual(6);
    await forgetDatabase({ memberId: MEMBER_ID });
    expect(await stores()).toEqual([]);
  });
});
