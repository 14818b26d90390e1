/** Lists read with one request are those the storage's cursor finds. */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { IDBIndex as Index } from 'fake-indexeddb';
import {
  createRxDatabase,
  prepareQuery,
  type MangoQuery,
  type RxCollection,
  type RxDatabase,
  type RxStorageInstance,
} from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readingAtOnce } from './read-at-once';
import { readAll } from './read-all';
import type { SahaCollections } from '../saha-database';
import { collectionsToAdd } from '../schemas';

let openCount = 0;
let databases: RxDatabase<SahaCollections>[] = [];
const hours = (count: number) => new Date(Date.UTC(2026, 10, 23, 6) + count * 3_600_000).toISOString();

async function filled(storage: ReturnType<typeof getRxStorageDexie>) {
  const rx = await createRxDatabase<SahaCollections>({
    name: `reading-${(openCount += 1)}`,
    storage,
    multiInstance: false,
  });
  databases.push(rx);
  const { appointments } = (await rx.addCollections({
    appointments: collectionsToAdd()['appointments'],
  } as never)) as SahaCollections;
  await appointments.bulkInsert(
    Array.from({ length: 40 }, (_, at) => ({
      id: `a${String(39 - at).padStart(2, '0')}`,
      startsAt: hours(at % 25),
      customerId: `c${at % 3}`,
      outbox: at % 4 === 0 ? `w${at}` : '',
      conflicted: '',
      status: at % 2 === 0 ? 'held' : 'draft',
      // What an index stands on is always there.
      occurrenceOn: '',
      runsUntil: '',
    })) as never,
  );
  await appointments.findOne('a07').remove();
  return async (query: unknown) => (await appointments.find(query as MangoQuery<never>).exec()).map(({ id }) => id);
}

let once: Awaited<ReturnType<typeof filled>>, byCursor: typeof once;
const cursors = vi.spyOn(Index.prototype, 'openCursor');
beforeEach(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined); // the storage's advertisement
  [once, byCursor] = [await filled(readingAtOnce(getRxStorageDexie())), await filled(getRxStorageDexie())];
  cursors.mockClear();
});
afterEach(async () => {
  await Promise.all(databases.map((rx) => rx.close()));
  databases = [];
});

const span = { startsAt: { $gte: hours(2), $lt: hours(9) } },
  byTime = [{ startsAt: 'asc' }];
