// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, test, vi } from 'vitest';
import { shownBetween } from '../../../sync/rules/occurrences';
import { DatabaseContext } from '../../database/database-context';
import { appointmentValues, customerValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read, until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { calendarEntries } from '../appointments/calendar/calendar-entries';
import type { Appointment, StoredAppointment } from '../appointments/use-appointments';
import { ClashesAhead } from './clashes-ahead';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

test('offers no time that is taken beyond the days of the screen', { timeout: 120_000 }, async () => {
  const replica = await synced(new OfficeInMemory());
  const { db, rx } = replica;
  const book = async (startsAt: string, endsAt: string) => {
    const customerId = await createDocument(db, 'customers', customerValues());
    const values = appointmentValues(customerId, { startsAt, endsAt, status: 'confirmed' });
    return createDocument(db, 'appointments', values);
  };
  // The last hour of a Friday twice, and a Monday that has but its last two hours.
  const friday = ['2099-03-06T14:00:00.000Z', '2099-03-06T15:00:00.000Z'] as const;
  const booked = [await book(...friday), await book(...friday)];
  await book('2099-03-09T06:00:00.000Z', '2099-03-09T13:00:00.000Z');
  await inOrder(replica);

  const nowMs = Date.parse('2099-03-05T09:00:00.000Z');
  const stored = (await rx.appointments.find().exec()).map((one) => one.toJSON() as unknown as StoredAppointment);
  const all = shownBetween(stored, nowMs, Date.parse('2099-03-08T21:00:00.000Z')) as Appointment[];
  const entries = calendarEntries(all, [], () => 'Işık', new Map());
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <ClashesAhead entries={entries} all={all} nowMs={nowMs} />
      </DatabaseContext.Provider>
    </English>,
  );
  fireEvent.click(await screen.findByRole('button', { name: /^Move to/ }, { timeout: 30_000 }));
  await until('one of them is moved', async () => {
    const now = await Promise.all(booked.map((id) => read(replica, 'appointments', id)));
    return now.some((one) => (one as { startsAt?: string } | null)?.startsAt === '2099-03-09T13:00:00.000Z');
  });
});
