// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test } from 'vitest';
import { settingId } from '../../../../sync/rules/setting-rights';
import { DatabaseContext } from '../../../database/database-context';
import { closeDevices, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { createDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { SettingsProvider } from '../../settings/settings-context';
import { StageBadge } from './stage-badge';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

test('a stage that the office renamed never stands under its first name', async () => {
  const { db } = await synced(new OfficeInMemory());
  await createDocument(
    db,
    'settings',
    {
      key: 'stage',
      subject: 'new',
      memberId: '',
      value: { nameTr: 'Aday', nameEn: 'Lead', colour: 1, kind: 'open', order: 1 },
      archivedAt: '',
      createdBy: db.me.memberId,
      createdAt: new Date().toISOString(),
    },
    settingId('stage', 'new'),
  );
  const { container } = render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <SettingsProvider>
            <StageBadge stage="new" />
          </SettingsProvider>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  expect(container.textContent?.trim()).toBe('');
  expect(await screen.findByText('Aday', {}, { timeout: 30_000 })).toBeTruthy();
});
