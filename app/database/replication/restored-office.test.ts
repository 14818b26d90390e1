/**
 * An office restored from a backup has forgotten: documents, whose they are, even whose a device is. Nothing typed may
 * be lost over it.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { appointmentValues, customerValues } from '../test/customer-values';
import { closeDevices, CUSTOMER, device, inOrder, newMember, note, OFFICE_DEVICE, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { read, until } from '../test/replica';
import { createDocument, editDocument } from '../write';
import type { SyncServer } from './sync-server';

afterEach(closeDevices);

/** A device in order. Once, while its customers are pulled anew, it does what `meanwhile` is told. */
async function pullingAnew(office: OfficeInMemory) {
  const server = office.connect();
  let write: (() => Promise<unknown>) | null = null;
  const replica = await device(
    Object.assign(office, {
      connect: (): SyncServer => ({
        ...server,
        pull: async (input) => {
          const page = await server.pull(input);
          if (input.collection === 'customers' && page.restarted) {
            await write?.();
            write = null;
          }
          return page;
        },
      }),
    }),
  );
  await inOrder(replica);
  return {
    replica,
    meanwhile: (work: () => Promise<unknown>) => {
      write = work;
    },
  };
}

describe('a restored backup', { timeout: 40_000 }, () => {
  it('everything is pulled again, what it lacks goes, unsent work stays and arrives', async () => {
    const office = new OfficeInMemory();
    for (const id of ['c1', 'c2', 'c3'])
      office.write('customers', id, customerValues({ firstName: id }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    office.isReachable = false;
    const id = await createDocument(replica.db, 'customers', customerValues({ firstName: 'Sahada' }));
    await editDocument(replica.db, 'customers', 'c2', { city: 'Bursa' });
    const c3 = office.table('customers').get('c3');
    office.restore([['customers', 'c1']]);
    // older than what the device holds
    office.table('customers').set('c3', { ...c3!, version: 0, fields: { ...c3!.fields, city: 'yedekten' } });
    office.isReachable = true;
    replica.engine.requestRound();
    await inOrder(replica);
    expect(await read(replica, 'customers', 'c1')).toBeNull();
    expect(await read(replica, 'customers', 'c3')).toMatchObject({ city: 'yedekten' });
    expect(office.table('customers').get(id)?.fields).toMatchObject({ firstName: 'Sahada' });
    expect(office.table('customers').get('c2')?.fields).toMatchObject({ city: 'Bursa' });
    expect(await replica.state.collection('customers')).toMatchObject({ sweeping: false, complete: true });
  });

  it('an edit of a document that it lacks arrives as the whole document', async () => {
    const office = new OfficeInMemory();
    office.write(
      'customers',
      'c1',
      customerValues({ firstName: 'Ada', notes: 'eski', createdBy: 'somebody' }),
      makeStamp(1, 0, OFFICE_DEVICE),
    );
    const replica = await synced(office);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'c1', { city: 'Bursa' });
    office.restore([['customers', 'c1']]);
    office.isReachable = true;
    replica.engine.requestRound();
    await until('arrived', () => office.table('customers').has('c1'));
    await inOrder(replica);
    expect(office.table('customers').get('c1')?.fields).toMatchObject({
      firstName: 'Ada',
      notes: 'eski',
      city: 'Bursa',
      createdBy: replica.db.me.memberId,
    });
    expect(await read(replica, 'customers', 'c1')).toMatchObject({ city: 'Bursa', outbox: '' });
    expect(replica.status.get().refused).toBe(0);
  });

  it('what is new below a customer that it lacks brings the customer along', async () => {
    const office = new OfficeInMemory();
    const [own, shared, someone] = [1, 2, 3].map((n) => `01890000-0000-7000-c000-00000000000${n}`) as [
      string,
      string,
      string,
    ];
    for (const id of [own, shared])
      office.write(
        'customers',
        id,
        customerValues({ firstName: 'Ada', notes: 'eski', createdBy: 'somebody' }),
        makeStamp(1, 0, OFFICE_DEVICE),
      );
    const replica = await synced(office);
    const { memberId } = replica.db.me;
    office.write('customers', own, { ownerId: memberId }, makeStamp(2, 0, OFFICE_DEVICE));
    office.write('customers', shared, { ownerId: someone, sharedWith: [memberId] }, makeStamp(2, 0, OFFICE_DEVICE));
    await until('known', async () => (await read(replica, 'customers', shared))?.ownerId === someone);
    office.isReachable = false;
    const calls = await Promise.all(
      [own, shared].map((customerId) => createDocument(replica.db, 'interactions', note(customerId))),
    );
    const made = await createDocument(replica.db, 'appointments', appointmentValues(own));
    office.restore([
      ['customers', own],
      ['customers', shared],
    ]);
    office.isReachable = true;
    replica.engine.requestRound();
    await inOrder(replica);
    expect(replica.status.get().refused).toBe(0);
    for (const id of calls) expect(office.table('interactions').has(id)).toBe(true);
    expect(office.table('appointments').has(made)).toBe(true);
    expect(office.table('customers').get(own)?.fields).toMatchObject({
      notes: 'eski',
      ownerId: memberId,
      createdBy: memberId,
    });
    // An agent can only make customers of their own; whose it was goes on seeing it.
    expect(office.table('customers').get(shared)?.fields).toMatchObject({
      notes: 'eski',
      ownerId: memberId,
      sharedWith: [someone],
    });
    expect(await read(replica, 'customers', own)).toMatchObject({ firstName: 'Ada', outbox: '' });
  });

  it('what is written below a customer while everything is pulled anew finds it still there', async () => {
    const office = new OfficeInMemory();
    office.write('customers', CUSTOMER, customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const { replica, meanwhile } = await pullingAnew(office);
    let id = '';
    meanwhile(async () => {
      id = await createDocument(replica.db, 'interactions', note(CUSTOMER));
    });
    office.restore([['customers', CUSTOMER]]);
    replica.engine.requestRound();
    await until('arrived', () => office.table('interactions').has(id));
    await inOrder(replica);
    expect(office.table('customers').has(CUSTOMER)).toBe(true);
    expect(replica.status.get()).toMatchObject({ refused: 0, waiting: 0 });
  });

  it('what it had deleted by then goes, though something new hung on it', async () => {
    const office = new OfficeInMemory();
    office.write('customers', CUSTOMER, customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const { replica, meanwhile } = await pullingAnew(office);
    let id = '';
    // While everything is pulled anew, so that the sweep is over before it is sent.
    meanwhile(async () => {
      id = await createDocument(replica.db, 'interactions', note(CUSTOMER));
    });
    const row = office.table('customers').get(CUSTOMER)!;
    office
      .table('customers')
      .set(CUSTOMER, { ...row, fields: { ...row.fields, deletedAt: '2026-01-01T00:00:00.000Z' } });
    office.restore([]);
    await until('arrived', () => office.table('interactions').has(id));
    await inOrder(replica);
    expect(await read(replica, 'customers', CUSTOMER)).toBeNull();
    expect(await replica.state.collection('customers')).toMatchObject({ sweeping: false, complete: true });
  });

  it('its answer counts, though it counts from an older version than the device', async () => {
    const office = new OfficeInMemory();
    for (const at of [1, 2, 3, 4])
      office.write('customers', CUSTOMER, customerValues({ city: `Şehir ${at}` }), makeStamp(at, 0, OFFICE_DEVICE));
    const before = structuredClone(office.table('customers').get(CUSTOMER)!);
    const server = office.connect();
    let write: (() => Promise<unknown>) | null = null;
    const replica = await device(
      Object.assign(office, {
        connect: (): SyncServer => ({
          ...server,
          pull: async (input) => {
            const page = await server.pull(input);
            if (input.collection !== 'customers' || !page.restarted) return page;
            await write?.();
            write = null;
            // As with what is deleted: a pull from the start does not show it.
            return { ...page, documents: [] };
          },
        }),
      }),
    );
    await inOrder(replica);
    write = () => editDocument(replica.db, 'customers', CUSTOMER, { notes: 'sahada' });
    office.restore([]);
    office.table('customers').set(CUSTOMER, { ...before, version: 1, fields: { ...before.fields, city: 'yedekten' } });
    replica.engine.requestRound();
    await until('arrived', () => office.table('customers').get(CUSTOMER)?.fields['notes'] === 'sahada');
    await inOrder(replica);
    expect(await read(replica, 'customers', CUSTOMER)).toMatchObject({
      city: 'yedekten',
      notes: 'sahada',
      sync: { version: 2 },
    });
  });

  it("a customer that is somebody else's by then leaves, though something new hung on it", async () => {
    const office = new OfficeInMemory();
    office.write('customers', CUSTOMER, customerValues({ notes: 'gizli' }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    office.isReachable = false;
    const id = await createDocument(replica.db, 'interactions', note(CUSTOMER));
    office.refusals.set(id, 'interaction.outOfScope');
    office.restore([['customers', CUSTOMER]]);
    office.isReachable = true;
    replica.engine.requestRound();
    await until('refused', () => replica.status.get().refused === 1);
    await until('gone', async () => (await read(replica, 'customers', CUSTOMER)) === null);
  });
});

describe("a device whose name the office knows as somebody else's", { timeout: 40_000 }, () => {
  async function busy() {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    const before = replica.db.deviceId;
    office.loseAnswers = 1; // the office has the first edit, and the device does not know
    await editDocument(replica.db, 'customers', 'c1', { city: 'Muş' });
    await until('lost', () => office.loseAnswers === 0);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'c1', { notes: 'sahada' });
    const id = await createDocument(replica.db, 'customers', customerValues({ firstName: 'Yeni' }));
    office.foreignDevices.add(before);
    return { office, replica, before, id };
  }

  it('takes a new one, and everything unsent arrives under it, once', async () => {
    const { office, replica, before, id } = await busy();
    office.isReachable = true;
    replica.engine.requestRound();
    await until('arrived', () => office.table('customers').has(id));
    await inOrder(replica);
    expect(replica.db.deviceId).not.toBe(before);
    expect((await replica.state.facts()).deviceId).toBe(replica.db.deviceId);
    expect(office.table('customers').get('c1')?.fields).toMatchObject({ city: 'Muş', notes: 'sahada' });
    expect(replica.status.get()).toMatchObject({ refused: 0, waiting: 0 });
    for (const row of office.pushes.at(-1)!)
      for (const { stamp } of Object.values(row.patch)) expect(stamp.endsWith(replica.db.deviceId)).toBe(true);
  });

  it("does nothing of the kind when the session is another person's: it signs out and sends them nothing", async () => {
    const { office, replica, before } = await busy();
    const sent = office.pushes.length;
    office.sessionOf = newMember();
    office.isReachable = true;
    replica.engine.requestRound();
    await until('turned away', () => replica.status.get().phase === 'signed-out');
    expect(office.pushes.length).toBe(sent);
    expect(replica.db.deviceId).toBe(before);
    expect(replica.status.get().waiting).toBe(2);
  });
});
