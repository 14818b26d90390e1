// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { DatabaseContext } from '../../../database/database-context';
import { customerValues } from '../../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { read, until } from '../../../database/test/replica';
import { createDocument, editDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { attachToaster } from '../../../ui/toast';
import { SettingsProvider } from '../../settings/settings-context';
import SelectionActions from './selection-actions';

afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});
const PATIENT = { timeout: 30_000 };

test('of many, who was won while it was asked why they are lost stays won, and is named', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const office = new OfficeInMemory();
  const [mine, theirs] = [await synced(office), await synced(office)];
  const make = (firstName: string) =>
    createDocument(mine.db, 'customers', customerValues({ ownerId: mine.db.me.memberId, firstName, lastName: 'Ak' }));
  const [wonId, lostId] = [await make('Deniz'), await make('Mert')];
  await inOrder(mine);
  await until('the colleague has them', async () => (await read(theirs, 'customers', wonId)) !== null);
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={mine.db}>
          <SettingsProvider>
            <SelectionActions selected={new Set([wonId, lostId])} bulkDialog={() => null} onClose={() => undefined} />
          </SettingsProvider>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const person = userEvent.setup();
  await person.click(await screen.findByRole('button', { name: 'Stage' }, PATIENT));
  await person.click(await screen.findByRole('menuitem', { name: 'Kaybedildi' }, PATIENT));
  await person.click(await screen.findByRole('button', { name: 'Price' }, PATIENT));
  await editDocument(theirs.db, 'customers', wonId, { stage: 'won' });
  await until('it is here', async () => (await read(mine, 'customers', wonId))?.stage === 'won');
  await person.click(screen.getByRole('button', { name: 'Save' }));
  const stays = await screen.findByRole('dialog', { name: '1 customer stays as it was' }, PATIENT);
  expect(stays.textContent).toContain('Deniz AkTheir stage has changed meanwhile.');
  expect(said).toEqual(['1 customer updated.']);
  await inOrder(mine);
  const row = (id: string) => office.table('customers').get(id)!;
  expect(row(wonId)).toMatchObject({ fields: { stage: 'won' }, conflicts: [] });
  expect(row(lostId).fields).toMatchObject({ stage: 'lost', lostReason: 'Price' });
});
