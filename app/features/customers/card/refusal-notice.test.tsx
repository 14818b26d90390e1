// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../../database/database-context';
import type { StoredCustomer } from '../../../database/saha-database';
import { customerValues } from '../../../database/test/customer-values';
import { closeDevices, synced } from '../../../database/test/devices';
import { storeOutOfReach } from '../../../database/test/failing-writes';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { read, until } from '../../../database/test/replica';
import { createDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { attachToaster } from '../../../ui/toast';
import { RefusalNotice } from './refusal-notice';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };
const NOT_STORED = 'This could not be stored on the device. Free some space and try again.';

test('where neither sending again nor giving up could be noted, that is said', { timeout: 120_000 }, async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const person = userEvent.setup();
  const office = new OfficeInMemory();
  const replica = await synced(office);
  office.isReachable = false;
  const id = await createDocument(replica.db, 'customers', customerValues());
  office.refusals.set(id, 'sync.invalidDocument');
  office.isReachable = true;
  replica.engine.requestRound();
  await until('refused', () => replica.status.get().refused === 1);
  const customer = (await read(replica, 'customers', id)) as unknown as StoredCustomer;
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={storeOutOfReach(replica.db)}>
          <RefusalNotice customer={customer} />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  await person.click(await screen.findByRole('button', { name: 'Send again' }, PATIENT));
  await waitFor(() => expect(said).toEqual([NOT_STORED]), PATIENT);
  await person.click(screen.getByRole('button', { name: 'Discard' }));
  await screen.findByRole('alertdialog', {}, PATIENT);
  await person.click(screen.getAllByRole('button', { name: 'Discard' }).at(-1)!);
  await waitFor(() => expect(said).toEqual([NOT_STORED, NOT_STORED]), PATIENT);
});
