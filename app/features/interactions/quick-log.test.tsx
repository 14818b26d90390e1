// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { failingWrites } from '../../database/test/failing-writes';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, inOrder, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { attachToaster } from '../../ui/toast';
import { tapTwice } from '../../ui/test/taps';
import { QuickLog } from './quick-log';
import { useLog } from './use-log';

vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
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

test('two taps log one call; where the next step cannot be stored it is logged, and that is said', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const { db } = await synced(new OfficeInMemory());
  const due = { nextStepDueOn: '2020-01-01', nextStepText: 'Call', nextStepDueTime: '', nextStepDoneAt: '' };
  const customerId = await createDocument(db, 'customers', customerValues(due));
  const logged = () => db.collections.interactions.find().exec();
  const shown = (fails: (nth: number) => boolean) => {
    const onDone = vi.fn();
    const view = render(
      <English>
        <DatabaseContext.Provider value={failingWrites(db, fails)}>
          <QuickLog customerId={customerId} kind="call" onKind={() => undefined} onDone={onDone} />
        </DatabaseContext.Provider>
      </English>,
    );
    return { onDone, ...view };
  };
  const first = shown((nth) => nth === 1);
  const reached = async () => tapTwice(await screen.findByRole('button', { name: 'Reached' }, PATIENT));
  await reached();
  await waitFor(() => expect(said).toEqual(['This could not be stored on the device. Free some space and try again.']));
  expect([await logged(), first.onDone.mock.calls]).toEqual([[], []]);
  first.unmount();

  // The call is the first write, what it does to the next step the second.
  const second = shown((nth) => nth === 2);
  await reached();
  await waitFor(() => expect(second.onDone).toHaveBeenCalledOnce(), PATIENT);
  await reached();
  expect(await logged()).toHaveLength(1);
  expect(said.slice(1)).toEqual([expect.stringContaining('This is logged, but the next step could not be stored')]);
  const customer = await db.collections.customers.findOne(customerId).exec();
  expect(customer?.toJSON()).toMatchObject({ nextStepDoneAt: '' });
});

test('what was written as a note shows beside the call that it goes along with', async () => {
  const { db } = await synced(new OfficeInMemory());
  const customerId = await createDocument(db, 'customers', customerValues());
  const as = (kind: 'note' | 'call') => (
    <English>
      <DatabaseContext.Provider value={db}>
        <QuickLog customerId={customerId} kind={kind} onKind={() => undefined} onDone={() => undefined} />
      </DatabaseContext.Provider>
    </English>
  );
  const view = render(as('note'));
  fireEvent.change(await screen.findByRole('textbox', {}, PATIENT), { target: { value: 'Asked for a catalogue' } });
  view.rerender(as('call'));
  expect(screen.getByRole('textbox')).toHaveProperty('value', 'Asked for a catalogue');
});

/** A customer to be called on a day, before the form that logs a call. */
async function dueOn(nextStepDueOn: string) {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const { db } = await synced(new OfficeInMemory());
  const due = { nextStepDueOn, nextStepText: '', nextStepDueTime: '', nextStepDoneAt: '' };
  const customerId = await createDocument(db, 'customers', customerValues(due));
  const onDone = vi.fn();
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <QuickLog customerId={customerId} kind="call" onKind={() => undefined} onDone={onDone} />
      </DatabaseContext.Provider>
    </English>,
  );
  const step = async () => (await db.collections.customers.findOne(customerId).exec())?.toJSON();
  return { said, onDone, step };
}

test('a call of today does what was due, and that is said', async () => {
  const { said, onDone, step } = await dueOn('2020-01-01');
  fireEvent.click(await screen.findByRole('button', { name: 'Reached' }, PATIENT));
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce(), PATIENT);
  expect(said).toEqual(['Call logged, the next step is done.']);
  expect((await step())?.nextStepDoneAt).not.toBe('');
});

test('a call that was made before the day of the next step leaves it open', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const { db } = await synced(new OfficeInMemory());
  const due = { nextStepDueOn: '2026-11-20', nextStepText: '', nextStepDueTime: '', nextStepDoneAt: '' };
  const customerId = await createDocument(db, 'customers', customerValues(due));
  function Logged({ occurredAt }: { occurredAt: string }) {
    const log = useLog(customerId);
    return (
      <button onClick={() => void log({ kind: 'call', outcome: 'reached', body: '', occurredAt }, null)}>
        {occurredAt}
      </button>
    );
  }
  const [before, onTheDay] = ['2026-11-19T09:00:00.000Z', '2026-11-20T09:00:00.000Z'];
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <Logged occurredAt={before} />
        <Logged occurredAt={onTheDay} />
      </DatabaseContext.Provider>
    </English>,
  );
  const doneAt = async () => (await db.collections.customers.findOne(customerId).exec())?.toJSON().nextStepDoneAt;
  fireEvent.click(await screen.findByRole('button', { name: before }, PATIENT));
  await waitFor(() => expect(said).toEqual(['Call logged.']), PATIENT);
  expect(await doneAt()).toBe('');
  fireEvent.click(screen.getByRole('button', { name: onTheDay }));
  await waitFor(() => expect(said.at(-1)).toBe('Call logged, the next step is done.'), PATIENT);
  expect(await doneAt()).not.toBe('');
});

test('a word that is added does not take back that one will call again', async () => {
  await dueOn('');
  fireEvent.click(await screen.findByRole('button', { name: 'Add a note' }, PATIENT));
  fireEvent.click(screen.getByRole('button', { name: 'Call back later' }));
  const tomorrow = await screen.findByRole('button', { name: /^Tomorrow/ }, PATIENT);
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'Asked for the evening' } });
  expect(tomorrow.isConnected).toBe(true);
});
