// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { askedOutcomeText } from '../../../sync/rules/asked-outcome';
import { localTimeOf } from '../../../sync/rules/wall-time';
import { DatabaseContext } from '../../database/database-context';
import { appointmentValues, customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { read, until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { CustomerStepRow, lastDayOf } from './customer-step-row';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

const ZONE = 'Europe/Istanbul';
const PATIENT = { timeout: 30_000 };

async function asked(nextStepText: string, startsAt: string) {
  const replica = await synced(new OfficeInMemory());
  const { db } = replica;
  const step = { nextStepText, nextStepDueOn: '2026-01-01', nextStepDueTime: '', nextStepDoneAt: '' };
  const customerId = await createDocument(db, 'customers', customerValues(step));
  const endsAt = new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  const values = { agentId: db.me.memberId, startsAt, endsAt, zone: ZONE, status: 'confirmed' as const };
  const id = await createDocument(db, 'appointments', appointmentValues(customerId, values));
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <CustomerStepRow customerId={customerId} name="Ada" step={step}>
            <p>Ada</p>
          </CustomerStepRow>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  return {
    person: userEvent.setup(),
    customer: () => read(replica, 'customers', customerId),
    outcome: async () => (await db.collections.appointments.findOne(id).exec())?.toJSON().status,
  };
}
const twoDaysAgo = () => new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 2 * 86_400_000).toISOString();

test('the question how it went is answered with how it went, and is done with it', async () => {
  const startsAt = twoDaysAgo();
  const row = await asked(askedOutcomeText(localTimeOf(startsAt, ZONE)), startsAt);
  await row.person.click(await screen.findByRole('button', { name: /did not come|no-show/i }, PATIENT));
  await until('it is written down', async () => (await row.outcome()) === 'no_show');
  await until('it is asked no more', async () => (await row.customer())?.['nextStepDoneAt'] !== '');
});

test('a question about an appointment that is not here can be put away, and what people plan is done as ever', async () => {
  const startsAt = twoDaysAgo();
  const row = await asked(askedOutcomeText('2026-06-01T04:05'), startsAt);
  await row.person.click(await screen.findByRole('button', { name: /Ada.*done|done.*Ada/i }, PATIENT));
  await until('it is put away', async () => (await row.customer())?.['nextStepDoneAt'] !== '');
  expect(await row.outcome()).toBe('confirmed');
});

test('the day of a question is the last one of its name, and none where no calendar has it', () => {
  expect(lastDayOf('11-26', '2026-12-01')).toBe('2026-11-26');
  expect(lastDayOf('12-30', '2026-01-02')).toBe('2025-12-30');
  expect(lastDayOf('02-29', '2027-03-01')).toBe('2024-02-29');
  expect(lastDayOf('02-30', '2027-03-01')).toBeUndefined();
});
