// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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
import { useMoveCard } from './use-move-card';

afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});
const PATIENT = { timeout: 30_000 };

function Card({ id }: { id: string }) {
  const { move, question } = useMoveCard();
  return (
    <>
      <button onClick={() => move(id, 'proposal', 'lost')}>Drop on lost</button>
      {question}
    </>
  );
}

/** A customer at an offer on two devices, and their card that was dropped on the lost ones. */
async function dropped() {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const office = new OfficeInMemory();
  const [mine, theirs] = [await synced(office), await synced(office)];
  const stage = 'proposal';
  const id = await createDocument(mine.db, 'customers', customerValues({ ownerId: mine.db.me.memberId, stage }));
  await inOrder(mine);
  await until('the colleague has them', async () => (await read(theirs, 'customers', id)) !== null);
  render(
    <English>
      <DatabaseContext.Provider value={mine.db}>
        <SettingsProvider>
          <Card id={id} />
        </SettingsProvider>
      </DatabaseContext.Provider>
    </English>,
  );
  const person = userEvent.setup();
  await person.click(await screen.findByRole('button', { name: 'Drop on lost' }, PATIENT));
  await screen.findByRole('button', { name: 'Price' }, PATIENT);
  const theyWin = async () => {
    await editDocument(theirs.db, 'customers', id, { stage: 'won' });
    await until('it is here', async () => (await read(mine, 'customers', id))?.stage === 'won');
  };
  const answer = async () => {
    await person.click(screen.getByRole('button', { name: 'Price' }));
    await person.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(said).toHaveLength(1), PATIENT);
    await inOrder(mine);
  };
  return { said, theyWin, answer, row: () => office.table('customers').get(id)! };
}

test('who was won while it was asked why they are lost stays won, and it is said', async () => {
  const { said, theyWin, answer, row } = await dropped();
  await theyWin();
  await answer();
  expect(said).toEqual(['Not moved: the customer or the stage changed meanwhile.']);
  expect(row()).toMatchObject({ fields: { stage: 'won' }, conflicts: [] });
});

test('whose stage nobody changed is moved', async () => {
  const { said, answer, row } = await dropped();
  await answer();
  expect(said[0]).toContain('New stage: Kaybedildi');
  expect(row()).toMatchObject({ fields: { stage: 'lost', lostReason: 'Price' }, conflicts: [] });
});
