// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import Dexie from 'dexie';
import { createMemoryRouter, RouterProvider } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { makeStamp } from '../../../../sync/rules/stamp';
import { DatabaseContext } from '../../../database/database-context';
import { appointmentValues, customerValues } from '../../../database/test/customer-values';
import { closeDevices, inOrder, OFFICE_DEVICE, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { read, until } from '../../../database/test/replica';
import { createDocument } from '../../../database/write';
import { createFormats } from '../../../i18n/formats';
import { English } from '../../../i18n/test/english';
import { RECORD_KINDS } from '../../../records/record-kinds';
import { RecordsProvider } from '../../../records/records-context';
import { flushDrafts } from '../../../shell/draft-store';
import { shownOn } from '../../../../sync/rules/occurrences';
import { changeAppointment } from '../appointment-verbs';
import type { Appointment, StoredAppointment } from '../use-appointments';
import EditAppointmentScreen from './edit-appointment-screen';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  await closeDevices();
});

/** A form looks for its draft when it is shown; on a busy machine everything takes its time. */
const PATIENT = { timeout: 30_000 };
const SLOW = { timeout: 120_000 };
const LATER = { startsAt: '2099-03-04T09:00:00.000Z', endsAt: '2099-03-04T10:00:00.000Z' };

async function furnish() {
  const office = new OfficeInMemory();
  const replica = await synced(office);
  const { db } = replica;
  const customerId = await createDocument(db, 'customers', customerValues());
  const id = await createDocument(
    db,
    'appointments',
    appointmentValues(customerId, {
      startsAt: '2099-03-03T07:00:00.000Z',
      endsAt: '2099-03-03T08:00:00.000Z',
      status: 'confirmed',
      notes: 'first notes',
    }),
  );
  await inOrder(replica);
  const open = async () => {
    const routes = [
      { path: '/appointments/:id', element: <EditAppointmentScreen /> },
      { path: '*', element: null },
    ];
    const view = render(
      <English>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={db}>
            <RouterProvider router={createMemoryRouter(routes, { initialEntries: [`/appointments/${id}`] })} />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </English>,
    );
    const notes = await screen.findByLabelText<HTMLTextAreaElement>('Notes', {}, PATIENT);
    return { notes, leave: () => (view.unmount(), flushDrafts()) };
  };
  const moved = async () => {
    office.write('appointments', id, LATER, makeStamp(Date.now() + 1, 0, OFFICE_DEVICE));
    await until('the move arrives', async () => {
      const stored = (await read(replica, 'appointments', id)) as { startsAt?: string } | null;
      return stored?.startsAt === LATER.startsAt;
    });
  };
  const othersWrite = async (notes: string) => {
    office.write('appointments', id, { notes }, makeStamp(Date.now() + 1, 0, OFFICE_DEVICE));
    await until('it arrives', async () => (await read(replica, 'appointments', id))?.['notes'] === notes);
  };
  const inOffice = () => office.table('appointments').get(id)!;
  // The store of drafts is the same for every file of tests in a worker.
  const drafts = async () => {
    const stored = (await new Dexie('saha-drafts').open()).table<{ key: string; values: object }>('drafts');
    return (await stored.toArray()).filter(({ key }) => key.includes(id));
  };
  return { open, moved, othersWrite, inOffice, drafts };
}
test('opening an appointment makes no draft, neither does what arrives in it', { timeout: 120_000 }, async () => {
  const { open, moved, drafts } = await furnish();
  const { leave } = await open();
  await moved();
  await leave();
  expect(await drafts()).toEqual([]);
});

test('what was half typed stays when somebody moves it, and is there again', { timeout: 120_000 }, async () => {
  const { open, moved, drafts } = await furnish();
  const first = await open();
  fireEvent.change(first.notes, { target: { value: 'half typed' } });
  await moved();
  expect(first.notes.isConnected).toBe(true);
  expect(first.notes.value).toBe('half typed');
  await first.leave();
  expect((await drafts()).map(({ values }) => values)).toEqual([{ notes: 'half typed' }]);
  const again = await open();
  await waitFor(() => expect(again.notes.value).toBe('half typed'), PATIENT);
  await screen.findByRole('button', { name: 'Start over' }, PATIENT);
});

