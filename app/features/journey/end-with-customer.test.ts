import { afterEach, describe, expect, it } from 'vitest';
import { APPOINTMENT_STATUSES, type AppointmentFields } from '../../../sync/collections/appointment';
import { appointmentValues, customerValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../database/test/devices';
import { failingWrites } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { reopenAppointments } from '../appointments/appointment-verbs';
import { cancelWithCustomer, endingWithCustomer } from './end-with-customer';

afterEach(closeDevices);
const NOW = '2026-11-26T10:00:00.000Z';
const one = (change: Parameters<typeof appointmentValues>[1]) => ({ ...appointmentValues('c', change), id: 'a' });

describe('what ends with a customer', { timeout: 40_000 }, () => {
  it('is what is still to come and takes time, and nothing that is over', () => {
    const ahead = { startsAt: '2026-11-27T07:00:00.000Z', endsAt: '2026-11-27T08:00:00.000Z' };
    const ending = APPOINTMENT_STATUSES.filter(
      (status) => endingWithCustomer([one({ ...ahead, status })], NOW).length === 1,
    );
    expect([...ending].sort()).toEqual(['approved', 'confirmed', 'draft', 'requested']);
    expect(endingWithCustomer([one({ ...ahead, status: 'confirmed', deletedAt: NOW })], NOW)).toEqual([]);
    expect(endingWithCustomer([one({ status: 'confirmed' })], NOW)).toEqual([]);
  });

  it('is cancelled together without network, arrives together, and comes back by one tap', async () => {
    const office = new OfficeInMemory();
    const replica = await synced(office);
    const customer = await createDocument(replica.db, 'customers', customerValues());
    const ids: string[] = [];
    for (const status of ['confirmed', 'approved', 'requested'] as const)
      ids.push(await createDocument(replica.db, 'appointments', appointmentValues(customer, { status })));
    await inOrder(replica);
    office.isReachable = false;
    const ending = ids.map((id) => ({ ...(office.table('appointments').get(id)!.fields as AppointmentFields), id }));
    const { takeBack } = await cancelWithCustomer(replica.db, ending, 'Müşteri silindi');
    office.isReachable = true;
    replica.engine.requestRound();
    await inOrder(replica);
    for (const id of ids)
      expect(office.table('appointments').get(id)?.fields).toMatchObject({
        status: 'cancelled',
        cancelReason: 'Müşteri silindi',
      });
    await takeBack();
    await inOrder(replica);
    expect(ids.map((id) => office.table('appointments').get(id)?.fields['status'])).toEqual([
      'confirmed',
      'approved',
      'cancelled',
    ]);
  });

  it('is cancelled altogether or not at all where it cannot be stored, and undone without a trace', async () => {
    const replica = await synced(new OfficeInMemory());
    const { db } = replica;
    const customer = await createDocument(db, 'customers', customerValues());
    const ending = await Promise.all(
      (['confirmed', 'requested', 'confirmed'] as const).map(async (status) => {
        const values = appointmentValues(customer, { status });
        return { ...values, id: await createDocument(db, 'appointments', values) };
      }),
    );
    const statuses = () =>
      Promise.all(
        ending.map(async ({ id }) => ((await read(replica, 'appointments', id)) as { status?: string } | null)?.status),
      );
    const standing = ['confirmed', 'requested', 'confirmed'];
    for (const failing of [1, 2, 3]) {
      const store = failingWrites(db, (nth) => nth === failing);
      const isCancelled = await cancelWithCustomer(store, ending, 'Müşteri silindi').then(
        () => true,
        () => false,
      );
      expect(await statuses()).toEqual(isCancelled ? standing.map(() => 'cancelled') : standing);
      await reopenAppointments(db, ending);
    }
    await (await cancelWithCustomer(db, ending, 'Müşteri silindi')).undo();
    expect(await statuses()).toEqual(standing);
  });
});
