// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseContext } from '../../database/database-context';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { failingWrites } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { waitingBytes } from '../../database/waiting-bytes/kept-bytes';
import { createDocument } from '../../database/write';
import { English } from '../../i18n/test/english';
import { tapTwice, whatElse } from '../../ui/test/taps';
import { attachToaster } from '../../ui/toast';
import PhotosToPdf from './photos-to-pdf';

/** What a browser draws, which this one does not. */
beforeEach(() => {
  attachToaster(() => undefined);
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 10, height: 20, close: () => undefined }));
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue({
    fillRect: () => undefined,
    drawImage: () => undefined,
  } as never);
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['a page'])));
});
afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  await closeDevices();
});

/** Dialogs are loaded with the first of them; on a busy machine that takes its time. */
const PATIENT = { timeout: 30_000 };

test('photos become one file, however often one taps and also where the first try failed after its bytes', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'files'] });
  const customerId = await createDocument(db, 'customers', customerValues());
  const onClose = vi.fn();
  render(
    <English>
      <DatabaseContext.Provider value={failingWrites(db, (nth) => nth === 1)}>
        <PhotosToPdf customerId={customerId} onClose={onClose} />
      </DatabaseContext.Provider>
    </English>,
  );
  const photo = new File(['a photo'], 'photo.jpg', { type: 'image/jpeg' });
  fireEvent.change(await screen.findByTestId('pdf-upload', {}, PATIENT), { target: { files: [photo] } });
  const save = await screen.findByRole('button', { name: 'Make a PDF of 1 page' }, PATIENT);
  tapTwice(save);
  expect((await screen.findByRole('alert', {}, PATIENT)).textContent).toContain('This device has no room left');
  expect(onClose).not.toHaveBeenCalled();
  tapTwice(save);
  await waitFor(() => expect(onClose).toHaveBeenCalled(), PATIENT);
  await whatElse();
  expect(onClose).toHaveBeenCalledOnce();
  const files = await db.collections.files.find().exec();
  expect(files).toHaveLength(1);
  expect((await waitingBytes(db.me.memberId)).map(({ fileId }) => fileId)).toEqual([files[0]?.id]);
});
