import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, expect, test, vi } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { customerValues } from '../../database/test/customer-values';
import { closeDevices, synced } from '../../database/test/devices';
import { OfficeInMemory } from '../../database/test/office-in-memory';
import { until } from '../../database/test/replica';
import { createDocument } from '../../database/write';
import { chatFeed } from './follow-chat';

afterEach(async () => {
  vi.restoreAllMocks();
  await closeDevices();
});

const NAMES = ['countries', 'members', 'customers', 'conversations', 'messages'] as const;

test('conversations that could not be read are not none: they are read again', async () => {
  const { db } = await synced(new OfficeInMemory(), { names: NAMES });
  const customerId = await createDocument(db, 'customers', customerValues());
  const about = { customerId, channel: 'whatsapp' as const, createdBy: db.me.memberId };
  const id = conversationIdOf('whatsapp', customerId);
  await createDocument(db, 'conversations', { ...about, createdAt: '2026-11-21T09:00:00.000Z' }, id);
  const { getAll } = IDBObjectStore.prototype;
  let failures = 0;
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, query, count) {
    // As the feed reads, page by page.
    if (count === undefined || failures > 0) return getAll.call(this, query, count);
    failures += 1;
    throw new DOMException('the connection was lost', 'UnknownError');
  });
  const feed = chatFeed(db);
  const said: { readonly isReady: boolean; readonly isThere: boolean }[] = [];
  const stop = feed.subscribe(() => {
    const { isReady, book } = feed.get();
    said.push({ isReady, isThere: book.hasThread('whatsapp', customerId) });
  });
  await until('it failed once', () => failures === 1);
  await until('ready', () => feed.get().isReady);
  expect(said.filter(({ isReady }) => isReady)).toEqual([{ isReady: true, isThere: true }]);
  stop();
});
