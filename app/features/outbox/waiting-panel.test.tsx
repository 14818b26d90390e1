// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { MEMBER, until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { useOutbox } from './use-outbox';
import { WaitingPanel } from './waiting-panel';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };

function Waiting() {
  return <WaitingPanel entries={useOutbox()?.waiting ?? []} more={0} nowMs={Date.now()} />;
}

test('what an older office has no place for is not said to go in a moment', async () => {
  const office = new OfficeInMemory();
  // This one names no shapes, so it knows of no segments.
  const replica = await synced(office, { names: ['members', 'countries', 'customers', 'segments'] });
  await createDocument(replica.db, 'segments', {
    name: 'Fair in May',
    rule: { combinator: 'and', rules: [] },
    teamId: '',
    archivedAt: '',
    createdBy: MEMBER.memberId,
    createdAt: new Date().toISOString(),
  });
  await until('it waits', () => replica.status.get().waiting === 1);
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={replica.db}>
            <Waiting />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  expect(await screen.findByText(/^Fair in May/, {}, PATIENT)).toBeDefined();
  expect(screen.getByText('It goes once the office is updated.')).toBeDefined();
  expect(screen.queryByText('In line, goes in a moment.')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Send now' })).toBeNull();

  // What it knows goes as before, and says so beside it.
  office.isReachable = false;
  await createDocument(replica.db, 'customers', customerValues());
  expect(await screen.findByText(/^We cannot reach the office/, {}, PATIENT)).toBeDefined();
  expect(screen.getByText('It goes once the office is updated.')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Send now' })).toBeDefined();
});
