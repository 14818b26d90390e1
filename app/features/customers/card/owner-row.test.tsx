// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { makeStamp } from '../../../../sync/rules/stamp';
import { DatabaseContext, type SahaDatabase } from '../../../database/database-context';
import type { StoredCustomer } from '../../../database/saha-database';
import { customerValues } from '../../../database/test/customer-values';
import { closeDevices, OFFICE_DEVICE, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { English } from '../../../i18n/test/english';
import { OwnerRow } from './owner-row';

afterEach(async () => {
  cleanup();
  await closeDevices();
});
const PATIENT = { timeout: 30_000 };
const SLOW = { timeout: 120_000 };
const [OWN, NEAR, FAR] = ['a1', 'a2', 'a3'].map((end) => `01890000-0000-7000-8000-0000000000${end}`) as [
  string,
  string,
  string,
];

/** The row of a manager, and what it saved. */
async function row(change: Partial<StoredCustomer> = {}) {
  const office = new OfficeInMemory();
  const member = (id: string, fullName: string, teamId: string) =>
    office.write(
      'members',
      id,
      { fullName, email: `${id}@saha.example`, role: 'agent', teamId, teamName: teamId, isActive: true },
      makeStamp(1, 0, OFFICE_DEVICE),
    );
  member(OWN, 'Ayşe Kaya', 'team');
  member(NEAR, 'Deniz Ak', 'team');
  member(FAR, 'Mert Öz', 'another');
  const { db } = await synced(office, { names: ['countries', 'members', 'customers'] });
  const manager = Object.create(db, { me: { value: { ...db.me, role: 'manager', teamId: 'team' } } }) as SahaDatabase;
  const customer = { ...customerValues({ ownerId: OWN }), id: FAR, sync: { stamps: {} }, ...change };
  const saved: string[] = [];
  render(
    <English>
      <DatabaseContext.Provider value={manager}>
        <OwnerRow
          customer={customer as unknown as StoredCustomer}
          save={(values) => Promise.resolve(saved.push((values as { ownerId: string }).ownerId) > 0)}
        />
      </DatabaseContext.Provider>
    </English>,
  );
  const person = userEvent.setup();
  const choose = async (name: RegExp) => {
    await person.click(await screen.findByRole('button', { name: /Ayşe Kaya/ }, PATIENT));
    await person.click(await screen.findByRole('option', { name }, PATIENT));
  };
  return { saved, choose, person, memberId: db.me.memberId };
}

test('who gives a customer to another team is asked first', SLOW, async () => {
  const { saved, choose, person } = await row();
  await choose(/Mert Öz/);
  expect((await screen.findByRole('alertdialog', {}, PATIENT)).textContent).toMatch(/Mert Öz is not in your team/);
  await person.click(screen.getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull(), PATIENT);
  expect(saved).toEqual([]);
  await choose(/Mert Öz/);
  await person.click(await screen.findByRole('button', { name: 'Hand over' }, PATIENT));
  expect(saved).toEqual([FAR]);
});

test('within the team nothing is asked', SLOW, async () => {
  const { saved, choose } = await row();
  await choose(/Deniz Ak/);
  await waitFor(() => expect(saved).toEqual([NEAR]), PATIENT);
});
