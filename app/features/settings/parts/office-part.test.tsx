// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, renderHook, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { settingId } from '../../../../sync/rules/setting-rights';
import { DatabaseContext } from '../../../database/database-context';
import { closeDevices, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { createDocument, editDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { SettingsProvider } from '../settings-context';
import OfficePart from './office-part';
import { useTyped } from './use-typed';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };
const NAME = settingId('officeName', '');
const ZONE = settingId('officeZone', '');

/** The office's page, and what arrives from another admin while it is open. */
async function openPage() {
  const { db } = await synced(new OfficeInMemory());
  const made = { subject: '', memberId: '', archivedAt: '', createdBy: db.me.memberId };
  const createdAt = '2026-11-01T09:00:00.000Z';
  await createDocument(db, 'settings', { ...made, createdAt, key: 'officeName', value: { name: 'Ege' } }, NAME);
  const zone = { zone: 'Europe/Istanbul' };
  await createDocument(db, 'settings', { ...made, createdAt, key: 'officeZone', value: zone }, ZONE);
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <SettingsProvider>
            <OfficePart />
          </SettingsProvider>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Office name' }, PATIENT);
  await waitFor(() => expect(name.value).toBe('Ege'), PATIENT);
  const arrives = (value: string) => editDocument(db, 'settings', NAME, { value: { name: value } });
  const stored = async (id: string) => (await db.collections.settings.findOne(id).exec())?.toJSON().value;
  return { name, arrives, stored };
}

test('a name that another admin gives shows where nobody types, and is nothing to save', async () => {
  const { name, arrives } = await openPage();
  await arrives('Ege A.Ş.');
  await waitFor(() => expect(name.value).toBe('Ege A.Ş.'), PATIENT);
  expect(screen.getAllByRole<HTMLButtonElement>('button', { name: 'Save' })[0]!.disabled).toBe(true);
});

test('what is typed stays when another name arrives', async () => {
  const { name, arrives, stored } = await openPage();
  fireEvent.change(name, { target: { value: 'Ege Danışmanlık' } });
  await arrives('Ege A.Ş.');
  expect(await stored(NAME)).toEqual({ name: 'Ege A.Ş.' });
  expect(name.value).toBe('Ege Danışmanlık');
});

test('what is written is over what was shown when its person began, and not when the page opened', () => {
  let shown = 'at opening';
  const { result } = renderHook(() => useTyped<string>(() => ({ stamp: '', values: { value: shown } })));
  expect(result.current).toMatchObject({ value: null, begun: undefined });
  shown = 'when they began';
  act(() => result.current.type('a'));
  shown = 'while they typed';
  act(() => result.current.type('ab'));
  expect(result.current).toMatchObject({ value: 'ab', begun: { values: { value: 'when they began' } } });
  act(() => result.current.forget());
  act(() => result.current.type('c'));
  expect(result.current.begun).toEqual({ stamp: '', values: { value: 'while they typed' } });
});
