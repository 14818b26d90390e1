// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import type { StoredCustomer } from '../../database/saha-database';
import { appointmentValues, customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { CustomerCard, type CardParts } from '../customers/card/customer-card';
import { RECORD_KINDS } from '../../records/record-kinds';
import { RecordsProvider } from '../../records/records-context';
import { DeleteCustomerDialog } from './delete-customer-dialog';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };

const ahead = (day: number) => ({
  startsAt: `2099-03-${String(day).padStart(2, '0')}T07:00:00.000Z`,
  endsAt: `2099-03-${String(day).padStart(2, '0')}T08:00:00.000Z`,
});

/** The question about a customer with so many appointments ahead, one that is over and one that was cancelled. */
async function ask(upcoming: number, isDeleted = true) {
  const replica = await synced(new OfficeInMemory());
  const { db } = replica;
  const id = await createDocument(db, 'customers', customerValues());
  const book = (change: Parameters<typeof appointmentValues>[1]) =>
    createDocument(db, 'appointments', appointmentValues(id, { status: 'confirmed', ...change }));
  const next: string[] = [];
  for (let at = 1; at <= upcoming; at += 1) next.push(await book({ ...ahead(at), title: `Meeting ${at}` }));
  const others = [
    await book({ startsAt: '2020-03-03T07:00:00.000Z', endsAt: '2020-03-03T08:00:00.000Z', title: 'Long ago' }),
    await book({ ...ahead(20), status: 'cancelled', title: 'Called off' }),
  ];
  const customer = (await read(replica, 'customers', id)) as unknown as StoredCustomer;
  const onClose = vi.fn();
  const onDelete = vi.fn((_takeBack: () => Promise<void>) => Promise.resolve(isDeleted));
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <DeleteCustomerDialog customer={customer} onClose={onClose} onDelete={onDelete} />
      </DatabaseContext.Provider>
    </English>,
  );
  const dialog = await screen.findByRole('alertdialog', {}, PATIENT);
  const statusOf = async (one: string) =>
    ((await read(replica, 'appointments', one)) as { status?: string } | null)?.status;
  const statuses = (some: readonly string[]) => Promise.all(some.map(statusOf));
  return { dialog, onClose, onDelete, statuses, next, others };
}

test('deleting a customer says what hangs on them, and cancels what is still to come only when told to', async () => {
  const person = userEvent.setup();
  const { dialog, onClose, onDelete, statuses, next, others } = await ask(7);
  expect(dialog.textContent).toContain('7 upcoming appointments are cancelled as well');
  // The nearest five by name, the others as a number.
  for (const at of [1, 2, 3, 4, 5]) expect(dialog.textContent).toContain(`Meeting ${at}`);
  expect(dialog.textContent).toContain('and 2 more');
  for (const title of ['Meeting 6', 'Long ago', 'Called off']) expect(dialog.textContent).not.toContain(title);

  await person.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  expect(onDelete).not.toHaveBeenCalled();
  expect(new Set(await statuses(next))).toEqual(new Set(['confirmed']));
  expect(await statuses(others)).toEqual(['confirmed', 'cancelled']);
});

test('told to, it cancels them together, and what is given along takes that back', async () => {
  const person = userEvent.setup();
  const { onDelete, statuses, next, others } = await ask(3);
  await person.click(screen.getByRole('button', { name: 'Delete customer, cancel 3 appointments' }));
  await waitFor(() => expect(onDelete).toHaveBeenCalledOnce(), PATIENT);
  expect(await statuses(next)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(await statuses(others)).toEqual(['confirmed', 'cancelled']);
  await onDelete.mock.calls[0]?.[0]();
  expect(await statuses(next)).toEqual(['confirmed', 'confirmed', 'confirmed']);
});

test('a customer who could not be deleted keeps their appointments, and the question stays open', async () => {
  const person = userEvent.setup();
  const { onClose, onDelete, statuses, next } = await ask(3, false);
  await person.click(screen.getByRole('button', { name: 'Delete customer, cancel 3 appointments' }));
  await waitFor(() => expect(onDelete).toHaveBeenCalledOnce(), PATIENT);
  await waitFor(async () => expect(await statuses(next)).toEqual(['confirmed', 'confirmed', 'confirmed']), PATIENT);
  expect(onClose).not.toHaveBeenCalled();
});

test('where nothing is still to come, nothing is said of appointments', async () => {
  const { dialog } = await ask(0);
  expect(dialog.textContent).not.toContain('upcoming');
  expect(screen.getByRole('button', { name: 'Delete customer' })).toBeTruthy();
});

const nothing = () => null;
const PARTS: CardParts = {
  log: nothing,
  latest: nothing,
  timeline: nothing,
  appointments: nothing,
  changes: nothing,
  merged: nothing,
  merge: nothing,
  remove: (props) => <DeleteCustomerDialog {...props} />,
  stopped: nothing,
  messages: nothing,
  compose: nothing,
  files: nothing,
  consents: nothing,
};

test('a card asks before its customer is deleted', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const person = userEvent.setup();
  const replica = await synced(new OfficeInMemory());
  const { db } = replica;
  const id = await createDocument(db, 'customers', customerValues({ ownerId: db.me.memberId }));
  const routes = [
    { path: '/customers/:id', element: <CustomerCard id={id} parts={PARTS} /> },
    { path: '*', element: null },
  ];
  render(
    <English>
      <RecordsProvider value={RECORD_KINDS}>
        <DatabaseContext.Provider value={db}>
          <RouterProvider router={createMemoryRouter(routes, { initialEntries: [`/customers/${id}`] })} />
        </DatabaseContext.Provider>
      </RecordsProvider>
    </English>,
  );
  (await screen.findByRole('button', { name: 'More actions' }, PATIENT)).focus();
  await person.keyboard('{Enter}');
  await person.click(await screen.findByRole('menuitem', { name: 'Delete customer' }, PATIENT));
  await screen.findByRole('alertdialog', {}, PATIENT);
  expect(await read(replica, 'customers', id)).toMatchObject({ deletedAt: '' });
  await person.click(screen.getByRole('button', { name: 'Delete customer' }));
  await waitFor(async () => expect((await read(replica, 'customers', id))?.['deletedAt']).toMatch(/^\d{4}-/), PATIENT);
});
