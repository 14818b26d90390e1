// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldOffice } from '../../api/test/held-office';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { English } from '../../i18n/test/english';
import { attachToaster } from '../../ui/toast';
import { NotificationChoices } from './notification-choices';

beforeEach(() => attachToaster(() => undefined));
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await closeDevices();
});

const ALL = {
  messages: true,
  approvals: true,
  answers: true,
  handovers: true,
  strangers: true,
  lines: true,
  showsText: true,
  quietFrom: '',
  quietTo: '',
};

test('two choices at once are both sent, one after the other, and what fails shows as it stands', async () => {
  const { db } = await synced(new OfficeInMemory());
  const { calls } = heldOffice();
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <NotificationChoices choices={ALL} onChange={() => undefined} />
      </DatabaseContext.Provider>
    </English>,
  );
  const of = (name: string) => screen.getByRole<HTMLInputElement>('switch', { name });
  const [messages, approvals] = [of('New messages in my conversations'), of('Answers to my approval requests')];
  act(() => {
    messages.click();
    approvals.click();
  });
  expect([messages.checked, approvals.checked]).toEqual([false, false]);
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]?.input).toEqual({ messages: false });
  await act(async () => calls[0]?.answer(null));
  await waitFor(() => expect(calls).toHaveLength(2));
  expect(calls[1]?.input).toEqual({ approvals: false });
  await act(async () => calls[1]?.fail());
  await waitFor(() => expect(approvals.checked).toBe(true));
  expect(messages.checked).toBe(false);
});

test('what failed shows as it stands although something else was chosen since; quiet hours are sent as one', async () => {
  const { db } = await synced(new OfficeInMemory());
  const { calls } = heldOffice();
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <NotificationChoices choices={ALL} onChange={() => undefined} />
      </DatabaseContext.Provider>
    </English>,
  );
  const of = (name: string) => screen.getByRole<HTMLInputElement>('switch', { name });
  const [messages, quiet] = [of('New messages in my conversations'), of('No notifications at certain hours')];
  act(() => {
    messages.click();
    quiet.click();
  });
  await waitFor(() => expect(calls).toHaveLength(1), { timeout: 30_000 });
  await act(async () => calls[0]?.fail());
  await waitFor(() => expect(calls).toHaveLength(2), { timeout: 30_000 });
  expect(calls[1]?.input).toEqual({ quietFrom: '21:00', quietTo: '08:00' });
  await act(async () => calls[1]?.answer(null));
  await waitFor(() => expect(messages.checked).toBe(true), { timeout: 30_000 });
  expect(quiet.checked).toBe(true);
});
