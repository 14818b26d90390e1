import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { readThread, type ThreadPart } from './read-thread';

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
    writing.objectStore('docs').put({ direction: 'in', ...one, customerId: CUSTOMER, _deleted: '0' });
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

async function readFirst(store: string, conversationId: string, readUpTo: string) {
  const parts: ThreadPart[] = [];
  const all = await readThread(store, { customerId: CUSTOMER, conversationId, readUpTo }, async (part) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    parts.push(part);
  });
  return { parts, all };
}
const ids = (messages: readonly { id: string }[]) => messages.map(({ id }) => id);

test('the end of a long thread that was read comes first, and then all of it, oldest first', async () => {
  const store = await storeOf([...written(300, 'whatsapp'), ...written(20, 'sms')]);
  const { parts, all } = await readFirst(store, 'whatsapp', minute(290));
  expect(parts).toHaveLength(1);
  const [{ messages, isCut }] = parts as [ThreadPart];
  expect(isCut).toBe(false);
  expect(ids(messages)).toEqual(ids(all).slice(-messages.length));
  expect(messages.length).toBeGreaterThan(30);
  expect(ids(all)).toEqual(ids(written(300, 'whatsapp')));
});

test.each([
  ['', 0],
  [minute(99), 100],
])(
  'what is new since "%s" comes first where it is more than a screen, with what stands before it',
  async (at, first) => {
    const store = await storeOf([...written(300, 'whatsapp'), ...written(20, 'sms')]);
    const { parts, all } = await readFirst(store, 'whatsapp', at);
    expect(parts).toHaveLength(1);
    const [{ messages, isCut }] = parts as [ThreadPart];
    expect(isCut).toBe(true);
    const from = ids(all).indexOf(messages[0]!.id);
    expect(ids(messages)).toEqual(ids(all).slice(from, from + messages.length));
    expect(from).toBeLessThanOrEqual(first);
    expect(messages.length - (first - from)).toBeGreaterThan(30);
    expect(ids(all)).toEqual(ids(written(300, 'whatsapp')));
  },
);

test('where nothing came in among the first that are new, all of it comes at once', async () => {
  const sent = written(300, 'whatsapp').map((one, n) => ({ ...one, direction: n < 250 ? 'out' : 'in' }));
  const { parts, all } = await readFirst(await storeOf(sent), 'whatsapp', minute(99));
  expect(parts).toEqual([]);
  expect(all).toHaveLength(300);
});

test('a short thread comes at once, and of a store that is not there nothing does', async () => {
  const short = await readFirst(await storeOf(written(50, 'sms')), 'sms', '');
  expect(short.all).toHaveLength(50);
  expect((await readFirst('nowhere', 'sms', '')).all).toEqual([]);
  expect(short.parts).toEqual([]);
});
