// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { createDocument, editDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { draftKey, flushDrafts, readDraft } from '../../shell/draft-store';
import SegmentScreen from './segment-screen';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

/** On a busy machine everything takes its time. */
const PATIENT = { timeout: 30_000 };
const SLOW = { timeout: 120_000 };

async function furnish() {
  const { db } = await synced(new OfficeInMemory(), {
    names: ['countries', 'members', 'customers', 'segments', 'settings'],
  });
  const open = (id: string) => {
    const routes = [
      { path: '/segments/:id', element: <SegmentScreen /> },
      { path: '*', element: <p>Elsewhere</p> },
    ];
    return render(
      <English>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={db}>
            <RouterProvider router={createMemoryRouter(routes, { initialEntries: [`/segments/${id}`] })} />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </English>,
    );
  };
  return { db, open, person: userEvent.setup() };
}
const name = () => screen.findByLabelText<HTMLInputElement>(/^Name/, {}, PATIENT);

test('an unfinished condition says so itself, and one is taken there', SLOW, async () => {
  const { open, person } = await furnish();
  open('new');
  fireEvent.change(await name(), { target: { value: 'In İzmir' } });
  await person.click(screen.getByRole('button', { name: 'Add condition' }));
  await person.click(screen.getByRole('button', { name: /Fact$/ }));
  await person.click(await screen.findByRole('option', { name: 'City' }, PATIENT));
  const condition = screen.getByRole('group', { name: 'City' });
  expect(within(condition).queryByText(/no value yet/)).toBeNull();

  await person.click(screen.getByRole('button', { name: 'Save segment' }));
  await within(condition).findByText(/no value yet/, {}, PATIENT);
  expect(document.getElementById(condition.getAttribute('aria-describedby')!)?.textContent).toMatch(/no value yet/);
  expect((await name()).getAttribute('aria-invalid')).toBeNull();
  const words = within(condition).getByRole('textbox');
  expect(document.activeElement).toBe(words);

  fireEvent.change(words, { target: { value: 'izmir' } });
  await waitFor(() => expect(within(condition).queryByText(/no value yet/)).toBeNull(), PATIENT);
});

test('what is typed is there when the form opens again, until it is saved or given up', SLOW, async () => {
  const { db, open, person } = await furnish();
  const first = open('new');
  fireEvent.change(await name(), { target: { value: 'In İzmir' } });
  await person.click(screen.getByRole('button', { name: 'Add condition' }));
  first.unmount();
  await flushDrafts();

  const second = open('new');
  await screen.findByText(/Left unfinished/, {}, PATIENT);
  expect((await name()).value).toBe('In İzmir');
  expect(screen.getAllByRole('group', { name: 'Added' })).toHaveLength(1);
  await person.click(screen.getByRole('button', { name: 'Start over' }));
  await waitFor(() => expect(screen.queryByRole('group', { name: 'Added' })).toBeNull(), PATIENT);
  expect((await name()).value).toBe('');

  fireEvent.change(await name(), { target: { value: 'Everybody' } });
  await person.click(screen.getByRole('button', { name: 'Save segment' }));
  await screen.findByText('Elsewhere', {}, PATIENT);
  second.unmount();
  await flushDrafts();
  open('new');
  // A draft would be there once drafts were looked for.
  await readDraft(draftKey(db.me.memberId, 'segment-new')).then((left) => expect(left).toBeNull());
  expect((await name()).value).toBe('');
});

test('a draft over a segment knows what it was typed over, and not what reads the same by now', SLOW, async () => {
  const { db, open } = await furnish();
  const by = { archivedAt: '', createdBy: db.me.memberId, createdAt: '2026-11-20T10:00:00.000Z' };
  const rule = { combinator: 'and' as const, rules: [] };
  const id = await createDocument(db, 'segments', { name: 'Mine', rule, teamId: '', ...by });
  const first = open(id);
  fireEvent.change(await name(), { target: { value: 'My own' } });
  first.unmount();
  await flushDrafts();
  await editDocument(db, 'segments', id, { name: 'Theirs' });

  const second = open(id);
  await waitFor(async () => expect((await name()).value).toBe('My own'), PATIENT);
  await waitFor(() => expect(document.querySelector('[data-unit="name"]')).not.toBeNull(), PATIENT);
  second.unmount();
  await flushDrafts();
  await editDocument(db, 'segments', id, { name: 'My own' });
  open(id);
  expect((await name()).value).toBe('My own');
  await waitFor(
    async () => expect(await readDraft(draftKey(db.me.memberId, `segment-edit:${id}`))).toBeNull(),
    PATIENT,
  );
  expect(screen.queryByText(/Left unfinished/)).toBeNull();
});

test('who may not change a segment reads its rule as a sentence, and who may', SLOW, async () => {
  const { db, open } = await furnish();
  const id = await createDocument(db, 'segments', {
    name: 'In İzmir',
    rule: { combinator: 'and', rules: [{ fact: 'city', operator: 'contains', value: 'İzmir' }] },
    teamId: '01890000-0000-7000-8000-0000000000fe',
    archivedAt: '',
    createdBy: '01890000-0000-7000-8000-0000000000ff',
    createdAt: new Date(db.clock.nowMs()).toISOString(),
  });
  open(id);
  await screen.findByText(/^Only whoever wrote this segment/, {}, PATIENT);
  expect(screen.getByText(/İzmir/, { selector: 'strong' })).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Save segment' })).toBeNull();
});
