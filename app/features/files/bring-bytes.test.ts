import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Patch } from '../../../sync/rules/document';
import { refuse } from '../../../sync/rules/refuse-document';
import type { SahaDatabase } from '../../database/saha-database';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { keepBytes, waitingBytes } from '../../database/waiting-bytes/kept-bytes';
import { waitingNow } from '../../database/waiting-bytes/waiting-now';
import { changeDocuments, createDocument, discardRefused } from '../../database/write';
import { addFile } from './add-files';
import { startBringing } from './bring-bytes';

let stop = () => undefined as void;
beforeEach(() => void vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch'))));
afterEach(async () => {
  stop();
  vi.unstubAllGlobals();
  await closeDevices();
});

const ID = '01900000-0000-7000-8000-000000000001';
const NAMES = ['countries', 'members', 'customers', 'files'] as const;
const photo = () => new File(['a photo'], 'photo.jpg', { type: 'image/jpeg' });
const about = (customerId: string, { me, clock }: SahaDatabase) => ({
  ...{ customerId, conversationId: '', messageId: '', appointmentId: '', name: 'photo.jpg', note: '', labels: [] },
  ...{ source: 'camera' as const, createdBy: me.memberId, createdAt: clock.nowIso(), deletedAt: '' },
});
/** As the office says of a file that it knows nothing of. */
const unknown = () => Promise.resolve('unknown' as const);
function inBrowser() {
  const request = (_: string, __: object, work: (lock: object) => unknown) => Promise.resolve(work({}));
  vi.stubGlobal('navigator', { onLine: true, locks: { request } });
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined });
}

test('a photo that was refused and given up is gone with its bytes, and does not come back', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: NAMES });
  const customerId = await createDocument(db, 'customers', customerValues());
  await addFile(db, customerId, photo(), 'camera', undefined, '', ID);
  const rejection = { code: 'file.outOfScope', params: {}, at: db.clock.nowIso() };
  await changeDocuments(db, 'files', [ID], (local) =>
    local === null ? undefined : refuse(local, local.sync.pending as Patch, rejection),
  );
  inBrowser();
  stop = startBringing(db, unknown);
  await vi.waitFor(() => expect(waitingNow().has(ID)).toBe(true));
  await discardRefused(db, 'files', ID);
  await vi.waitFor(async () => expect(await waitingBytes(db.me.memberId)).toEqual([]), { timeout: 5_000 });
  expect(await db.collections.files.find().exec()).toEqual([]);
});

test('what was given up goes to the office where that knows of it', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: NAMES });
  const customerId = await createDocument(db, 'customers', customerValues());
  await keepBytes(db.me.memberId, { fileId: ID, bytes: photo(), document: about(customerId, db), isGivenUp: true });
  const sent: string[] = [];
  inBrowser();
  stop = startBringing(db, (fileId) => {
    sent.push(fileId);
    return Promise.resolve('there');
  });
  await vi.waitFor(async () => expect(await waitingBytes(db.me.memberId)).toEqual([]), { timeout: 5_000 });
  expect(sent).toEqual([ID]);
});

test('a photo whose tab died before it was known is made of its bytes', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: NAMES });
  const customerId = await createDocument(db, 'customers', customerValues());
  await keepBytes(db.me.memberId, { fileId: ID, bytes: photo(), document: about(customerId, db) });
  inBrowser();
  stop = startBringing(db, unknown);
  await vi.waitFor(async () => expect(await db.collections.files.find().exec()).toHaveLength(1), { timeout: 5_000 });
  expect(await waitingBytes(db.me.memberId)).toHaveLength(1);
});