describe('reading at once', () => {
  it.each([
    ['a span of time', { selector: span, sort: byTime }],
    ['the first of a span', { selector: span, sort: byTime, limit: 5 }],
    ['an empty span', { selector: { startsAt: { $gte: hours(9), $lt: hours(2) } }, sort: byTime }],
    [
      'what hangs on a customer',
      { selector: { customerId: 'c1', startsAt: { $gte: '' } }, sort: [{ customerId: 'asc' }, { startsAt: 'asc' }] },
    ],
    ['some of a span', { selector: { ...span, status: 'held' }, sort: byTime }],
    ['the first of some', { selector: { ...span, status: 'held' }, sort: byTime, limit: 3 }],
    ['the outbox', { selector: { outbox: { $gt: '' } }, sort: [{ outbox: 'asc' }], limit: 200 }],
  ])('finds %s without a cursor', async (_, query) => {
    const found = await once(query);
    expect(cursors).not.toHaveBeenCalled();
    expect(found).toEqual(await byCursor(query));
  });

  it('reads a long span in parts, none of them long, and misses or repeats nothing between them', async () => {
    const more = Array.from({ length: 450 }, (_, at) => ({
      id: `b${String(449 - at).padStart(3, '0')}`,
      startsAt: hours(3 + Math.floor(at / 199)),
      customerId: 'c1',
      outbox: '',
      conflicted: '',
      status: 'held',
    }));
    for (const rx of databases.slice(-2)) await rx.appointments.bulkInsert(more as never);
    const reads = vi.spyOn(Index.prototype, 'getAll');
    for (const query of [
      { selector: span, sort: byTime },
      { selector: span, sort: byTime, limit: 200 },
      { selector: span, sort: byTime, limit: 201 },
      { selector: span, sort: byTime, limit: 433 },
      { selector: { ...span, status: 'held' }, sort: byTime },
      { selector: { ...span, status: 'held' }, sort: byTime, limit: 205 },
    ]) {
      const found = await once(query);
      expect(found).toEqual(await byCursor(query));
      expect(found.length).toBeGreaterThanOrEqual(200);
    }
    expect(Math.max(...reads.mock.calls.map(([, count]) => count ?? Infinity))).toBeLessThanOrEqual(200);
    reads.mockRestore();
  });

  it('finds page after page of ids without a cursor, over what was removed', async () => {
    const page = (after: string, limit: number) => ({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit });
    for (const [after, limit] of [
      ['', 5],
      ['a03', 3],
      ['a04', 10],
      ['a05', 1],
      ['a06', 1],
      ['a38', 5],
      ['a39', 5],
    ] as const) {
      const found = await once(page(after, limit));
      expect(cursors).not.toHaveBeenCalled();
      expect(found).toEqual(await byCursor(page(after, limit)));
      cursors.mockClear();
    }
    expect(await once(page('a05', 2))).toEqual(['a06', 'a08']);
  });

  it('finds what was removed too where the storage itself is asked', async () => {
    const all = async ({ schema, query }: RxStorageInstance<unknown, unknown, unknown>) =>
      (
        await query(
          prepareQuery(
            schema as never,
            { selector: { id: { $gt: 'a05' } }, sort: [{ id: 'asc' }], skip: 0, limit: 3 } as never,
          ) as never,
        )
      ).documents.map((one) => (one as unknown as { id: string }).id);
    const [readingOnce, walking] = databases.slice(-2).map((rx) => rx.appointments.storageInstance);
    expect(await all(readingOnce as never)).toEqual(['a06', 'a07', 'a08']);
    expect(cursors).not.toHaveBeenCalled();
    expect(await all(walking as never)).toEqual(['a06', 'a07', 'a08']);
  });

  it('lets a whole collection be read without a cursor', async () => {
    const pages: string[][] = [];
    for await (const page of readAll(databases.at(-2)!.appointments as unknown as RxCollection))
      pages.push(page.map(({ id }) => id));
    expect(pages.flat()).toEqual(
      Array.from({ length: 40 }, (_, at) => `a${String(at).padStart(2, '0')}`).filter((id) => id !== 'a07'),
    );
    expect(cursors).not.toHaveBeenCalled();
  });

  it('hands a whole collection out in parts that are looked at in one go', async () => {
    const { appointments } = databases.at(-2)!;
    await appointments.bulkInsert(
      Array.from({ length: 700 }, (_, at) => ({
        id: `c${at}`,
        startsAt: '',
        customerId: '',
        outbox: '',
        conflicted: '',
      })) as never,
    );
    const sizes: number[] = [];
    for await (const page of readAll(appointments as unknown as RxCollection)) sizes.push(page.length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(739);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
  });

  it.each([
    ['the order of ids turned round', { selector: { id: { $gt: 'a05' } }, sort: [{ id: 'desc' }], limit: 3 }],
    ['ids and something else', { selector: { id: { $gt: 'a05' }, status: 'held' }, sort: [{ id: 'asc' }], limit: 3 }],
    ['another order', { selector: span, sort: [{ startsAt: 'desc' }] }],
    ['what comes later in a span', { selector: span, sort: byTime, skip: 2, limit: 3 }],
  ])('leaves %s to the storage', async (_, query) => {
    const found = await once(query);
    expect(cursors).toHaveBeenCalled();
    expect(found).toEqual(await byCursor(query));
    expect(found.length).toBeGreaterThan(0);
  });
});
