// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read, until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import RecordChanges from './record-changes';

afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };

test.each([
  ['a line', 'Likes the sea'],
  ['as long as notes may be', 'Likes the sea. '.repeat(1_333)],
])('an earlier value (%s) is brought back by one tap, over what somebody else wrote', async (_, earlier) => {
  const person = userEvent.setup();
  const office = new OfficeInMemory();
  const replica = await synced(office);
  const { db } = replica;
  const id = await createDocument(db, 'customers', customerValues({ notes: earlier, city: 'Adana' }));
  await inOrder(replica);
  office.write('customers', id, { notes: 'Likes the hills' }, makeStamp(Date.now(), 0, 'bbbbbbbb'));
  replica.engine.requestRound();
  await until('theirs is here', async () => (await read(replica, 'customers', id))?.['notes'] === 'Likes the hills');
  const entry = {
    id: '1',
    documentId: id,
    action: 'edit',
    memberId: db.me.memberId,
    at: new Date().toISOString(),
    deviceAt: '',
    deviceLabel: '',
    importedBy: '',
    changes: [{ field: 'notes', before: earlier, after: 'Likes the hills' }],
  };
  const answer = JSON.stringify({ result: { data: { entries: [entry], cursor: null } } });
  vi.stubGlobal('fetch', (address: string) =>
    address.includes('audit.ofDocument')
      ? Promise.resolve(new Response(answer, { headers: { 'content-type': 'application/json' } }))
      : Promise.reject(new TypeError('Failed to fetch')),
  );
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={db}>
            <RecordChanges collection="customers" id={id} />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  // All of a long text would push everything else out of sight.
  const before = await screen.findByText(/^Likes the sea/, { selector: 'del' }, PATIENT);
  expect(before.textContent.length).toBeLessThan(2_010);
  await person.click(await screen.findByRole('button', { name: 'Bring back the earlier value: Notes' }, PATIENT));
  await until('brought back', () => office.table('customers').get(id)?.fields['notes'] === earlier);
  expect(office.table('customers').get(id)?.conflicts ?? []).toEqual([]);
  expect(await read(replica, 'customers', id)).toMatchObject({ notes: earlier, city: 'Adana' });
});
