/**
 * Days in the life of a device, against an office in memory and on the real store. That these can fail was tried: when
 * `acknowledge` clears what was typed during the push, "typed again" fails here and several seeds of random-days.test.ts;
 * when the checkpoint is saved before the page is stored, "a page that could not be stored" does.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { OfficeInMemory } from '../test/office-in-memory';
import { appointmentValues, customerValues, interactionValues } from '../test/customer-values';
import { openReplica, read, until, type Replica } from '../test/replica';
import { createDocument, discardRefused, editDocument, retryRefused } from '../write';
import { pushWaiting } from './push-waiting';
import { ServerRefusal, type SyncServer } from './sync-server';

const OFFICE_DEVICE = '00000000';
const CUSTOMER = '01890000-0000-7000-c000-0000000000cc';
/** Unlike a call, it writes nothing to its customer. */
const note = (customerId: string) => interactionValues(customerId, { kind: 'note', outcome: '' });
let memberCount = 0;
const newMember = () => `01890000-0000-7000-8000-${String(memberCount += 1).padStart(12, '0')}`;
const open: Replica[] = [];
async function device(office: OfficeInMemory, options: Parameters<typeof openReplica>[1] = {}): Promise<Replica> {
  const replica = await openReplica(office, { memberId: newMember(), ...options });
  open.push(replica);
  return replica;
}
const inOrder = (replica: Replica) => until('resting in order', () => {
  const { phase, waiting, lastSyncAt } = replica.status.get();
  return phase === 'resting' && waiting === 0 && lastSyncAt !== null;
});
afterEach(async () => { await Promise.all(open.splice(0).map((replica) => replica.close().catch(() => undefined))); });

/** A device that has met the office once. */
async function settled(office: OfficeInMemory, options: Parameters<typeof openReplica>[1] = {}): Promise<Replica> {
  const replica = await device(office, options);
  await inOrder(replica);
  return replica;
}

describe('a day without network', { timeout: 40_000 }, () => {
  it('keeps what is created and edited, survives closing, and hands it in when the network is back', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues({ firstName: 'Eski', city: 'Ankara' }), makeStamp(1, 0, OFFICE_DEVICE));
    const memberId = newMember();
    const morning = await openReplica(office, { memberId });
    await inOrder(morning);
    office.isReachable = false;
    const id = await createDocument(morning.db, 'customers', customerValues());
    await editDocument(morning.db, 'customers', 'c1', { firstName: 'Yeni' });
    await createDocument(morning.db, 'interactions', interactionValues(id));
    await until('three waiting', () => morning.status.get().waiting === 3);
    await morning.close();

    const evening = await device(office, { memberId });
    expect(await read(evening, 'customers', id)).toMatchObject({ firstName: 'Işık', sortKey: expect.any(String) as string, lastContactAt: '2026-11-21T09:00:00.000Z' });
    office.isReachable = true;
    evening.engine.requestRound();
    await inOrder(evening);
    expect(office.table('customers').get(id)?.fields).toMatchObject({ firstName: 'Işık', lastContactAt: '2026-11-21T09:00:00.000Z' });
    expect(office.table('customers').get('c1')?.fields).toMatchObject({ firstName: 'Yeni', city: 'Ankara' });
    expect(office.table('interactions').size).toBe(1);
    expect(await read(evening, 'customers', id)).toMatchObject({ outbox: '', sync: { pending: {}, version: 1 } });
  });

  it('refuses to write before the office ever named the device', async () => {
    const office = new OfficeInMemory();
    office.isReachable = false;
    const replica = await device(office);
    await expect(createDocument(replica.db, 'customers', customerValues())).rejects.toMatchObject({ code: 'server.unavailable' });
  });

  it('refuses values that do not fit, and changes nothing', async () => {
    const replica = await settled(new OfficeInMemory());
    await expect(createDocument(replica.db, 'customers', customerValues({ phone: '0532' }))).rejects.toMatchObject({ code: 'sync.invalidDocument' });
    const id = await createDocument(replica.db, 'customers', customerValues());
    await expect(editDocument(replica.db, 'customers', id, { email: 'no' })).rejects.toMatchObject({ code: 'sync.invalidDocument' });
    expect(await read(replica, 'customers', id)).toMatchObject({ email: 'isik@ornek.com' });
  });
});

