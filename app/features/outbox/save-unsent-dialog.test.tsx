// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import type { SahaDatabase } from '../../database/saha-database';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { tellWaiting } from '../../database/waiting-bytes/waiting-now';
import { English } from '../../i18n/test/english';
import { tapTwice } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import SaveUnsentDialog from './save-unsent-dialog';

afterEach(async () => {
  cleanup();
  attachToaster(() => undefined);
  vi.restoreAllMocks();
  await closeDevices();
});

/** Dialogs are loaded with the first of them, and the code takes its time on purpose. */
const PATIENT = { timeout: 30_000 };

test('two taps save one file, one may save it again, and a failure is said', async () => {
  const said: string[] = [];
  attachToaster(({ text }) => said.push(text));
  const { db } = await synced(new OfficeInMemory());
  const unsentWork = () => Promise.resolve({ documents: [] });
  const device = Object.assign(Object.create(db) as SahaDatabase, { unsentWork });
  const saved = vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:nothing');
  render(
    <English>
      <DatabaseContext.Provider value={device}>
        <SaveUnsentDialog onClose={() => undefined} />
      </DatabaseContext.Provider>
    </English>,
  );
  const save = await screen.findByRole('button', { name: 'Save the file' }, PATIENT);
  tapTwice(save);
  await waitFor(() => expect(said).toEqual(['The file is ready.']), PATIENT);
  expect(saved).toHaveBeenCalledOnce();
  saved.mockImplementation(() => {
    throw new Error('no room');
  });
  await waitFor(() => expect(save.hasAttribute('data-pending')).toBe(false), PATIENT);
  tapTwice(save);
  await waitFor(() => expect(said).toHaveLength(2), PATIENT);
  expect(said[1]).toBe('The file could not be saved. The records are still on this device.');
  expect(saved).toHaveBeenCalledTimes(2);
});

test('whoever takes it for all there is reads that the bytes of photos are not in it', async () => {
  const { db } = await synced(new OfficeInMemory());
  const photo = { bytes: new Blob(['a photo']), isSending: false, part: 0 };
  render(
    <English>
      <DatabaseContext.Provider value={db}>
        <SaveUnsentDialog onClose={() => undefined} />
      </DatabaseContext.Provider>
    </English>,
  );
  await screen.findByRole('button', { name: 'Save the file' }, PATIENT);
  expect(screen.queryByText(/not in it/)).toBeNull();
  act(() => tellWaiting(new Map([['a', photo]])));
  expect(screen.getByText(/^The content of 1 photo or other file is not in it/)).toBeTruthy();
  act(() => tellWaiting(new Map()));
});
