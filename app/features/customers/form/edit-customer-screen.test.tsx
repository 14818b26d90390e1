// @vitest-environment happy-dom
/** The whole form of a customer, while somebody else writes the same customer. */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeStamp } from '../../../../sync/rules/stamp';
import { DatabaseContext, type SahaDatabase } from '../../../database/database-context';
import { customerValues } from '../../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { MEMBER, read, until } from '../../../database/test/replica';
import { createDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { RECORD_KINDS } from '../../../records/record-kinds';
import { RecordsProvider } from '../../../records/records-context';
import { countDraftsOf, deleteDraftsOf, flushDrafts } from '../../../shell/draft-store';
import { attachToaster, type ToastMessage } from '../../../ui/toast';
import EditCustomerScreen from './edit-customer-screen';

afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  vi.unstubAllGlobals();
  await closeDevices();
});

/** A form looks for its draft when it is shown; on a busy machine everything takes its time. */
const PATIENT = { timeout: 30_000 };
const DENIZ = '01890000-0000-7000-8000-0000000000d1';
const DENIZ_DEVICE = 'bbbbbbbb';

/** What the office answers when it is asked who wrote something. */
let entries: object[] = [];
beforeEach(() => {
  entries = [];
  vi.stubGlobal('fetch', (address: string) =>
    address.includes('audit.ofDocument')
      ? Promise.resolve(
          new Response(JSON.stringify({ result: { data: { entries, cursor: null } } }), {
            headers: { 'content-type': 'application/json' },
          }),
        )
      : Promise.reject(new TypeError('Failed to fetch')),
  );
});

/** `asManager`: of the team that Deniz is not in. */
async function furnish({ asManager = false } = {}) {
  const office = new OfficeInMemory();
  const deniz = { fullName: 'Deniz Kaya', role: 'manager', teamId: 'team', teamName: 'Ege', colour: 1, isActive: true };
  office.write('members', DENIZ, deniz, makeStamp(1, 0, '00000000'));
  office.write(
    'members',
    MEMBER.memberId,
    { ...deniz, fullName: 'Ayşe Er', teamId: 'another' },
    makeStamp(1, 0, '00000000'),
  );
  const replica = await synced(office);
  const { db } = replica;
  const id = await createDocument(db, 'customers', customerValues({ notes: 'Likes the sea', city: 'Adana' }));
  await inOrder(replica);
  const manager = Object.create(db, {
    me: { value: { ...db.me, role: 'manager', teamId: 'another' } },
  }) as SahaDatabase;
  const open = async () => {
    const routes = [
      { path: '/customers/:id/edit', element: <EditCustomerScreen /> },
      { path: '*', element: null },
    ];
    const view = render(
      <English>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={asManager ? manager : db}>
            <RouterProvider router={createMemoryRouter(routes, { initialEntries: [`/customers/${id}/edit`] })} />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </English>,
    );
    await screen.findByLabelText('Notes', {}, PATIENT);
    return { leave: () => (view.unmount(), flushDrafts()) };
  };
  const denizWrites = async (notes: string) => {
    const change = { field: 'notes', before: 'Likes the sea', after: notes };
    entries = [{ id: '1', documentId: id, action: 'update', memberId: DENIZ, changes: [change] }];
    office.write('customers', id, { notes }, makeStamp(Date.now(), 0, DENIZ_DEVICE));
    await until('it arrives', async () => (await read(replica, 'customers', id))?.['notes'] === notes);
  };
  const inOffice = () => office.table('customers').get(id)!;
  const handOver = () => office.takeAway('customers', id);
  return { open, denizWrites, inOffice, handOver, memberId: db.me.memberId };
}
const field = (label: string) => screen.getByLabelText<HTMLInputElement | HTMLTextAreaElement>(label);
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const save = async () => (await screen.findAllByRole('button', { name: 'Save' }, PATIENT))[0]!;