test('what somebody else saves while one types stays on a card', { timeout: 120_000 }, async () => {
  const { open, othersWrite, inOffice } = await furnish();
  const { notes } = await open();
  fireEvent.change(notes, { target: { value: 'mine' } });
  await othersWrite('theirs');
  await screen.findByText(/changed while you were typing/, {}, PATIENT);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await until('it is in the office', () => inOffice().fields['notes'] === 'mine');
  expect(inOffice().conflicts).toMatchObject([{ unit: 'notes', hidden: { values: { notes: 'theirs' } } }]);
});

/** A weekly series in the evening, and the screen of one of its dates. */
async function furnishSeries() {
  const replica = await synced(new OfficeInMemory());
  const { db, rx } = replica;
  const customerId = await createDocument(db, 'customers', customerValues());
  const id = await createDocument(
    db,
    'appointments',
    appointmentValues(customerId, {
      startsAt: '2099-03-03T15:30:00.000Z',
      endsAt: '2099-03-03T16:30:00.000Z',
      zone: 'Europe/Istanbul',
      status: 'confirmed',
      recurrence: 'FREQ=WEEKLY;BYDAY=TU',
    }),
  );
  await inOrder(replica);
  /** From the second date on, as another tab does it. */
  const moveFollowing = async (values: { startsAt: string; endsAt: string }) => {
    const stored = (await rx.appointments.find().exec()).map((one) => one.toJSON() as unknown as StoredAppointment);
    const second = shownOn(stored, '2099-03-10T18:30') as Appointment;
    await changeAppointment(db, second, { ...values, zone: 'Europe/Istanbul' }, { scope: 'following' });
  };
  const open = (on: string) =>
    render(
      <English>
        <RecordsProvider value={RECORD_KINDS}>
          <DatabaseContext.Provider value={db}>
            <RouterProvider
              router={createMemoryRouter(
                [
                  { path: '/appointments/:id', element: <EditAppointmentScreen /> },
                  { path: '*', element: null },
                ],
                { initialEntries: [`/appointments/${id}?on=${encodeURIComponent(on)}`] },
              )}
            />
          </DatabaseContext.Provider>
        </RecordsProvider>
      </English>,
    );
  return { open, moveFollowing };
}
const notesField = () => screen.findByLabelText<HTMLTextAreaElement>('Notes', {}, PATIENT);
const LATER_ON = { startsAt: '2099-03-10T17:00:00.000Z', endsAt: '2099-03-10T18:00:00.000Z' };
const NEXT_DAY = { startsAt: '2099-03-11T15:30:00.000Z', endsAt: '2099-03-11T16:30:00.000Z' };
const { weekdayTime } = createFormats('tr', Intl.DateTimeFormat().resolvedOptions().timeZone);
const ON_3_MARCH = weekdayTime('2099-03-03T15:30:00.000Z', '2099-03-03T16:30:00.000Z');
const ON_17_MARCH = weekdayTime('2099-03-17T17:00:00.000Z', '2099-03-17T18:00:00.000Z');
const GONE = 'This appointment is not on that date';

test('a date whose series moves to another hour stays in its form, with what was typed', SLOW, async () => {
  const { open, moveFollowing } = await furnishSeries();
  open('2099-03-17T18:30');
  const notes = await notesField();
  fireEvent.change(notes, { target: { value: 'half typed' } });
  await moveFollowing(LATER_ON);
  await screen.findByText(ON_17_MARCH, {}, PATIENT);
  expect(notes.isConnected).toBe(true);
  expect(notes.value).toBe('half typed');
});

test('an address from before a move opens the same day, and never another date', SLOW, async () => {
  const { open, moveFollowing } = await furnishSeries();
  await moveFollowing(LATER_ON);
  open('2099-03-17T18:30');
  await screen.findByText(ON_17_MARCH, {}, PATIENT);
});

test('an address of a date that is on another day now says so', SLOW, async () => {
  const { open, moveFollowing } = await furnishSeries();
  await moveFollowing(NEXT_DAY);
  open('2099-03-17T18:30');
  await screen.findByText(GONE, {}, PATIENT);
  const link = screen.getByRole('link', { name: 'Back to calendar' });
  expect(link.getAttribute('href')).toBe('/calendar?view=week&date=2099-03-17');
});

test('an address that was cut off opens the next date', SLOW, async () => {
  const { open } = await furnishSeries();
  open('2099-03-17T1');
  await screen.findByText(ON_3_MARCH, {}, PATIENT);
});
