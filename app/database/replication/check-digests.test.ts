/**
 * Replicas that went wrong behind everybody's back are found and mended within one comparison, and quiet ones are left
 * alone.
 */
import { afterEach, describe, expect, it } from 'vitest';
import type { RxCollection } from 'rxdb';
import type { CollectionName } from '../../../sync/collections/registry';
import { makeStamp } from '../../../sync/rules/stamp';
import { customerValues } from '../test/customer-values';
import { closeDevices, device, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { read, until, type Replica } from '../test/replica';
import { createDocument, editDocument } from '../write';
import { checkDigests } from './check-digests';
import { emptyShell, type AnyStoredData } from '../stored-document';

afterEach(closeDevices);

const idOf = (n: number) => `01890000-0000-7000-8000-00000000c${n.toString(16).padStart(3, '0')}`;

async function replicaOf(
  count: number,
): Promise<{ office: OfficeInMemory; replica: Replica; check: () => ReturnType<typeof checkDigests> }> {
  const office = new OfficeInMemory();
  for (let n = 0; n < count; n += 1)
    office.write('customers', idOf(n), customerValues({ firstName: `Ad${n}` }), makeStamp(1 + n, 0, '00000000'));
  const replica = await synced(office);
  return {
    office,
    replica,
    check: () =>
      checkDigests({
        collection: replica.rx.collections.customers as unknown as RxCollection,
        server: office.comparing(),
        deviceId: replica.db.deviceId,
        giveWay: () => Promise.resolve(false),
        pull: async () => {
          replica.engine.requestRound();
          const asked = office.pulled.length;
          await until('a round', () => office.pulled.length >= asked + 5 && replica.status.get().phase === 'resting');
        },
      }),
  };
}

/** Changes what lies in the store as a damaged disk or a bug would: past RxDB's rules and without a trace. */
async function damage(
  replica: Replica,
  id: string,
  change: (stored: AnyStoredData) => Partial<AnyStoredData> | null,
): Promise<void> {
  const storage = replica.rx.collections.customers.storageInstance;
  const [previous] = (await storage.findDocumentsById([id], true)) as unknown as AnyStoredData[];
  const changed = change(previous!);
  const document =
    changed === null ? { ...previous!, ...emptyShell('customers', id), _deleted: true } : { ...previous!, ...changed };
  const { error } = await storage.bulkWrite(
    [{ previous: previous as never, document: { ...document, _rev: `9-damage${Math.random()}` } as never }],
    'damage',
  );
  expect(error).toEqual([]);
}

describe('a comparison', { timeout: 40_000 }, () => {
  it('finds nothing in a quiet replica', async () => {
    const { office, replica, check } = await replicaOf(300);
    const id = await createDocument(replica.db, 'customers', customerValues());
    await editDocument(replica.db, 'customers', id, { city: 'Bursa' });
    await until(
      'sent',
      () => replica.status.get().waiting === 0 && office.table('customers').get(id)?.fields['city'] === 'Bursa',
    );
    await editDocument(replica.db, 'customers', idOf(4), { deletedAt: '2026-11-22T09:00:00.000Z' });
    await until('deleted there', () => office.table('customers').get(idOf(4))?.fields['deletedAt'] !== '');
    await until('synced', () => replica.status.get().waiting === 0);
    expect(await check()).toEqual({ rewritten: 0, removed: 0 });
    expect(office.repairs).toEqual([]);
  });

  it('mends a field that changed, a stamp that changed and a version from the future', async () => {
    const { office, replica, check } = await replicaOf(40);
    await damage(replica, idOf(3), () => ({ city: 'Bozuk' }));
    await damage(replica, idOf(5), (stored) => ({
      sync: { ...stored.sync, stamps: { '*': makeStamp(999, 0, 'aaaaaaaa') } },
    }));
    await damage(replica, idOf(7), (stored) => ({ notes: 'bozuk', sync: { ...stored.sync, version: 4_000 } }));
    expect(await check()).toEqual({ rewritten: 3, removed: 0 });
    expect(await read(replica, 'customers', idOf(3))).toMatchObject({ city: 'İzmir' });
    expect(await read(replica, 'customers', idOf(7))).toMatchObject({ notes: '', sync: { version: 2 } });
    expect(office.repairs).toHaveLength(1);
    expect(await check()).toEqual({ rewritten: 0, removed: 0 });
  });

  it("brings back what was lost and removes what is nobody's", async () => {
    const { office, replica, check } = await replicaOf(40);
    await damage(replica, idOf(9), () => null);
    office.takeAway('customers', idOf(11)); // told, and …
    await until('gone', async () => (await read(replica, 'customers', idOf(11))) === null);
    // … here again
    await damage(replica, idOf(11), () => ({ ...customerValues({ firstName: 'Yabancı' }), _deleted: false }));
    expect(await check()).toEqual({ rewritten: 1, removed: 1 });
    expect(await read(replica, 'customers', idOf(9))).toMatchObject({ firstName: 'Ad9' });
    expect(await read(replica, 'customers', idOf(11))).toBeNull();
    expect(office.repairs).toEqual([{ collection: 'customers', ids: [idOf(9)], removed: 1 }]);
    expect(await check()).toEqual({ rewritten: 0, removed: 0 });
  });

  it('leaves unsent work alone, whatever lies below it', async () => {
    const { office, replica } = await replicaOf(20);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', idOf(2), { city: 'Van' });
    const mine = await createDocument(replica.db, 'customers', customerValues({ firstName: 'Yeni' }));
    await until('offline', () => replica.status.get().connection === 'offline');
    await replica.engine.stop();
    office.isReachable = true;
    await damage(replica, idOf(2), () => ({ notes: 'bozuk' }));
    const result = await checkDigests({
      collection: replica.rx.collections.customers as unknown as RxCollection,
      server: office.comparing(),
      deviceId: replica.db.deviceId,
      giveWay: () => Promise.resolve(false),
      pull: () => Promise.resolve(),
    });
    expect(result).toEqual({ rewritten: 0, removed: 0 });
    expect(await read(replica, 'customers', idOf(2))).toMatchObject({ city: 'Van' });
    expect(await read(replica, 'customers', mine)).toMatchObject({ firstName: 'Yeni' });
  });

  it('takes nothing for damage that is merely on its way', async () => {
    const { office, replica } = await replicaOf(20);
    const server = office.comparing();
    let pulls = 0;
    const pullNow = async () => {
      pulls += 1;
      const asked = office.pulled.length;
      replica.engine.requestRound();
      await until('a round', () => office.pulled.length >= asked + 5 && replica.status.get().phase === 'resting');
    };
    // The office writes between every two questions; the device hears of it only by its own pulls.
    const restless = {
      ...server,
      digestOf: async (input: Parameters<typeof server.digestOf>[0]) => {
        office.write('customers', idOf(1), { city: 'Konya' }, makeStamp(50, 0, '00000000'));
        const answer = await server.digestOf(input);
        office.write('customers', idOf(1), { city: 'Rize' }, makeStamp(51, 0, '00000000'));
        return answer;
      },
    };
    office.dropStreams(new Error('no stream'));
    await damage(replica, idOf(1), (stored) => ({ sync: { ...stored.sync } }));
    office.table('customers').set(idOf(1), {
      ...office.table('customers').get(idOf(1))!,
      fields: { ...office.table('customers').get(idOf(1))!.fields, city: 'Ordu' },
    });
    expect(
      await checkDigests({
        collection: replica.rx.collections.customers as unknown as RxCollection,
        server: restless,
        deviceId: replica.db.deviceId,
        giveWay: () => Promise.resolve(false),
        pull: pullNow,
      }),
    ).toEqual({ rewritten: 0, removed: 0 });
    expect(pulls).toBe(2);
    expect(office.repairs).toEqual([]);
    expect(await read(replica, 'customers', idOf(1))).toMatchObject({ city: 'Rize' });
  });

  it('takes nothing for damage that changed and then left, before a pull could say either', async () => {
    const { office, replica, check } = await replicaOf(20);
    const server = office.comparing();
    let asked = 0;
    office.comparing = () => ({
      ...server,
      digestOf: async (input) => {
        if (asked === 0) office.write('customers', idOf(1), { city: 'Konya' }, makeStamp(50, 0, '00000000'));
        const answer = await server.digestOf(input);
        if ((asked += 1) === 1) {
          office.takeAway('customers', idOf(1));
          office.heldBack = idOf(1);
        }
        return answer;
      },
    });
    office.dropStreams(new Error('no stream'));
    await damage(replica, idOf(1), () => ({ city: 'Bozuk' }));
    expect(await check()).toEqual({ rewritten: 0, removed: 0 });
    expect(asked).toBe(2);
    expect(office.repairs).toEqual([]);
    office.heldBack = null;
    replica.engine.requestRound();
    await until('gone', async () => (await read(replica, 'customers', idOf(1))) === null);
  });
});

describe('the engine', { timeout: 40_000 }, () => {
  it('compares after the first rest and again in time, and heals by itself', async () => {
    const office = new OfficeInMemory();
    for (let n = 0; n < 10; n += 1)
      office.write('customers', idOf(n), customerValues({ firstName: `Ad${n}` }), makeStamp(1 + n, 0, '00000000'));
    const replica = await device(office, { digestTimes: { firstMs: 30, everyMs: 150 } });
    await until('the first comparison', () => office.digestsAsked >= 5);
    expect(office.repairs).toEqual([]);
    await damage(replica, idOf(3), () => ({ city: 'Bozuk' }));
    await until('healed', async () => (await read(replica, 'customers', idOf(3)))?.city === 'İzmir');
    expect(office.repairs).toEqual([{ collection: 'customers', ids: [idOf(3)], removed: 0 }]);
    const asked = office.digestsAsked;
    await until('compared again', () => office.digestsAsked >= asked + 10);
    expect(office.repairs).toHaveLength(1);
  });

  it('sends what is typed during a comparison first', async () => {
    const office = new OfficeInMemory();
    office.write('customers', idOf(0), customerValues(), makeStamp(1, 0, '00000000'));
    const replica = await device(office, { digestTimes: { firstMs: 0, everyMs: 1 } });
    await until('comparing all the time', () => office.digestsAsked >= 20);
    for (let n = 0; n < 5; n += 1) await editDocument(replica.db, 'customers', idOf(0), { city: `Şehir ${n}` });
    await until('sent', () => office.table('customers').get(idOf(0))?.fields['city'] === 'Şehir 4');
    expect(office.repairs).toEqual([]);
  });

  it('fetches what others change during a comparison without waiting for its end', async () => {
    const office = new OfficeInMemory();
    office.write('members', idOf(0), { fullName: 'Ayşe' }, makeStamp(1, 0, '00000000'));
    const comparing = office.comparing();
    let nameLater: unknown;
    const replica = await device(
      Object.assign(office, {
        comparing: () => ({
          ...comparing,
          digest: async (input: { collection: CollectionName; deviceId: string }) => {
            if (input.collection === 'customers')
              office.write('members', idOf(0), { fullName: 'Ayşe Kaya' }, makeStamp(2, 0, '00000000'));
            if (input.collection === 'interactions')
              nameLater = ((await read(replica, 'members', idOf(0))) as { fullName?: string } | undefined)?.fullName;
            return comparing.digest(input);
          },
        }),
      }),
      { digestTimes: { firstMs: 0, everyMs: 60_000 } },
    );
    await until('compared', () => office.digestsAsked >= 5);
    expect(nameLater).toBe('Ayşe Kaya');
  });
});