describe('answers', { timeout: 40_000 }, () => {
  it('that are lost: the push repeats, the office counts it once, later typing stands', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    office.loseAnswers = 2;
    const id = await createDocument(replica.db, 'customers', customerValues());
    await until('the first try', () => office.loseAnswers < 2);
    await editDocument(replica.db, 'customers', id, { city: 'Bursa' });
    replica.engine.requestRound();
    await inOrder(replica);
    expect(office.table('customers').get(id)).toMatchObject({ version: 2, fields: { city: 'Bursa', firstName: 'Işık' } });
    expect(await read(replica, 'customers', id)).toMatchObject({ city: 'Bursa', sync: { version: 2 } });
  });

  it('to a push during which the same field was typed again leave the newer typing waiting, and it arrives too', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    const id = await createDocument(replica.db, 'customers', customerValues());
    await inOrder(replica);
    office.duringPush = async () => {
      office.duringPush = () => Promise.resolve();
      await editDocument(replica.db, 'customers', id, { notes: 'ikinci' });
    };
    await editDocument(replica.db, 'customers', id, { notes: 'birinci', city: 'Bursa' });
    await inOrder(replica);
    expect(office.table('customers').get(id)?.fields).toMatchObject({ notes: 'ikinci', city: 'Bursa' });
    expect(await read(replica, 'customers', id)).toMatchObject({ notes: 'ikinci', outbox: '' });
  });

  it('that merge show the merged document', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    const id = await createDocument(replica.db, 'customers', customerValues());
    await inOrder(replica);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', id, { notes: 'sahadan' });
    office.write('customers', id, { city: 'Konya' }, makeStamp(Date.now() + 5, 0, OFFICE_DEVICE));
    office.isReachable = true;
    replica.engine.requestRound();
    await inOrder(replica);
    expect(await read(replica, 'customers', id)).toMatchObject({ notes: 'sahadan', city: 'Konya', outbox: '' });
    expect(office.table('customers').get(id)?.fields).toMatchObject({ notes: 'sahadan', city: 'Konya' });
  });

  it('that refuse keep the typing, do not hold up the others, and wait for a person', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    const first = await createDocument(replica.db, 'customers', customerValues());
    await inOrder(replica);
    office.refusals.set(first, 'customer.mayNotReassign');
    await editDocument(replica.db, 'customers', first, { city: 'Bursa' });
    const second = await createDocument(replica.db, 'customers', customerValues({ firstName: 'Ada' }));
    await until('one refused', () => replica.status.get().refused === 1);
    await until('the other arrived', () => office.table('customers').has(second));
    const refused = await read(replica, 'customers', first);
    expect(refused).toMatchObject({ city: 'Bursa', sync: { rejection: { code: 'customer.mayNotReassign' } } });
    const pushes = office.pushes.length;
    replica.engine.requestRound();
    await inOrder(replica);
    expect(office.pushes.length).toBe(pushes); // not tried again by itself

    office.refusals.clear();
    await retryRefused(replica.db, 'customers', first);
    await inOrder(replica);
    expect(office.table('customers').get(first)?.fields).toMatchObject({ city: 'Bursa' });

    office.refusals.set(first, 'customer.mayNotReassign');
    await editDocument(replica.db, 'customers', first, { city: 'Van' });
    await until('refused again', () => replica.status.get().refused === 1);
    await discardRefused(replica.db, 'customers', first);
    expect(await read(replica, 'customers', first)).toMatchObject({ city: 'Bursa', outbox: '', sync: { pending: {}, rejection: null } });
  });

  it('that cannot read the request single out the row at fault', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    const server = office.connect();
    await replica.engine.stop();
    const ids: string[] = [];
    for (const firstName of ['Bir', 'İki', 'Üç', 'Dört']) ids.push(await createDocument(replica.db, 'customers', customerValues({ firstName })));
    // The fourth row is one the wire does not carry.
    await pushWaiting({ collections: replica.rx.collections, clock: replica.db.clock, server: { push: (input) => {
      if (input.rows.some(({ id }) => id === ids[3])) throw new ServerRefusal('request.invalid', 400);
      return server.push(input);
    } } });
    expect([...office.table('customers').keys()].sort()).toEqual(ids.slice(0, 3).sort());
    expect(await read(replica, 'customers', ids[3] as string)).toMatchObject({ firstName: 'Dört', sync: { rejection: { code: 'request.invalid' } } });
  });
});

