// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { heldOffice } from '../../api/test/held-office';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { English } from '../../i18n/test/english';
import UnmatchedScreen from './unmatched-screen';

afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };

test('what a stranger says goes on while one reads, under the name they have by now', { timeout: 60_000 }, async () => {
  let thread = {
    id: 's',
    lineId: 'l',
    lineName: 'Office',
    name: '',
    phone: '+905551112233',
    messages: [] as unknown[],
  };
  heldOffice({ 'chat.unmatchedThread': () => thread });
  const { db } = await synced(new OfficeInMemory());
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <MemoryRouter initialEntries={['/messages/unmatched/s']}>
          <Routes>
            <Route path="/messages/unmatched/:id" element={<UnmatchedScreen />} />
          </Routes>
        </MemoryRouter>
      </DatabaseContext.Provider>
    </English>,
  );
  expect((await screen.findByRole('heading', undefined, PATIENT)).textContent).toContain('555');
  const said = {
    id: 'm',
    direction: 'in',
    kind: 'text',
    body: 'مرحبا',
    fileName: '',
    createdAt: '2026-11-26T08:00:00.000Z',
  };
  thread = { ...thread, name: 'Selin', messages: [{ ...said, editedAt: null, revokedAt: null }] };
  // As when the page is looked at again; else every fifteen seconds.
  document.dispatchEvent(new Event('visibilitychange'));
  expect((await screen.findByText('مرحبا', undefined, PATIENT)).dir).toBe('auto');
  expect(screen.getByRole('heading').textContent).toBe('Selin');
});
