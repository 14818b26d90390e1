// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { makeStamp } from '../../../../sync/rules/stamp';
import { DatabaseContext, type SahaDatabase } from '../../../database/database-context';
import { customerValues } from '../../../database/test/customer-values';
import { closeDevices, inOrder, OFFICE_DEVICE, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { read, until } from '../../../database/test/replica';
import { createDocument, editDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { attachToaster } from '../../../ui/toast';
import { SettingsProvider } from '../../settings/settings-context';
import type { CustomerValues } from './change-many';
import SelectionActions from './selection-actions';

afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});
const PATIENT = { timeout: 30_000 };
const SLOW = { timeout: 120_000 };
const [NEAR, FAR] = ['01890000-0000-7000-8000-0000000000a2', '01890000-0000-7000-8000-0000000000a3'];

/** Two tablets of one office with the same two customers, of whom the bar of the first does things with both. */
async function withBarOverTwo() {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const office = new OfficeInMemory();
  for (const [id, fullName, teamId] of [
    [NEAR, 'Aylin Su', 'team'],
    [FAR, 'Mert Öz', 'another'],
  ] as const) {
    const member = { fullName, email: `${id}@saha.example`, role: 'agent', teamId, teamName: teamId, isActive: true };
    office.write('members', id, member, makeStamp(1, 0, OFFICE_DEVICE));
  }
  const [mine, theirs] = [await synced(office), await synced(office)];
  const manager = Object.create(mine.db, {
    me: { value: { ...mine.db.me, role: 'manager', teamId: 'team' } },
  }) as SahaDatabase;
  const make = (firstName: string) =>
    createDocument(mine.db, 'customers', customerValues({ ownerId: mine.db.me.memberId, firstName, lastName: 'Ak' }));
  const [changedId, otherId] = [await make('Deniz'), await make('Mert')];
  await inOrder(mine);
  await until('the colleague has them', async () => (await read(theirs, 'customers', changedId)) !== null);
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={manager}>
          <SettingsProvider>
            <SelectionActions
              selected={new Set([changedId, otherId])}
              bulkDialog={() => null}
              onClose={() => undefined}
            />
          </SettingsProvider>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  return {
    person: userEvent.setup(),
    said,
    changedId,
    otherId,
    /** What a colleague makes of the first one, until this tablet has heard of it. */
    colleagueWrites: async (values: CustomerValues) => {
      await editDocument(theirs.db, 'customers', changedId, values);
      const [[field, value]] = Object.entries(values) as [[keyof CustomerValues, unknown]];
      await until('it is here', async () => (await read(mine, 'customers', changedId))?.[field] === value);
    },
    officeRow: async (id: string) => {
      await inOrder(mine);
      return office.table('customers').get(id)!;
    },
  };
}

test('of many, who was won while it was asked why they are lost stays won, and is named', SLOW, async () => {
  const { person, said, changedId, otherId, colleagueWrites, officeRow } = await withBarOverTwo();
  await person.click(await screen.findByRole('button', { name: 'Stage' }, PATIENT));
  await person.click(await screen.findByRole('menuitem', { name: 'Kaybedildi' }, PATIENT));
  await person.click(await screen.findByRole('button', { name: 'Price' }, PATIENT));
  await colleagueWrites({ stage: 'won' });
  await person.click(screen.getByRole('button', { name: 'Save' }));
  const stays = await screen.findByRole('dialog', { name: '1 customer stays as it was' }, PATIENT);
  expect(stays.textContent).toContain('Deniz AkTheir stage has changed meanwhile.');
  expect(said).toEqual(['1 customer updated.']);
  expect(await officeRow(changedId)).toMatchObject({ fields: { stage: 'won' }, conflicts: [] });
  expect((await officeRow(otherId)).fields).toMatchObject({ stage: 'lost', lostReason: 'Price' });
});

test('of many, who got a next step while one for all was being typed keeps it, and is named', SLOW, async () => {
  const { person, said, changedId, otherId, colleagueWrites, officeRow } = await withBarOverTwo();
  await person.click(await screen.findByRole('button', { name: 'Next step' }, PATIENT));
  await person.type(await screen.findByRole('textbox', { name: 'Next step' }, PATIENT), 'Send the brochure');
  await person.click(screen.getByRole('button', { name: /Follow-up day/ }));
  await person.click(await screen.findByRole('button', { name: 'Today' }, PATIENT));
  await colleagueWrites({ nextStepText: 'Call about the offer', nextStepDueOn: '2027-02-01' });
  await person.click(screen.getByRole('button', { name: 'Set for all' }));
  const stays = await screen.findByRole('dialog', { name: '1 customer stays as it was' }, PATIENT);
  expect(stays.textContent).toContain('Deniz AkTheir next step has changed meanwhile.');
  expect(said).toEqual(['1 customer updated.']);
  const changed = await officeRow(changedId);
  expect(changed).toMatchObject({ fields: { nextStepText: 'Call about the offer' }, conflicts: [] });
  expect((await officeRow(otherId)).fields).toMatchObject({ nextStepText: 'Send the brochure' });
});

test('of many, who was given away while it was asked about another team stays there, and is named', SLOW, async () => {
  const { person, said, changedId, otherId, colleagueWrites, officeRow } = await withBarOverTwo();
  await person.click(await screen.findByRole('button', { name: 'Hand over' }, PATIENT));
  await person.click(await screen.findByRole('menuitem', { name: /Mert Öz/ }, PATIENT));
  const question = await screen.findByRole('alertdialog', {}, PATIENT);
  await colleagueWrites({ ownerId: NEAR });
  await person.click(within(question).getByRole('button', { name: 'Hand over' }));
  const stays = await screen.findByRole('dialog', { name: '1 customer stays as it was' }, PATIENT);
  expect(stays.textContent).toContain('Deniz AkGiven to somebody else meanwhile.');
  expect(said).toEqual(['1 customer updated.']);
  expect(await officeRow(changedId)).toMatchObject({ fields: { ownerId: NEAR }, conflicts: [] });
  expect((await officeRow(otherId)).fields).toMatchObject({ ownerId: FAR });
});
