// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../database/test/devices';
import { failingWrites } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { tapTwice, whatElse } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import { CompareRecords } from './merge-dialog';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };

test('two records are merged once, and what kept it from being so stands in the form', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const replica = await synced(new OfficeInMemory());
  const { db } = replica;
  const mine = { ownerId: db.me.memberId };
  const id = await createDocument(db, 'customers', customerValues(mine));
  const otherId = await createDocument(db, 'customers', customerValues({ ...mine, firstName: 'Isik' }));
  await inOrder(replica);
  const stored = async (one: string) => (await read(replica, 'customers', one)) as unknown as StoredCustomer;
  const onClose = vi.fn();
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={failingWrites(db, (nth) => nth === 1)}>
            <CompareRecords
              opened={await stored(id)}
              other={await stored(otherId)}
              onBack={() => undefined}
              onClose={onClose}
            />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  const merge = await screen.findByRole('button', { name: 'Merge' }, PATIENT);
  tapTwice(merge);
  expect((await screen.findByRole('alert', {}, PATIENT)).textContent).toContain('could not be stored on the device');
  expect(onClose).not.toHaveBeenCalled();
  tapTwice(merge);
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  await whatElse();
  expect([onClose.mock.calls.length, said.length]).toEqual([1, 1]);
  expect(await read(replica, 'customers', otherId)).toMatchObject({ mergedInto: id });
});

test('what one record cannot hold of two is said before anything is written, and the person chooses', async () => {
  const person = userEvent.setup();
  const replica = await synced(new OfficeInMemory());
  const { db } = replica;
  const mine = { ownerId: db.me.memberId };
  const id = await createDocument(db, 'customers', customerValues({ ...mine, notes: 'a'.repeat(12_000) }));
  const otherId = await createDocument(db, 'customers', customerValues({ ...mine, notes: 'b'.repeat(12_000) }));
  await inOrder(replica);
  const stored = async (one: string) => (await read(replica, 'customers', one)) as unknown as StoredCustomer;
  const onClose = vi.fn();
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={db}>
            <CompareRecords
              opened={await stored(id)}
              other={await stored(otherId)}
              onBack={() => undefined}
              onClose={onClose}
            />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  await person.click(await screen.findByRole('button', { name: 'Merge' }, PATIENT));
  expect((await screen.findByRole('alert', {}, PATIENT)).textContent).toContain('longer than 20,000 characters');
  expect((await read(replica, 'customers', otherId))?.['mergedInto'] ?? '').toBe('');
  await person.click(screen.getByRole('radio', { name: /^a+/ }));
  expect(screen.queryByRole('alert')).toBeNull();
  await person.click(screen.getByRole('button', { name: 'Merge' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  expect(await read(replica, 'customers', otherId)).toMatchObject({ mergedInto: id, notes: 'b'.repeat(12_000) });
  expect(await read(replica, 'customers', id)).toMatchObject({ notes: 'a'.repeat(12_000) });
});
