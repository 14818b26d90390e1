// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext, useDatabase } from '../../database/database-context';
import { customerValues, interactionValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../database/test/devices';
import { storeOutOfReach } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { attachToaster } from '../../ui/toast';
import { OutboxItem } from './outbox-item';
import { useOutbox } from './use-outbox';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };

function Outbox({ hasRoom = true }: { hasRoom?: boolean }) {
  const db = useDatabase();
  const refused = useOutbox()?.refused ?? [];

  return (
    <ul>
      {refused.map((entry) => (
        <DatabaseContext.Provider key={entry.id} value={hasRoom ? db : storeOutOfReach(db)}>
          <OutboxItem entry={entry} nowMs={Date.now()} />
        </DatabaseContext.Provider>
      ))}
    </ul>
  );
}

test('a call not taken for its time is put right where it waits, and arrives with its words', async () => {
  const person = userEvent.setup();
  const office = new OfficeInMemory();
  const replica = await synced(office);
  const customerId = await createDocument(replica.db, 'customers', customerValues());
  await inOrder(replica);
  office.isReachable = false;
  const id = await createDocument(
    replica.db,
    'interactions',
    interactionValues(customerId, { occurredAt: '2099-03-03T09:00:00.000Z', body: 'Asked for the brochure' }),
  );
  office.refusals.set(id, 'interaction.inFuture');
  office.isReachable = true;
  replica.engine.requestRound();
  await until('refused', () => replica.status.get().refused === 1);

  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={replica.db}>
            <Outbox />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  // Sent again as it is it would be refused again: the first thing to do is to correct it.
  await person.click(await screen.findByRole('button', { name: /^Correct/ }, PATIENT));
  const dialog = await screen.findByRole('dialog', {}, PATIENT);
  const note = await screen.findByLabelText<HTMLTextAreaElement>('Note', {}, PATIENT);
  expect(dialog.contains(note)).toBe(true);
  expect(note.value).toBe('Asked for the brochure');
  fireEvent.change(note, { target: { value: 'Asked for the brochure, sent it' } });
  office.refusals.delete(id);
  const fromMs = Date.now();
  await person.click(screen.getByRole('button', { name: 'Correct and send' }));

  await until('taken', () => office.table('interactions').has(id));
  await inOrder(replica);
  const taken = office.table('interactions').get(id)?.fields;
  expect(taken?.['body']).toBe('Asked for the brochure, sent it');
  // A time that is still to come cannot be when it happened: the picker begins at this minute.
  expect(fromMs - Date.parse(String(taken?.['occurredAt']))).toBeLessThan(120_000);
  expect(Date.parse(String(taken?.['occurredAt']))).toBeLessThanOrEqual(Date.now());
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull(), PATIENT);
  await waitFor(() => expect(screen.queryAllByRole('listitem')).toEqual([]), PATIENT);
});

test('what cannot even be noted to be sent again is said, and stays where it waits', async () => {
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
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={replica.db}>
            <Outbox hasRoom={false} />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  await person.click(await screen.findByRole('button', { name: /^Try again/ }, PATIENT));
  await waitFor(() => expect(said).toEqual(['This could not be stored on the device. Free some space and try again.']));
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});
