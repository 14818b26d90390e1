// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, test } from 'vitest';
import { settingId } from '../../../sync/rules/setting-rights';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { SettingsProvider } from '../settings/settings-context';
import { chatConversation } from './chat-model';
import { LabelsDialog } from './labels-dialog';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

test('two labels pressed before the first one is drawn stay both', async () => {
  const replica = await synced(new OfficeInMemory());
  const { db } = replica;
  const by = { createdBy: db.me.memberId, createdAt: new Date().toISOString() };
  for (const [subject, name] of [
    ['a', 'Family'],
    ['b', 'Urgent'],
  ] as const)
    await createDocument(
      db,
      'settings',
      { key: 'label', subject, memberId: '', value: { name, colour: 1 }, archivedAt: '', ...by },
      settingId('label', subject),
    );
  const customerId = await createDocument(db, 'customers', customerValues({}));
  const id = await createDocument(db, 'conversations', { customerId, channel: 'whatsapp', ...by });
  const conversation = chatConversation({ id, customerId, channel: 'whatsapp', ...by });
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <SettingsProvider>
            <LabelsDialog conversation={conversation} onClose={() => undefined} />
          </SettingsProvider>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const patient = { timeout: 30_000 };
  const family = await screen.findByRole('button', { name: 'Family' }, patient);
  const urgent = await screen.findByRole('button', { name: 'Urgent' }, patient);
  act(() => {
    family.click();
    urgent.click();
  });
  const labels = async () => {
    const stored = (await db.collections.conversations.findOne(id).exec())?.toJSON();
    return [...(stored?.labelIds ?? [])].sort().join(' ');
  };
  // It fails after a while where one has taken the other's place.
  await until('both stand', async () => (await labels()) === 'a b');
});
