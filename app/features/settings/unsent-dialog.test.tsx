// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router-dom';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext, type SahaDatabase } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import tr from '../../i18n/dictionary-tr';
import { English } from '../../i18n/test/english';
import { UnsentDialog } from './unsent-dialog';

afterEach(async () => {
  cleanup();
  await closeDevices();
});

test('whoever keeps work on a device is told what stays there for anybody with tools to read', async () => {
  const person = userEvent.setup();
  const office = new OfficeInMemory();
  const replica = await synced(office);
  office.isReachable = false;
  await createDocument(replica.db, 'customers', customerValues({ notes: 'Not sent yet' }));
  await until('it waits', () => replica.status.get().waiting > 0);
  const onLeave = vi.fn();
  render(
    <English>
      <MemoryRouter>
        <DatabaseContext.Provider value={replica.db as SahaDatabase}>
          <UnsentDialog
            found={{ unsent: 1, drafts: 0 }}
            onClose={() => undefined}
            onLeave={onLeave}
            isLeaving={false}
          />
        </DatabaseContext.Provider>
      </MemoryRouter>
    </English>,
  );
  const keep = await screen.findByRole('button', { name: 'Keep on this device and sign out' }, { timeout: 30_000 });
  // What is kept: nothing of it is encrypted (app/features/auth/sign-out.ts).
  const said = keep.nextElementSibling?.textContent ?? '';
  for (const words of ['unsent', 'half typed', 'customer records', 'conversations', 'files', 'without encryption'])
    expect(said).toContain(words);
  const inTurkish = (tr as Record<string, unknown>)['auth.signOut.keepDetail'];
  const words = ['gönderilmeyenler', 'yarım kalanlar', 'müşteri kayıtları', 'yazışmalar', 'dosyalar', 'şifrelenmeden'];
  for (const word of words) expect(inTurkish).toContain(word);
  await person.click(keep);
  expect(onLeave).toHaveBeenCalledWith('keep');
});
