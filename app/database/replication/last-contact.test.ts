/** What the office derives of logged work is shown on the device and never sent (sync/README.md §3.8). */
import { afterEach, describe, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { makeStamp } from '../../../sync/rules/stamp';
import { appointmentValues, customerValues, interactionValues } from '../test/customer-values';
import { closeDevices, inOrder, OFFICE_DEVICE, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { read, until } from '../test/replica';
import { saveTogether } from '../save-together';
import { createDocument, discardRefused, editDocument } from '../write';

afterEach(closeDevices);

const EARLIER = '2026-11-20T09:00:00.000Z';
const BETWEEN = '2026-11-20T15:00:00.000Z';
const LATER = '2026-11-21T09:00:00.000Z';

async function withCustomers(count: number) {
  const office = new OfficeInMemory();
  const ids = Array.from({ length: count }, (_, at) => `01890000-0000-7000-c000-${String(at).padStart(12, '0')}`);
  for (const id of ids)
    office.write('customers', id, customerValues({ lastContactAt: EARLIER }), makeStamp(1, 0, OFFICE_DEVICE));
  return { office, ids, replica: await synced(office) };
}

describe('the last contact', { timeout: 40_000 }, () => {
  it('moves with what is logged, and only what was logged waits', async () => {
    const { office, ids, replica } = await withCustomers(3);
    office.isReachable = false;
    for (let call = 0; call < 12; call += 1)
      await createDocument(replica.db, 'interactions', interactionValues(ids[call % 3]!, { occurredAt: LATER }));
    await until('what waits to be counted', () => replica.status.get().waiting >= 12);
    expect(replica.status.get().waiting).toBe(12);
    for (const id of ids)
      expect(await read(replica, 'customers', id)).toMatchObject({ lastContactAt: LATER, outbox: '' });
    office.isReachable = true;
    replica.engine.requestRound();
    await inOrder(replica);
    expect(office.pushes.flat().flatMap(({ patch }) => Object.keys(patch))).not.toContain('lastContactAt');
    await until('the office to have said so itself', async () => {
      const customer = await read(replica, 'customers', ids[0]!);
      return customer !== null && customer.sync.foreseen === undefined && customer.lastContactAt === LATER;
    });
  });

  it('moves with what is booked as held, and stays with what is only planned', async () => {
    const { office, ids, replica } = await withCustomers(2);
    office.isReachable = false;
    const book = async (customerId: string, status: 'held' | 'confirmed') => {
      const id = uuidv7();
      const values = { ...appointmentValues(customerId), startsAt: LATER, status };
      await saveTogether(replica.db, 'appointments', [{ id, values, isNew: true }]);
    };
    await book(ids[0]!, 'held');
    await book(ids[1]!, 'confirmed');
    expect(await read(replica, 'customers', ids[0]!)).toMatchObject({ lastContactAt: LATER, outbox: '' });
    expect(await read(replica, 'customers', ids[1]!)).toMatchObject({ lastContactAt: EARLIER, outbox: '' });
  });

  it('keeps nothing typed back when the call is refused, and falls back when it is given up', async () => {
    const { office, ids, replica } = await withCustomers(1);
    const id = ids[0]!;
    office.isReachable = false;
    const call = await createDocument(replica.db, 'interactions', interactionValues(id, { occurredAt: LATER }));
    await editDocument(replica.db, 'customers', id, { notes: 'aradım, yarın gelecek' });
    office.refusals.set(call, 'interaction.inFuture');
    office.isReachable = true;
    replica.engine.requestRound();
    await until('one refused', () => replica.status.get().refused === 1 && replica.status.get().waiting === 0);
    expect(office.table('customers').get(id)?.fields).toMatchObject({ notes: 'aradım, yarın gelecek' });
    expect(await read(replica, 'customers', id)).toMatchObject({ lastContactAt: LATER, outbox: '' });

    await discardRefused(replica.db, 'interactions', call);
    expect(await read(replica, 'customers', id)).toMatchObject({
      lastContactAt: EARLIER,
      notes: 'aradım, yarın gelecek',
    });
  });

  it('follows a call whose time is corrected, and what the office brings meanwhile does not hide it', async () => {
    const { office, ids, replica } = await withCustomers(1);
    const id = ids[0]!;
    office.isReachable = false;
    const call = await createDocument(
      replica.db,
      'interactions',
      interactionValues(id, { occurredAt: '2026-12-24T09:00:00.000Z' }),
    );
    office.refusals.set(call, 'interaction.inFuture');
    office.isReachable = true;
    replica.engine.requestRound();
    await until('it to be refused', () => replica.status.get().refused === 1);
    office.write('customers', id, { city: 'Bursa' }, makeStamp(2, 0, OFFICE_DEVICE));
    await until('the city', async () => (await read(replica, 'customers', id))?.city === 'Bursa');
    expect(await read(replica, 'customers', id)).toMatchObject({ lastContactAt: '2026-12-24T09:00:00.000Z' });

    office.refusals.clear();
    await editDocument(replica.db, 'interactions', call, { occurredAt: LATER });
    expect(await read(replica, 'customers', id)).toMatchObject({ lastContactAt: LATER });
    await inOrder(replica);
    expect(office.table('interactions').get(call)?.fields).toMatchObject({ occurredAt: LATER });
    expect(office.table('customers').get(id)?.fields).toMatchObject({ lastContactAt: LATER });
  });

  it('counts an appointment once it is marked as held, and takes that back with it', async () => {
    const { office, ids, replica } = await withCustomers(1);
    const id = ids[0]!;
    const visit = await createDocument(
      replica.db,
      'appointments',
      appointmentValues(id, { startsAt: LATER, endsAt: '2026-11-21T10:00:00.000Z' }),
    );
    await inOrder(replica);
    const shown = async () => (await read(replica, 'customers', id))?.lastContactAt;
    office.isReachable = false;
    await editDocument(replica.db, 'appointments', visit, { status: 'held' });
    expect(await shown()).toBe(LATER);
    await editDocument(replica.db, 'appointments', visit, { status: 'confirmed' });
    expect(await shown()).toBe(EARLIER);
    await editDocument(replica.db, 'appointments', visit, { status: 'held' });
    office.isReachable = true;
    await inOrder(replica);
    await until('the office to have said so itself', async () => {
      const customer = await read(replica, 'customers', id);
      return customer?.sync.foreseen === undefined && customer?.lastContactAt === LATER;
    });

    office.isReachable = false;
    await editDocument(replica.db, 'appointments', visit, { status: 'no_show' });
    // neither knows of a contact before: that one stood as a date alone
    expect(await shown()).toBe('');
    office.isReachable = true;
    await inOrder(replica);
  });

  it('is lowered at once by an entry that takes another back, with and without the office', async () => {
    const { office, ids, replica } = await withCustomers(1);
    const id = ids[0]!;
    const shown = async () => (await read(replica, 'customers', id))?.lastContactAt;
    await createDocument(replica.db, 'interactions', interactionValues(id, { kind: 'visit', occurredAt: BETWEEN }));
    const call = await createDocument(replica.db, 'interactions', interactionValues(id, { occurredAt: LATER }));
    await inOrder(replica);
    await until('the office to have said so itself', async () => (await shown()) === LATER);
    office.isReachable = false;
    await createDocument(
      replica.db,
      'interactions',
      interactionValues(id, { kind: 'note', outcome: '', occurredAt: '2026-11-21T12:00:00.000Z', retracts: call }),
    );
    expect(await shown()).toBe(BETWEEN);
    // what the office brings meanwhile does not hide it
    office.write('customers', id, { city: 'Bursa' }, makeStamp(2, 0, OFFICE_DEVICE));
    office.isReachable = true;
    await inOrder(replica);
    await until('the office to have lowered it', async () => {
      const customer = await read(replica, 'customers', id);
      return customer?.sync.foreseen === undefined && customer?.lastContactAt === BETWEEN;
    });
    expect(office.table('customers').get(id)?.fields).toMatchObject({ lastContactAt: BETWEEN, city: 'Bursa' });
  });
});
