// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, test } from 'vitest';
import { labelsOn } from '../../../../sync/rules/labels';
import { settingId } from '../../../../sync/rules/setting-rights';
import { DatabaseContext } from '../../../database/database-context';
import { customerValues } from '../../../database/test/customer-values';
import { closeDevices, synced } from '../../../database/test/devices';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { until } from '../../../database/test/replica';
import { createDocument } from '../../../database/write';
import { English } from '../../../i18n/test/english';
import { SettingsProvider } from '../../settings/settings-context';
import { LabelPicker } from './label-picker';
import { useSaveCustomer } from '../form/use-save-customer';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

/** As on the card, drawn once: what is pressed meanwhile is pressed over this. */
function Labels({ id }: { id: string }) {
  const save = useSaveCustomer(id);
  return (
    <LabelPicker marks={undefined} onChange={(change) => void save(({ labels }) => ({ labels: change(labels) }))} />
  );
}

test('two labels put on before the first one is drawn stay both', async () => {
  const person = userEvent.setup();
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
  const id = await createDocument(db, 'customers', customerValues({}));
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={db}>
          <SettingsProvider>
            <Labels id={id} />
          </SettingsProvider>
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const patient = { timeout: 30_000 };
  await person.click(await screen.findByRole('button', { name: 'Label' }, patient));
  for (const name of ['Family', 'Urgent']) fireEvent.click(await screen.findByRole('option', { name }, patient));
  const labels = async () => labelsOn((await db.collections.customers.findOne(id).exec())?.toJSON().labels).join(' ');
  // It fails after a while where one has taken the other's place.
  await until('both stand', async () => (await labels()) === 'a b');
});
