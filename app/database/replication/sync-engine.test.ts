/**
 * Days in the life of a device, against an office in memory and on the real store. That these can fail was tried: when
 * `acknowledge` clears what was typed during the push, "typed again" fails here and several seeds of
 * random-days.test.ts; when the checkpoint is saved before the page is stored, "a page that could not be stored" does.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { appointmentValues, customerValues, interactionValues } from '../test/customer-values';
import { closeDevices, CUSTOMER, device, inOrder, newMember, note, OFFICE_DEVICE, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { openReplica, read, until } from '../test/replica';
import { createDocument, discardRefused, editDocument, retryRefused } from '../write';
import { pushWaiting } from './push-waiting';
import { ServerRefusal } from './sync-server';

afterEach(closeDevices);

describe('a day without network', { timeout: 40_000 }, () => {
  it('keeps what is created and edited, survives closing, and hands it in when the network is back', async () => {
    const office = new OfficeInMemory();
    office.write(
      'customers',
      'c1',
      customerValues({ firstName: 'Eski', city: 'Ankara' }),
      makeStamp(1, 0, OFFICE_DEVICE),
    );
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
    expect(await read(evening, 'customers', id)).toMatchObject({
      firstName: 'Işık',
      sortKey: expect.any(String) as string,
      lastContactAt: '2026-11-21T09:00:00.000Z',
    });
    office.isReachable = true;
    evening.engine.requestRound();
    await inOrder(evening);
    expect(office.table('customers').get(id)?.fields).toMatchObject({
      firstName: 'Işık',
      lastContactAt: '2026-11-21T09:00:00.000Z',
    });
    expect(office.table('customers').get('c1')?.fields).toMatchObject({ firstName: 'Yeni', city: 'Ankara' });
    expect(office.table('interactions').size).toBe(1);
    expect(await read(evening, 'customers', id)).toMatchObject({ outbox: '', sync: { pending: {}, version: 2 } });
  });

  it('refuses to write before the office ever named the device', async () => {
    const office = new OfficeInMemory();
    office.isReachable = false;
    const replica = await device(office);
    await expect(createDocument(replica.db, 'customers', customerValues())).rejects.toMatchObject({
      code: 'server.unavailable',
    });
  });

  it('refuses values that do not fit, and changes nothing', async () => {
    const replica = await synced(new OfficeInMemory());
    await expect(createDocument(replica.db, 'customers', customerValues({ phone: '0532' }))).rejects.toMatchObject({
      code: 'sync.invalidDocument',
    });
    const id = await createDocument(replica.db, 'customers', customerValues());
    await expect(editDocument(replica.db, 'customers', id, { email: 'no' })).rejects.toMatchObject({
      code: 'sync.invalidDocument',
    });
    expect(await read(replica, 'customers', id)).toMatchObject({ email: 'isik@ornek.com' });
  });
});

describe('answers', { timeout: 40_000 }, () => {
  it('that are lost: the push repeats, the office counts it once, later typing stands', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
    office.loseAnswers = 2;
    const id = await createDocument(replica.db, 'customers', customerValues());
    await until('the first try', () => office.loseAnswers < 2);
    await editDocument(replica.db, 'customers', id, { city: 'Bursa' });
    replica.engine.requestRound();
    await inOrder(replica);
    expect(office.table('customers').get(id)).toMatchObject({
      version: 2,
      fields: { city: 'Bursa', firstName: 'Işık' },
    });
    expect(await read(replica, 'customers', id)).toMatchObject({ city: 'Bursa', sync: { version: 2 } });
  });

  it('to a push while the same field was typed again leave the newer typing waiting, and it arrives too', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
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
    const replica = await synced(office);
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
    const replica = await synced(office);
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
    expect(await read(replica, 'customers', first)).toMatchObject({
      city: 'Bursa',
      outbox: '',
      sync: { pending: {}, rejection: null },
    });
  });

  it('that cannot read the request single out the row at fault', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
    const server = office.connect();
    await replica.engine.stop();
    const ids: string[] = [];
    for (const firstName of ['Bir', 'İki', 'Üç', 'Dört'])
      ids.push(await createDocument(replica.db, 'customers', customerValues({ firstName })));
    // The fourth row is one the wire does not carry.
    await pushWaiting({
      collections: replica.rx.collections,
      clock: replica.db.clock,
      server: {
        push: (input) => {
          if (input.rows.some(({ id }) => id === ids[3])) throw new ServerRefusal('request.invalid', 400);
          return server.push(input);
        },
      },
    });
    expect([...office.table('customers').keys()].sort()).toEqual(ids.slice(0, 3).sort());
    expect(await read(replica, 'customers', ids[3] as string)).toMatchObject({
      firstName: 'Dört',
      sync: { rejection: { code: 'request.invalid' } },
    });
  });
});

it('the next request leaves before the answers to the last are stored, and nothing goes twice', async () => {
  const office = new OfficeInMemory();
  const replica = await synced(office);
  const server = office.connect();
  await replica.engine.stop();
  const ids: string[] = [];
  for (const firstName of ['Bir', 'İki', 'Üç', 'Dört', 'Beş'])
    ids.push(await createDocument(replica.db, 'customers', customerValues({ firstName })));
  const sent: string[][] = [];
  const order: string[] = [];
  await pushWaiting({
    collections: replica.rx.collections,
    clock: replica.db.clock,
    maxRows: 2,
    server: {
      push: async (input) => {
        sent.push(input.rows.map(({ id }) => id));
        order.push(`ask ${sent.length}`);
        return server.push(input);
      },
    },
    onTaken: () => order.push('stored'),
  });
  expect(sent).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  expect(order).toEqual(['ask 1', 'ask 2', 'stored', 'ask 3', 'stored', 'stored']);
  for (const id of ids) expect(await read(replica, 'customers', id)).toMatchObject({ outbox: '' });
});

describe('what goes wrong', { timeout: 40_000 }, () => {
  it('a customer and what hangs on it, written while a push runs, go in their order', async () => {
    const office = new OfficeInMemory();
    office.write('customers', CUSTOMER, customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    let id = '';
    let isFirst = true;
    office.duringPush = async () => {
      if (!isFirst) return;
      isFirst = false;
      // Customers are through by now, and the next request is of interactions.
      id = await createDocument(
        replica.db,
        'interactions',
        note(await createDocument(replica.db, 'customers', customerValues({ firstName: 'Yeni' }))),
      );
    };
    await createDocument(replica.db, 'appointments', appointmentValues(CUSTOMER));
    await until('arrived', () => office.table('interactions').has(id));
    await inOrder(replica);
    expect(replica.status.get()).toMatchObject({ refused: 0, waiting: 0 });
  });

  it('a page that could not be stored is pulled again', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
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

  it('what an open transaction holds back is asked for until it is there, though nobody says that it is', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
    office.heldBack = 'c1';
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const asked = () => office.pulled.filter((name) => name === 'customers').length;
    const before = asked();
    await until('asked again and again', () => asked() >= before + 3);
    expect(await read(replica, 'customers', 'c1')).toBeNull();
    office.heldBack = null;
    await until('arrived', async () => (await read(replica, 'customers', 'c1')) !== null);
    const after = asked();
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    expect(asked()).toBe(after);
  });

  it('a row whose stamp rotted is refused, and keeps nothing else from going', async () => {
    const office = new OfficeInMemory();
    office.write('customers', 'c1', customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
    const replica = await synced(office);
    office.isReachable = false;
    await editDocument(replica.db, 'customers', 'c1', { city: 'Van' });
    const sound = await createDocument(replica.db, 'customers', customerValues());
    const storage = replica.rx.collections.customers.storageInstance;
    const [stored] = await storage.findDocumentsById(['c1'], false);
    const rotten = {
      ...stored!,
      sync: { ...stored!.sync, pending: { city: { ...stored!.sync.pending['city']!, stamp: 'kaput' } } },
      _rev: '9-rotten',
    };
    await storage.bulkWrite([{ previous: stored!, document: rotten as never }], 'damage');
    office.unreadable.add('c1');
    office.isReachable = true;
    replica.engine.requestRound();
    await until('the other one arrived', () => office.table('customers').has(sound));
    await until('refused', () => replica.status.get().refused === 1 && replica.status.get().waiting === 0);
    expect(await read(replica, 'customers', 'c1')).toMatchObject({
      city: 'Van',
      sync: { rejection: { code: 'request.invalid' } },
    });
  });
});