test('what somebody else saves is told while one types, and stays on a card where one had not looked', async () => {
  const person = userEvent.setup();
  const { open, denizWrites, inOffice } = await furnish();
  await open();
  type('Notes', 'Wants a garden');
  await denizWrites('Likes the hills');
  // Who, and when.
  await screen.findByText(/changed while you were typing: Deniz Kaya, .*\d\d:\d\d/, {}, PATIENT);
  expect(field('Notes').value).toBe('Wants a garden');
  await person.click(await save());
  await until('it is in the office', () => inOffice().fields['notes'] === 'Wants a garden');
  expect(inOffice().conflicts).toMatchObject([
    { unit: 'notes', shown: { values: { notes: 'Wants a garden' } }, hidden: { values: { notes: 'Likes the hills' } } },
  ]);
});

test('whoever has looked at it decides with what they save: nothing is left to ask', async () => {
  const person = userEvent.setup();
  const { open, denizWrites, inOffice } = await furnish();
  await open();
  type('Notes', 'Wants a garden');
  await denizWrites('Likes the hills');
  await person.click(await screen.findByRole('button', { name: 'Show' }, PATIENT));
  expect(await screen.findByText('Likes the hills', {}, PATIENT)).toBeTruthy();
  await person.click(await save());
  await until('it is in the office', () => inOffice().fields['notes'] === 'Wants a garden');
  expect(inOffice().conflicts).toEqual([]);
});

test('a form that is found again writes what its person had touched, and nothing else', async () => {
  const person = userEvent.setup();
  const { open, denizWrites, inOffice } = await furnish();
  const first = await open();
  type('City', 'Mersin');
  await first.leave();
  await denizWrites('Likes the hills');
  await open();
  await screen.findByRole('button', { name: 'Start over' }, PATIENT);
  expect([field('City').value, field('Notes').value]).toEqual(['Mersin', 'Likes the hills']);
  await person.click(await save());
  await until('it is in the office', () => inOffice().fields['city'] === 'Mersin');
  expect(inOffice()).toMatchObject({ fields: { notes: 'Likes the hills', city: 'Mersin' }, conflicts: [] });
});

test('whoever gives the customer to another team is asked before anything is saved', { timeout: 120_000 }, async () => {
  const person = userEvent.setup();
  const { open, inOffice } = await furnish({ asManager: true });
  await open();
  type('City', 'Mersin');
  await person.click(await screen.findByRole('button', { name: /Ayşe Er.*Responsible agent/ }, PATIENT));
  await person.click(await screen.findByRole('option', { name: /Deniz Kaya/ }, PATIENT));
  await person.click(await save());
  const question = await screen.findByRole('alertdialog', {}, PATIENT);
  expect(question.textContent).toMatch(/Deniz Kaya is not in your team/);
  await person.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull(), PATIENT);
  expect(inOffice().fields).toMatchObject({ city: 'Adana' });
  expect(field('City').value).toBe('Mersin');
  await person.click(await save());
  await person.click(await screen.findByRole('button', { name: 'Hand over' }, PATIENT));
  await until('it is in the office', () => inOffice().fields['ownerId'] === DENIZ);
  expect(inOffice().fields).toMatchObject({ city: 'Mersin' });
});

test('what was being typed when the customer was handed over is shown, to be copied or deleted', async () => {
  const said: ToastMessage[] = [];
  attachToaster((message) => said.push(message));
  const person = userEvent.setup();
  const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const { open, handOver, memberId } = await furnish();
  await open();
  type('Notes', 'Wants a garden');
  type('City', 'Mersin');
  handOver();
  const left = await screen.findByRole('article', { name: 'Customer details' }, PATIENT);
  expect(screen.queryByLabelText('Notes')).toBeNull();
  expect(left.textContent).toContain('NotesWants a garden');
  await person.click(within(left).getByRole('button', { name: 'Copy' }));
  expect(copied).toHaveBeenCalledWith('City: Mersin\nNotes: Wants a garden');

  await person.click(within(left).getByRole('button', { name: 'Delete' }));
  await waitFor(() => expect(left.isConnected).toBe(false), PATIENT);
  expect(await countDraftsOf(memberId)).toBe(0);
  said.at(-1)!.action!.onPress();
  await screen.findByRole('article', { name: 'Customer details' }, PATIENT);
  expect(await countDraftsOf(memberId)).toBe(1);
  await deleteDraftsOf(memberId);
});
