// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { makeStamp } from '../../../../sync/rules/stamp';
import { DatabaseContext } from '../../../database/database-context';
import { closeDevices, OFFICE_DEVICE, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { EVERYBODY } from '../../../database/use-customer-rows';
import { English } from '../../../i18n/test/english';
import { FilterBar } from './filter-bar';
import FilterPanel from './filter-panel';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

test('an agent who left is marked as such, in the panel and among what is chosen', { timeout: 60_000 }, async () => {
  const office = new OfficeInMemory();
  const [left, here] = ['01890000-0000-7000-8000-0000000000aa', '01890000-0000-7000-8000-0000000000bb'];
  const person = { email: '', role: 'agent', teamId: '', teamName: '', colour: '#0f766e' } as const;
  office.write('members', left, { ...person, fullName: 'Ayşe Ak', isActive: false }, makeStamp(1, 0, OFFICE_DEVICE));
  office.write('members', here, { ...person, fullName: 'Can Er', isActive: true }, makeStamp(2, 0, OFFICE_DEVICE));
  const { db } = await synced(office);
  const filter = { ...EVERYBODY, ownerIds: [left, here] };
  const nothing = () => undefined;
  render(
    <MemoryRouter>
      <English>
        <DatabaseContext.Provider value={db}>
          <FilterPanel filter={filter} onChange={nothing} onClose={nothing} />
          <FilterBar filter={filter} onChange={nothing} />
        </DatabaseContext.Provider>
      </English>
    </MemoryRouter>,
  );
  await screen.findByText('Ayşe Ak (left), Can Er', {}, { timeout: 30_000 });
  expect(screen.getByText('Ayşe Ak (left)')).toBeTruthy();
});
