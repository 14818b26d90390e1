// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldOffice } from '../../api/test/held-office';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { tapTwice } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import { ForwardedPanel } from './forwarded-panel';

beforeEach(() => attachToaster(() => undefined));
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };
const ID = '01890000-0000-7000-c000-00000000f001';

async function shown() {
  const { db } = await synced(new OfficeInMemory());
  const entry = {
    id: ID,
    memberId: db.me.memberId,
    title: 'Ada Lovelace',
    note: '',
    code: 'customer.outOfScope',
    params: {},
    receivedAt: '2026-01-02T03:04:05.000Z',
    documents: [{ collection: 'customers', id: ID, values: customerValues() }],
  };
  const { calls } = heldOffice({ 'work.forwarded': () => [entry] });
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={db}>
            <ForwardedPanel />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  await screen.findByRole('button', { name: /^Apply: / }, PATIENT);
  return { calls, paths: () => calls.map(({ path }) => path) };
}

test('what was passed on is applied once, however often one taps', async () => {
  const { calls, paths } = await shown();
  tapTwice(screen.getByRole('button', { name: /^Apply: / }));
  await waitFor(() => expect(paths()).not.toEqual([]));
  expect(paths()).toEqual(['work.applyForwarded']);
  await act(async () => calls[0]?.answer({ refused: [] }));
});

test('it is declined once, also where the first try did not reach the office', async () => {
  const { calls, paths } = await shown();
  fireEvent.click(screen.getByRole('button', { name: /^Decline: / }));
  const dialog = await screen.findByRole('dialog', {}, PATIENT);
  fireEvent.change(screen.getByRole('textbox', { name: /^Why/ }), { target: { value: 'Not ours' } });
  const decline = () => [...dialog.querySelectorAll('button')].find((one) => one.textContent === 'Decline')!;
  tapTwice(decline());
  await waitFor(() => expect(paths()).not.toEqual([]));
  expect(paths()).toEqual(['work.declineForwarded']);
  await act(async () => calls[0]?.fail());
  tapTwice(decline());
  await waitFor(() => expect(paths()).toHaveLength(2));
  await act(async () => calls[1]?.answer(null));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), PATIENT);
  expect(paths()).toHaveLength(2);
});
