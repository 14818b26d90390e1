// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { settingId } from '../../../../sync/rules/setting-rights';
import { EVERY_KIND } from '../../../../sync/rules/setting-values';
import { FIRST_REMINDER_RULE } from '../../../../sync/rules/setting-defaults';
import { DatabaseContext } from '../../../database/database-context';
import { closeDevices, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { createDocument, editDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { SettingsProvider } from '../settings-context';
import RemindersPart from './reminders-part';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

const PATIENT = { timeout: 30_000 };
const RULE = settingId('reminderRule', EVERY_KIND);
const NIGHT = { quietFrom: '21:00', quietTo: '08:00' };

/** The rule for all kinds, and what arrives from another admin while it is open. */
async function openRule() {
  const { db } = await synced(new OfficeInMemory());
  const made = { memberId: '', archivedAt: '', createdBy: db.me.memberId, createdAt: '2026-11-01T09:00:00.000Z' };
  const rule = { ...FIRST_REMINDER_RULE, isOn: false, quietFrom: '', quietTo: '' };
  const document = { ...made, key: 'reminderRule', subject: EVERY_KIND, value: rule };
  await createDocument(db, 'settings', document as Parameters<typeof createDocument<'settings'>>[2], RULE);
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <SettingsProvider>
            <RemindersPart />
          </SettingsProvider>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const isOn = await screen.findByRole<HTMLInputElement>('switch', { name: 'Let customers know' }, PATIENT);
  const night = screen.getByRole<HTMLInputElement>('switch', { name: 'Send nothing at night' });
  await waitFor(() => expect([isOn.checked, night.checked]).toEqual([false, false]), PATIENT);
  const arrives = (change: Partial<typeof rule>) =>
    editDocument(db, 'settings', RULE, { value: { ...rule, ...change } });
  const stored = async () => (await db.collections.settings.findOne(RULE).exec())?.toJSON();
  return { isOn, night, arrives, stored, save: () => fireEvent.click(screen.getByRole('button', { name: 'Save' })) };
}

test('what another admin decides shows in a rule nobody changes here, and saving it changes nothing', async () => {
  const { isOn, night, arrives, save, stored } = await openRule();
  await arrives({ isOn: true, ...NIGHT });
  await waitFor(() => expect([isOn.checked, night.checked]).toEqual([true, true]), PATIENT);
  save();
  await waitFor(async () => expect((await stored())?.value).toMatchObject({ isOn: true, ...NIGHT }), PATIENT);
});

test('what is changed here stays when another rule arrives, and follows again once it is saved', async () => {
  const { isOn, night, arrives, save, stored } = await openRule();
  fireEvent.click(isOn);
  await arrives(NIGHT);
  await waitFor(async () => expect((await stored())?.value).toMatchObject(NIGHT), PATIENT);
  expect([isOn.checked, night.checked]).toEqual([true, false]);
  save();
  await waitFor(async () => expect((await stored())?.value).toMatchObject({ isOn: true, quietFrom: '' }), PATIENT);
  await arrives({ isOn: false });
  await waitFor(() => expect(isOn.checked).toBe(false), PATIENT);
});
