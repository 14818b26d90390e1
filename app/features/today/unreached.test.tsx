// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { English } from '../../i18n/test/english';
import { Unreached } from './unreached';

const outOfReach = () => Promise.reject(new TypeError('Failed to fetch'));
vi.stubGlobal('fetch', outOfReach);
afterEach(async () => {
  cleanup();
  vi.stubGlobal('fetch', outOfReach);
  await closeDevices();
});

test('everybody who could not be reached can be called, however many they are', { timeout: 120_000 }, async () => {
  const { db } = await synced(new OfficeInMemory());
  const unreached = Array.from({ length: 7 }, (_, at) => ({
    customerId: `c${at}`,
    customerName: `Işık ${at}`,
    phone: '+905321234567',
    startsAt: '2099-03-06T14:00:00.000Z',
    rootId: `r${at}`,
    tried: [],
  }));
  vi.stubGlobal('fetch', (address: string) =>
    address.includes('/trpc/reminders.unreached')
      ? Promise.resolve(new Response(JSON.stringify({ result: { data: unreached } })))
      : outOfReach(),
  );
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <Unreached />
      </DatabaseContext.Provider>
    </English>,
  );
  await screen.findByText('7 customers could not be reached, please call', {}, { timeout: 30_000 });
  expect(screen.getAllByRole('listitem')).toHaveLength(5);
  fireEvent.click(screen.getByRole('button', { name: '2 more appointments' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(7);
});
