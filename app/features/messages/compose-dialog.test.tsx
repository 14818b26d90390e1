// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { failingWrites } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { tapTwice, whatElse } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import ComposeDialog from './compose-dialog';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
beforeEach(() => attachToaster(() => undefined));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };
const NAMES = ['countries', 'members', 'customers', 'consents', 'conversations', 'messages'] as const;

test('a message is written once, however often one taps and also after a failure', async () => {
  const replica = await synced(new OfficeInMemory(), { names: NAMES });
  const { db } = replica;
  const customerId = await createDocument(db, 'customers', customerValues());
  const onClose = vi.fn();
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={failingWrites(db, (nth) => nth === 1)}>
          <ComposeDialog
            customer={(await read(replica, 'customers', customerId)) as unknown as StoredCustomer}
            channel="sms"
            onClose={onClose}
          />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const body = await screen.findByRole('textbox', { name: /^Message/ }, PATIENT);
  fireEvent.change(body, { target: { value: 'See you tomorrow' } });
  const send = screen.getByRole('button', { name: 'Send' });
  tapTwice(send);
  expect((await screen.findByRole('alert', {}, PATIENT)).textContent).toContain('could not store it');
  await whatElse();
  expect(onClose).not.toHaveBeenCalled();
  tapTwice(send);
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  await whatElse();
  expect(onClose).toHaveBeenCalledOnce();
  expect(await db.collections.messages.find().exec()).toHaveLength(1);
});
