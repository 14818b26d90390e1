// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { heldOffice } from '../../api/test/held-office';
import { DatabaseContext } from '../../database/database-context';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { English } from '../../i18n/test/english';
import { attachToaster } from '../../ui/toast';
import { LineRights } from './line-rights';
import type { ListedLine } from './listed-line';

beforeEach(() => attachToaster(() => undefined));
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };
const DENIZ = '01890000-0000-7000-8000-0000000000d1';
const EFE = '01890000-0000-7000-8000-0000000000d2';
const person = (fullName: string) => ({
  ...{ fullName, email: '', role: 'agent', teamId: '', teamName: '', colour: 1, isActive: true },
});
const line = (members: string[], daily = 50) =>
  ({ id: '01890000-0000-7000-8000-0000000000aa', members, caps: { daily, newChats: 5 } }) as unknown as ListedLine;

test('what one changed is sent, and what another admin changed meanwhile is neither sent nor hidden', async () => {
  const office = new OfficeInMemory();
  office.write('members', DENIZ, person('Deniz Ak'), makeStamp(1, 0, '00000000'));
  office.write('members', EFE, person('Efe Su'), makeStamp(1, 0, '00000000'));
  const { db } = await synced(office);
  const { calls } = heldOffice();
  const shown = (one: ListedLine) => (
    <English>
      <DatabaseContext.Provider value={db}>
        <LineRights line={one} onChange={() => undefined} />
      </DatabaseContext.Provider>
    </English>
  );
  const { rerender } = render(shown(line([EFE])));
  const user = userEvent.setup();
  await user.click(await screen.findByRole('checkbox', { name: 'Deniz Ak' }, PATIENT));
  // Another admin took Efe off the line and lowered what it may send.
  rerender(shown(line([], 30)));
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Efe Su' }).checked).toBe(false);
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Deniz Ak' }).checked).toBe(true);
  expect(screen.getByDisplayValue('30')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(calls).toHaveLength(1), PATIENT);
  expect(calls[0]).toMatchObject({ path: 'lines.setMembers' });
  expect(calls[0]?.input).toEqual({ id: line([]).id, added: [DENIZ], removed: [] });
  await act(async () => calls[0]?.answer(null));

  rerender(shown(line([DENIZ], 30)));
  await user.clear(screen.getByDisplayValue('30'));
  await user.type(screen.getByDisplayValue(''), '40');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(calls).toHaveLength(2), PATIENT);
  expect(calls[1]).toMatchObject({ path: 'lines.setCaps' });
  expect(calls[1]?.input).toEqual({ id: line([]).id, daily: 40 });
  await act(async () => calls[1]?.answer(null));
});
