// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { shownBetween } from '../../../../sync/rules/occurrences';
import { DatabaseContext } from '../../../database/database-context';
import { appointmentValues, customerValues } from '../../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { createDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { attachToaster, type ToastMessage } from '../../../ui/toast';
import type { Appointment, StoredAppointment } from '../use-appointments';
import { useMove } from './use-move';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };

/** One appointment in March 2099 and what moves it. */
async function calendar(change: Parameters<typeof appointmentValues>[1] = {}) {
  const said: ToastMessage[] = [];
  attachToaster((toast) => said.push(toast));
  const replica = await synced(new OfficeInMemory());
  const { db, rx } = replica;
  const customerId = await createDocument(db, 'customers', customerValues());
  const span = { startsAt: '2099-03-02T09:00:00.000Z', endsAt: '2099-03-02T10:00:00.000Z' };
  await createDocument(db, 'appointments', appointmentValues(customerId, { status: 'confirmed', ...span, ...change }));
  await inOrder(replica);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <English>
      <DatabaseContext.Provider value={db}>{children}</DatabaseContext.Provider>
    </English>
  );
  const { result } = renderHook(useMove, { wrapper });
  await waitFor(() => expect(result.current).not.toBeNull(), PATIENT);
  const shown = async () => {
    const stored = (await rx.appointments.find().exec()).map((one) => one.toJSON() as unknown as StoredAppointment);
    return shownBetween(stored, Date.UTC(2099, 2, 1), Date.UTC(2099, 3, 1)) as Appointment[];
  };
  return { said, result, shown };
}

test('steps by keyboard are taken back whole: a date of a series follows it again', { timeout: 120_000 }, async () => {
  const { said, result, shown } = await calendar({ recurrence: 'FREQ=WEEKLY;BYDAY=MO;COUNT=3' });
  const before = await shown();
  for (const minutes of [15, 15]) await act(() => result.current.step(before[1]!, 'Işık', { minutes }));
  expect((await shown())[1]).toMatchObject({ startsAt: '2099-03-09T09:30:00.000Z' });
  await waitFor(() => expect(said).toHaveLength(1), PATIENT);
  act(() => said[0]!.action!.onPress());
  await waitFor(async () => expect(await shown()).toEqual(before), PATIENT);
});

test('what took place is moved by no key', { timeout: 120_000 }, async () => {
  const { result, shown } = await calendar({ status: 'held' });
  const before = await shown();
  expect(await act(() => result.current.step(before[0]!, 'Işık', { minutes: 15 }))).toBeNull();
  expect(await shown()).toEqual(before);
});
