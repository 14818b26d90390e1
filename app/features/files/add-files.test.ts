import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { failingWrites } from '../../database/test/failing-writes';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { waitingBytes } from '../../database/waiting-bytes/kept-bytes';
import { createDocument } from '../../database/write';
import { addFile } from './add-files';

beforeEach(() => void vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch'))));
afterEach(async () => {
  vi.unstubAllGlobals();
  await closeDevices();
});

const photo = () => new File(['a photo'], 'photo.jpg', { type: 'image/jpeg' });
async function customerOnDevice() {
  const { db } = await synced(new OfficeInMemory(), { names: ['countries', 'members', 'customers', 'files'] });
  return { db, customerId: await createDocument(db, 'customers', customerValues()) };
}

test('of a file that was not taken nothing is left, so that the next try is one file', async () => {
  const { db, customerId } = await customerOnDevice();
  const failing = failingWrites(db, (nth) => nth === 1);
  await expect(addFile(failing, customerId, photo(), 'upload')).rejects.toThrow();
  expect(await waitingBytes(db.me.memberId)).toEqual([]);
  await addFile(failing, customerId, photo(), 'upload');
  const files = await db.collections.files.find().exec();
  expect(files).toHaveLength(1);
  expect((await waitingBytes(db.me.memberId)).map(({ fileId }) => fileId)).toEqual([files[0]?.id]);
});

test('what leaves with a message stays while the message stands, and goes where it could not be written', async () => {
  const { db, customerId } = await customerOnDevice();
  const message = (fileId: string, store: () => Promise<void>) => ({
    fileId,
    conversationId: '',
    messageId: fileId,
    store,
  });
  const [written, notWritten] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
  const notStored = () => Promise.reject(new Error('no room'));
  await expect(addFile(db, customerId, photo(), 'upload', message(notWritten, notStored))).rejects.toThrow('no room');
  expect(await waitingBytes(db.me.memberId)).toEqual([]);

  // The file's own document fails, after its message.
  const failing = failingWrites(db, () => true);
  await addFile(
    failing,
    customerId,
    photo(),
    'upload',
    message(written, () => Promise.resolve()),
  );
  expect((await waitingBytes(db.me.memberId)).map(({ fileId }) => fileId)).toEqual([written]);
});
