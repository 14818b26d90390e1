import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { readThread, type StoredMessage } from './read-thread';

const CUSTOMER = 'c1';
let stores = 0;

/** As RxDB's Dexie storage keeps messages. */
async function storeOf(messages: readonly { id: string; conversationId: string; createdAt: string }[]) {
  const name = `messages ${(stores += 1)}`;
  const opened = indexedDB.open(name, 1);
  opened.onupgradeneeded = () => {
    const docs = opened.result.createObjectStore('docs', { keyPath: 'id' });
    docs.createIndex('customerId', ['_deleted', 'customerId', 'createdAt', 'id']);
  };
  await new Promise((resolve) => (opened.onsuccess = resolve));
  const writing = opened.result.transaction('docs', 'readwrite');
  for (const one of messages)
    writing.objectStore('docs').put({ ...one, customerId: CUSTOMER, _deleted: '0', direction: 'in' });
  await new Promise((resolve) => (writing.oncomplete = resolve));
  opened.result.close();
  return name;
}
const minute = (n: number) => new Date(Date.UTC(2026, 10, 1, 0, n)).toISOString();
const written = (count: number, conversationId: string) =>
  Array.from({ length: count }, (_, n) => ({
    id: `${conversationId}-${String(n).padStart(4, '0')}`,
    conversationId,
    createdAt: minute(n),
  }));

test('the end of a long thread comes first, and then all of it, oldest first', async () => {
  const store = await storeOf([...written(300, 'whatsapp'), ...written(20, 'sms')]);
  const ends: (readonly StoredMessage[])[] = [];
  const all = await readThread(store, CUSTOMER, 'whatsapp', async (end) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    ends.push(end);
  });
  expect(ends).toHaveLength(1);
  const [end] = ends as [readonly StoredMessage[]];
  expect(end.map(({ id }) => id)).toEqual(all.slice(-end.length).map(({ id }) => id));
  expect(end.length).toBeGreaterThan(30);
  expect(all.map(({ id }) => id)).toEqual(written(300, 'whatsapp').map(({ id }) => id));
});

test('a short thread comes at once, and of a store that is not there nothing does', async () => {
  const ends: unknown[] = [];
  const note = (end: unknown) => Promise.resolve(void ends.push(end));
  const short = await readThread(await storeOf(written(50, 'sms')), CUSTOMER, 'sms', note);
  expect(short).toHaveLength(50);
  expect(await readThread('nowhere', CUSTOMER, 'sms', note)).toEqual([]);
  expect(ends).toEqual([]);
});
