// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { deleteDraftsOf, draftKey, keepDraft, readDraft, type DraftContent } from '../../shell/draft-store';
import { attachToaster } from '../../ui/toast';
import { halfTypedIn } from './half-typed';
import { HalfTypedPanel } from './half-typed-panel';

afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  await closeDevices();
});
const PATIENT = { timeout: 30_000 };
const ID = '01890000-0000-7000-8000-0000000000e1';

test('each thing left half typed is told by what stands in it, and leads to where one goes on', () => {
  const left = (name: string, values: DraftContent['values'], bases?: DraftContent['bases']) =>
    [name, bases === undefined ? { values } : { values, bases }] as const;
  const typedOver = { location: { stamp: '', values: { location: 'Moda' } } };
  const found = halfTypedIn(
    new Map([
      left('customer-new', { firstName: 'Deniz', source: 'web' }),
      left(`customer:${ID}:notes`, { text: 'Likes the sea' }),
      left(`log:${ID}`, { body: '', picked: null }),
      left(`message-sms:${ID}`, { subject: '', body: 'See\n you' }),
      left(`appointment-new:customerId=${ID}&start=x%3A1`, { title: 'Viewing' }),
      left(`appointment-edit:${ID}`, { location: 'Moda' }, typedOver),
      left(`chat:${ID}`, { body: 'Shall we' }),
      left('unheard-of:1', { body: 'Of a later build' }),
    ]),
  );
  expect(found.map(({ href, text, customerId }) => [href, text, customerId])).toEqual([
    ['/customers/new', 'Deniz', ''],
    [`/customers/${ID}`, 'Likes the sea', ID],
    [`/customers/${ID}?write=sms`, 'See you', ID],
    [`/appointments/new?customerId=${ID}&start=x%3A1`, 'Viewing', ID],
    [`/messages/${ID}`, 'Shall we', ''],
  ]);
});

test('the outbox lists them by their customer; one that is deleted can be taken back', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'settings'] });
  const { memberId } = db.me;
  const takeBack: (() => void)[] = [];
  attachToaster(({ action }) => takeBack.push(action?.onPress ?? (() => undefined)));
  const customer = customerValues({ ownerId: memberId, firstName: 'Ayşe', lastName: 'Kaya' });
  const id = await createDocument(db, 'customers', customer);
  const key = draftKey(memberId, `log:${id}`);
  keepDraft(key, () => ({ values: { body: 'Call at two', picked: null } }));
  render(
    <English>
      <MemoryRouter>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={db}>
            <HalfTypedPanel />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </MemoryRouter>
    </English>,
  );
  const row = await screen.findByRole('link', { name: /Ayşe Kaya.*Call at two/ }, PATIENT);
  expect(row.getAttribute('href')).toBe(`/customers/${id}?log=note`);
  const person = userEvent.setup();
  await person.click(screen.getByRole('button', { name: /^Delete what was left half typed: Ayşe Kaya/ }));
  await waitFor(() => expect(screen.queryByRole('link')).toBeNull(), PATIENT);
  expect(await readDraft(key)).toBeNull();
  takeBack.at(-1)?.();
  await screen.findByRole('link', { name: /Call at two/ }, PATIENT);
  expect((await readDraft(key))?.values['body']).toBe('Call at two');
  await deleteDraftsOf(memberId);
});