describe('a device whose name the office knows as somebody else\'s', { timeout: 40_000 }, () => {
  async function busy() {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
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
    for (const row of office.pushes.at(-1)!) for (const { stamp } of Object.values(row.patch)) expect(stamp.endsWith(replica.db.deviceId)).toBe(true);
  });

  it('does nothing of the kind when the session is another person\'s: it is signed out, and sends them nothing', async () => {
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

describe('what the office takes away or restores', { timeout: 40_000 }, () => {
  it('leaves the device, except where unsent work hangs on it', async () => {
    const office = new OfficeInMemory();
    for (const id of ['c1', 'c2']) office.write('customers', id, customerValues({ notes: 'gizli' }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'c2', { city: 'Bursa' });
    office.takeAway('customers', 'c1');
    office.takeAway('customers', 'c2');
    office.refusals.set('c2', 'customer.outOfScope');
    office.isReachable = true;
    replica.engine.requestRound();
    await until('c1 left', async () => (await read(replica, 'customers', 'c1')) === null);
    await until('c2 refused', () => replica.status.get().refused === 1);
    expect(await read(replica, 'customers', 'c2')).toMatchObject({ city: 'Bursa', sync: { rejection: { code: 'customer.outOfScope' } } });
    // Nothing readable stays of the first, not even as a deleted document.
    const [shell] = await replica.rx.collections.customers.storageInstance.findDocumentsById(['c1'], true);
    expect(JSON.stringify(shell)).not.toContain('gizli');
  });

  it('comes back when it comes back into sight', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    office.takeAway('customers', 'c1');
    await until('left', async () => (await read(replica, 'customers', 'c1')) === null);
    office.write('customers', 'c1', customerValues({ city: 'Muş' }), makeStamp(2, 0, OFFICE_DEVICE));
    await until('back', async () => (await read(replica, 'customers', 'c1'))?.city === 'Muş');
  });

  it('a restored backup: everything is pulled again, what it lacks goes, unsent work stays and arrives', async () => {
    const office = new OfficeInMemory();
    for (const id of ['c1', 'c2', 'c3']) office.write('customers', id, customerValues({ firstName: id }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    office.isReachable = false;
    const id = await createDocument(replica.db, 'customers', customerValues({ firstName: 'Sahada' }));
    await editDocument(replica.db, 'customers', 'c2', { city: 'Bursa' });
    const c3 = office.table('customers').get('c3');
    office.restore([['customers', 'c1']]);
    office.table('customers').set('c3', { ...c3!, version: 0, fields: { ...c3!.fields, city: 'yedekten' } }); // older than what the device holds
    office.isReachable = true;
    replica.engine.requestRound();
    await inOrder(replica);
    expect(await read(replica, 'customers', 'c1')).toBeNull();
    expect(await read(replica, 'customers', 'c3')).toMatchObject({ city: 'yedekten' });
    expect(office.table('customers').get(id)?.fields).toMatchObject({ firstName: 'Sahada' });
    expect(office.table('customers').get('c2')?.fields).toMatchObject({ city: 'Bursa' });
    expect(await replica.state.collection('customers')).toMatchObject({ sweeping: false, complete: true });
  });

  it('a restored backup: an edit of a document that it lacks arrives as the whole document', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues({ firstName: 'Ada', notes: 'eski', createdBy: 'somebody' }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'c1', { city: 'Bursa' });
    office.restore([['customers', 'c1']]);
    office.isReachable = true;
    replica.engine.requestRound();
    await until('arrived', () => office.table('customers').has('c1'));
    await inOrder(replica);
    expect(office.table('customers').get('c1')?.fields).toMatchObject({ firstName: 'Ada', notes: 'eski', city: 'Bursa', createdBy: replica.db.me.memberId });
    expect(await read(replica, 'customers', 'c1')).toMatchObject({ city: 'Bursa', outbox: '' });
    expect(replica.status.get().refused).toBe(0);
  });

  it('a restored backup: what is new below a customer that it lacks brings the customer along', async () => {
    const office = new OfficeInMemory();
    const [own, shared, someone] = [1, 2, 3].map((n) => `01890000-0000-7000-c000-00000000000${n}`) as [string, string, string];
    for (const id of [own, shared]) office.write('customers', id, customerValues({ firstName: 'Ada', notes: 'eski', createdBy: 'somebody' }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    const { memberId } = replica.db.me;
    office.write('customers', own, { ownerId: memberId }, makeStamp(2, 0, OFFICE_DEVICE));
    office.write('customers', shared, { ownerId: someone, sharedWith: [memberId] }, makeStamp(2, 0, OFFICE_DEVICE));
    await until('known', async () => (await read(replica, 'customers', shared))?.ownerId === someone);
    office.isReachable = false;
    const calls = await Promise.all([own, shared].map((customerId) => createDocument(replica.db, 'interactions', note(customerId))));
    const made = await createDocument(replica.db, 'appointments', appointmentValues(own));
    office.restore([['customers', own], ['customers', shared]]);
    office.isReachable = true;
    replica.engine.requestRound();
    await inOrder(replica);
    expect(replica.status.get().refused).toBe(0);
    for (const id of calls) expect(office.table('interactions').has(id)).toBe(true);
    expect(office.table('appointments').has(made)).toBe(true);
    expect(office.table('customers').get(own)?.fields).toMatchObject({ notes: 'eski', ownerId: memberId, createdBy: memberId });
    // An agent can only make customers of their own; whose it was goes on seeing it.
    expect(office.table('customers').get(shared)?.fields).toMatchObject({ notes: 'eski', ownerId: memberId, sharedWith: [someone] });
    expect(await read(replica, 'customers', own)).toMatchObject({ firstName: 'Ada', outbox: '' });
  });

  it('a restored backup: what is written below a customer while everything is pulled anew finds it still there', async () => {
    const office = new OfficeInMemory();
    office.write('customers', CUSTOMER, customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const server = office.connect();
    let write: (() => Promise<unknown>) | null = null;
    const replica = await device(Object.assign(office, { connect: (): SyncServer => ({ ...server, pull: async (input) => {
      const page = await server.pull(input);
      if (input.collection === 'customers' && page.restarted) {
        await write?.();
        write = null;
      }
      return page;
    } }) }));
    await inOrder(replica);
    let id = '';
    write = async () => { id = await createDocument(replica.db, 'interactions', note(CUSTOMER)); };
    office.restore([['customers', CUSTOMER]]);
    replica.engine.requestRound();
    await until('arrived', () => office.table('interactions').has(id));
    await inOrder(replica);
    expect(office.table('customers').has(CUSTOMER)).toBe(true);
    expect(replica.status.get()).toMatchObject({ refused: 0, waiting: 0 });
  });

  it('a restored backup: its answer counts, though it counts from an older version than the device', async () => {
    const office = new OfficeInMemory();
    for (const at of [1, 2, 3, 4]) office.write('customers', CUSTOMER, customerValues({ city: `Şehir ${at}` }), makeStamp(at, 0, OFFICE_DEVICE));
    const before = structuredClone(office.table('customers').get(CUSTOMER)!);
    const server = office.connect();
    let write: (() => Promise<unknown>) | null = null;
    const replica = await device(Object.assign(office, { connect: (): SyncServer => ({ ...server, pull: async (input) => {
      const page = await server.pull(input);
      if (input.collection !== 'customers' || !page.restarted) return page;
      await write?.();
      write = null;
      // As with what is deleted: a pull from the start does not show it.
      return { ...page, documents: [] };
    } }) }));
    await inOrder(replica);
    write = () => editDocument(replica.db, 'customers', CUSTOMER, { notes: 'sahada' });
    office.restore([]);
    office.table('customers').set(CUSTOMER, { ...before, version: 1, fields: { ...before.fields, city: 'yedekten' } });
    replica.engine.requestRound();
    await until('arrived', () => office.table('customers').get(CUSTOMER)?.fields['notes'] === 'sahada');
    await inOrder(replica);
    expect(await read(replica, 'customers', CUSTOMER)).toMatchObject({ city: 'yedekten', notes: 'sahada', sync: { version: 2 } });
  });

  it('a restored backup: a customer that is somebody else\'s by then leaves, though something new hung on it', async () => {
    const office = new OfficeInMemory();
    office.write('customers', CUSTOMER, customerValues({ notes: 'gizli' }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    office.isReachable = false;
    const id = await createDocument(replica.db, 'interactions', note(CUSTOMER));
    office.refusals.set(id, 'interaction.outOfScope');
    office.restore([['customers', CUSTOMER]]);
    office.isReachable = true;
    replica.engine.requestRound();
    await until('refused', () => replica.status.get().refused === 1);
    await until('gone', async () => (await read(replica, 'customers', CUSTOMER)) === null);
  });

  it('a customer and what hangs on it, written while a push runs, go in their order', async () => {
    const office = new OfficeInMemory();
    office.write('customers', CUSTOMER, customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    let id = '';
    let isFirst = true;
    office.duringPush = async () => {
      if (!isFirst) return;
      isFirst = false;
      // Customers are through by now, and the next request is of interactions.
      id = await createDocument(replica.db, 'interactions', note(await createDocument(replica.db, 'customers', customerValues({ firstName: 'Yeni' }))));
    };
    await createDocument(replica.db, 'appointments', appointmentValues(CUSTOMER));
    await until('arrived', () => office.table('interactions').has(id));
    await inOrder(replica);
    expect(replica.status.get()).toMatchObject({ refused: 0, waiting: 0 });
  });

  it('of a document that is somebody else\'s by now nothing stays but what was typed, whichever way the device hears of it', async () => {
    const office = new OfficeInMemory();
    const ids = ['pushed', 'swept'];
    for (const id of ids) office.write('customers', id, customerValues({ firstName: 'GİZLİ', notes: 'GİZLİ', phone: '+905559998877', email: 'gizli@ornek.com', address: 'GİZLİ' }), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    office.refusals.set('swept', 'customer.mayNotReassign');
    await editDocument(replica.db, 'customers', 'swept', { city: 'Van' });
    await until('refused', () => replica.status.get().refused === 1);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'pushed', { city: 'Bursa' });
    // Refused without a document, and never told as a departure; the other's refusal was told long ago.
    office.table('customers').delete('pushed');
    office.table('customers').delete('swept');
    office.refusals.set('pushed', 'customer.outOfScope');
    office.scope = 'less';
    office.isReachable = true;
    replica.engine.requestRound();
    await until('both refused', () => replica.status.get().refused === 2 && replica.status.get().waiting === 0);
    await until('nothing of others left', async () => {
      const stored = await replica.rx.collections.customers.storageInstance.findDocumentsById(ids, true);
      return !/G\u0130ZL\u0130|gizli|5559998877/.test(JSON.stringify(stored));
    });
    // No field at all of it: not when it was made, nor its stage, nor whose it is.
    for (const id of ids) expect(Object.keys((await read(replica, 'customers', id))!).filter((key) => !['id', 'outbox', 'conflicted', 'sync', 'sortKey'].includes(key))).toEqual(['city']);
    expect(await read(replica, 'customers', 'pushed')).toMatchObject({ city: 'Bursa', sync: { rejection: { code: 'customer.outOfScope' } } });
    expect(await read(replica, 'customers', 'swept')).toMatchObject({ city: 'Van', sync: { rejection: { code: 'customer.outOfScope' } } });
    await discardRefused(replica.db, 'customers', 'swept');
    expect(await read(replica, 'customers', 'swept')).toBeNull();
  });

  it('what a first synchronisation had stored when it broke off goes too, when it is gone by then', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    office.write('customers', 'c2', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    // As it is when the page is stored and its checkpoint is not.
    await replica.state.saveCollection('customers', { checkpoint: null, complete: false, sweeping: false });
    office.takeAway('customers', 'c1');
    replica.engine.requestRound();
    await until('gone', async () => await read(replica, 'customers', 'c1') === null);
    await inOrder(replica);
    expect(await read(replica, 'customers', 'c2')).not.toBeNull();
  });

  it('a page that could not be stored is pulled again', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    const storage = replica.rx.collections.customers.storageInstance;
    const bulkWrite = storage.bulkWrite.bind(storage);
    let failures = 0;
    storage.bulkWrite = () => {
      failures += 1;
      storage.bulkWrite = bulkWrite;
      return Promise.reject(new Error('disk full'));
    };
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    await until('stored after all', async () => (await read(replica, 'customers', 'c1')) !== null);
    expect(failures).toBe(1);
  });
});

describe('sessions, versions, clocks, tabs', { timeout: 40_000 }, () => {
  it('says signed-out, keeps the work, and goes on after signing in', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    office.signedOut = true;
    const id = await createDocument(replica.db, 'customers', customerValues());
    await until('signed out', () => replica.status.get().phase === 'signed-out');
    expect(replica.status.get().waiting).toBe(1);
    office.signedOut = false;
    replica.db.syncNow();
    await inOrder(replica);
    expect(office.table('customers').has(id)).toBe(true);
  });

  it('an outdated build still hands in what it holds', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    office.updateNeeded = true;
    replica.engine.requestRound();
    await until('update needed', () => replica.status.get().phase === 'update-needed');
    const id = await createDocument(replica.db, 'customers', customerValues());
    await until('handed in', () => office.table('customers').has(id));
    await until('still update needed', () => replica.status.get().phase === 'update-needed');
    office.updateNeeded = false;
    replica.engine.requestRound();
    await inOrder(replica);
  });

  it('a device set to the wrong year stamps in the time of the office', async () => {
    const office = new OfficeInMemory();
    const twoYearsMs = 2 * 365 * 86_400_000;
    const replica = await settled(office, { deviceNowMs: () => Date.now() - twoYearsMs });
    const id = await createDocument(replica.db, 'customers', customerValues());
    await inOrder(replica);
    const stamp = office.table('customers').get(id)?.stamps['*'] as string;
    expect(Math.abs(Number.parseInt(stamp.slice(0, 12), 16) - Date.now())).toBeLessThan(5_000);
  });

  it('a stream that ends is opened again, and nothing is missed', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    office.dropStreams(new Error('gone'));
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    await until('arrived', async () => (await read(replica, 'customers', 'c1')) !== null);
    office.write('customers', 'c2', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    await until('live again', async () => (await read(replica, 'customers', 'c2')) !== null);
  });

  it('what an open transaction holds back is asked for until it is there, though nobody says that it is', async () => {
    const office = new OfficeInMemory();
    const replica = await settled(office);
    office.heldBack = 'c1';
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const asked = () => office.pulled.filter((name) => name === 'customers').length;
    const before = asked();
    await until('asked again and again', () => asked() >= before + 3);
    expect(await read(replica, 'customers', 'c1')).toBeNull();
    office.heldBack = null;
    await until('arrived', async () => (await read(replica, 'customers', 'c1')) !== null);
    const after = asked();
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    expect(asked()).toBe(after);
  });

  it('a row whose stamp rotted is refused, and keeps nothing else from going', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await settled(office);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'c1', { city: 'Van' });
    const sound = await createDocument(replica.db, 'customers', customerValues());
    const storage = replica.rx.collections.customers.storageInstance;
    const [stored] = await storage.findDocumentsById(['c1'], false);
    const rotten = { ...stored!, sync: { ...stored!.sync, pending: { city: { ...stored!.sync.pending['city']!, stamp: 'kaput' } } }, _rev: '9-rotten' };
    await storage.bulkWrite([{ previous: stored!, document: rotten as never }], 'damage');
    office.unreadable.add('c1');
    office.isReachable = true;
    replica.engine.requestRound();
    await until('the other one arrived', () => office.table('customers').has(sound));
    await until('refused', () => replica.status.get().refused === 1 && replica.status.get().waiting === 0);
    expect(await read(replica, 'customers', 'c1')).toMatchObject({ city: 'Van', sync: { rejection: { code: 'request.invalid' } } });
  });

  it('two tabs: the one that leads sends what the other wrote, and both show what arrives', async () => {
    const office = new OfficeInMemory();
    const memberId = newMember();
    const leader = await settled(office, { memberId });
    const other = await device(office, { memberId, isLeader: false });
    const id = await createDocument(other.db, 'customers', customerValues());
    await until('sent', () => office.table('customers').has(id));
    await until('seen as sent', async () => (await read(other, 'customers', id))?.outbox === '');
    const both = Promise.all([
      editDocument(leader.db, 'customers', id, { city: 'Bursa' }), editDocument(other.db, 'customers', id, { notes: 'not' }),
      editDocument(leader.db, 'customers', id, { occupation: 'Mimar' }), editDocument(other.db, 'customers', id, { address: 'Cadde 1' }),
    ]);
    await both;
    const everything = { city: 'Bursa', notes: 'not', occupation: 'Mimar', address: 'Cadde 1' };
    await until('all four arrived', () => Object.entries(everything).every(([field, value]) => office.table('customers').get(id)?.fields[field] === value));
    await inOrder(leader);
    await until('equal', async () => (await read(other, 'customers', id))?.outbox === '');
    expect(await read(other, 'customers', id)).toMatchObject(everything);
  });
});
