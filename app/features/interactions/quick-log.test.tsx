// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { QuickLog } from './quick-log';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  await closeDevices();
});

const DAY_MS = 86_400_000;
/** A button is there once its words are; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };

test('a call is logged at the time of the office, however far ahead the tablet is', async () => {
  const nowMs = Date.now();
  // The tablet believes that it is tomorrow.
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs + DAY_MS });
  const person = userEvent.setup();
  const office = new OfficeInMemory();
  office.nowMs = () => nowMs;
  const replica = await synced(office);
  const customerId = await createDocument(replica.db, 'customers', customerValues());
  await inOrder(replica);
  const onDone = vi.fn();
  render(
    <English>
      <DatabaseContext.Provider value={replica.db}>
        <QuickLog customerId={customerId} kind="call" onKind={() => undefined} onDone={onDone} />
      </DatabaseContext.Provider>
    </English>,
  );
  await person.click(await screen.findByRole('button', { name: 'Reached' }, PATIENT));
  await until('it is in the office', () => office.table('interactions').size > 0);
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce(), PATIENT);
  const [logged] = [...office.table('interactions').values()].map(({ fields }) => fields);
  for (const instant of [logged?.['occurredAt'], logged?.['createdAt']])
    expect(Math.abs(Date.parse(String(instant)) - nowMs)).toBeLessThan(60_000);
});
