import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { customerEntry } from '../customer-index/customer-entry';
import { MergedEntries } from '../customer-index/merged-entries';
import { SegmentIndex } from './segment-index';

const VIEWER = { id: 'm1', teamId: 't1' };
const QUESTION = {
  rule: { combinator: 'and', rules: [{ fact: 'city', operator: 'is', value: 'İzmir' }] },
  viewer: VIEWER,
  zone: 'Europe/Istanbul',
  stores: {
    ...{ customers: 'customers', appointments: 'appointments', interactions: 'interactions' },
    ...{ conversations: 'conversations', files: 'files' },
  },
} as unknown as Parameters<SegmentIndex['find']>[0];
const asking = (fact: string) =>
  ({ ...QUESTION, rule: { combinator: 'and', rules: [{ fact, operator: 'any' }] } }) as typeof QUESTION;
const NOW_MS = Date.UTC(2026, 10, 26);
const atAll = globalThis.indexedDB;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.restoreAllMocks();
  globalThis.indexedDB = atAll;
});

function store(documents: readonly Record<string, unknown>[], name = 'customers'): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onupgradeneeded = () => {
      const docs = opening.result.createObjectStore('docs', { keyPath: 'id' });
      docs.createIndex('[_deleted+customerId]', ['_deleted', 'customerId']);
    };
    opening.onsuccess = () => {
      const writing = opening.result.transaction('docs', 'readwrite');
      for (const document of documents)
        writing.objectStore('docs').put({ _deleted: '0', createdAt: '2026-11-20T10:00:00.000Z', ...document });
      writing.oncomplete = () => {
        opening.result.close();
        resolve();
      };
    };
    opening.onerror = () => reject(opening.error ?? new Error('no store'));
  });
}

it('answers again after a store could not be read, and still knows who was touched meanwhile', async () => {
  await store([
    { id: 'c1', city: 'İzmir' },
    { id: 'c2', city: 'Bursa' },
  ]);
  const index = new SegmentIndex(() => new MergedEntries());
  expect(await index.find(QUESTION, NOW_MS)).toEqual(['c1']);

  await store([{ id: 'c2', city: 'İzmir' }]);
  index.touch(['c2']);
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('the disk is busy', 'UnknownError');
  });
  await expect(index.find(QUESTION, NOW_MS)).rejects.toThrow('the disk is busy');
  expect(await index.find(QUESTION, NOW_MS)).toEqual(['c1', 'c2']);
});

it('counts as it finds, also after more different questions than it keeps answers of, and after a change', async () => {
  await store([...'abcdefghij'].map((id, at) => ({ id, city: at % 2 === 0 ? 'İzmir' : 'Bursa', notes: `n${at}` })));
  const index = new SegmentIndex(() => new MergedEntries());
  const ask = async (value: string) => {
    const rules = [
      { fact: 'city', operator: 'is', value: 'izmir' },
      { fact: 'notes', operator: 'isNot', value },
    ];
    const question = { ...QUESTION, rule: { combinator: 'and', rules } } as unknown as typeof QUESTION;
    const [ids, count] = [await index.find(question, NOW_MS), await index.count(question, NOW_MS)];
    expect(count).toBe(ids.length);
    return ids.join('');
  };
  for (let at = 0; at < 120; at += 1)
    expect(await ask(`n${at}`)).toBe([...'acegi'].filter((_, place) => place * 2 !== at).join(''));
  await store([{ id: 'a', city: 'Bursa' }]);
  index.touch(['a']);
  expect(await ask('n2')).toBe('egi');
});

it('asks of the record that stands for a person, with what was said to any of theirs', async () => {
  const [spoken, early] = ['2026-11-25T09:00:00.000Z', '2026-11-01T09:00:00.000Z'];
  const documents = [
    { id: 'lost', city: 'İzmir', lastContactAt: spoken, mergedInto: 'kept' },
    { id: 'kept', city: 'İzmir', lastContactAt: early, mergedInto: '' },
  ].map((one) => ({ ...one, createdAt: early }));
  await store(documents);
  const people = new MergedEntries();
  for (const document of documents) people.put(customerEntry(document), () => undefined);
  const index = new SegmentIndex(() => people);
  const rules = [{ fact: 'lastContactAt', operator: 'inLastDays', value: 5 }];
  const lately = { ...QUESTION, rule: { combinator: 'and', rules } } as unknown as typeof QUESTION;
  expect([await index.find(QUESTION, NOW_MS), await index.find(lately, NOW_MS)]).toEqual([['kept'], ['kept']]);

  // Taken out again.
  await store([{ ...documents[0]!, mergedInto: '' }]);
  people.put(customerEntry({ ...documents[0]!, mergedInto: '' }), () => undefined);
  index.touch(['lost', 'kept']);
  expect([await index.find(QUESTION, NOW_MS), await index.find(lately, NOW_MS)]).toEqual([['kept', 'lost'], ['lost']]);
});

it('reads what a rule asks of and nothing else, and what the next one asks beside it', async () => {
  await store([{ id: 'c1', city: 'İzmir' }, { id: 'c2', city: 'İzmir' }, { id: 'c3' }]);
  const file = (id: string, customerId: string) => ({ id, customerId, deletedAt: '', state: 'kept' });
  await store([file('f1', 'c2'), file('f2', 'c3')], 'files');
  await store([], 'conversations');
  const index = new SegmentIndex(() => new MergedEntries());
  const opened = vi.spyOn(indexedDB, 'open');
  const openedNow = () => {
    const names = opened.mock.calls.map(([name]) => name);
    opened.mockClear();
    return names;
  };
  expect([await index.find(QUESTION, NOW_MS), openedNow()]).toEqual([['c1', 'c2'], ['customers']]);
  expect([await index.find(asking('files'), NOW_MS), openedNow()]).toEqual([['c2', 'c3'], ['files']]);
  expect([await index.find(asking('files'), NOW_MS), openedNow()]).toEqual([['c2', 'c3'], []]);

  // One of them changes: theirs is read again, with what has been asked so far.
  await store([{ ...file('f1', 'c2'), deletedAt: '2026-11-25T10:00:00.000Z' }], 'files');
  openedNow();
  index.touch(['c2']);
  expect([await index.find(QUESTION, NOW_MS), openedNow()]).toEqual([
    ['c1', 'c2'],
    ['customers', 'files'],
  ]);
  expect([await index.find(asking('files'), NOW_MS), openedNow()]).toEqual([['c3'], []]);

  await index.readAhead([asking('unanswered'), asking('files')], NOW_MS);
  expect(openedNow()).toEqual(['conversations']);
  expect([await index.find(asking('unanswered'), NOW_MS), openedNow()]).toEqual([[], []]);
});

it('answers what is known while something else is read, and no more once somebody changed', async () => {
  await store([{ id: 'c1', city: 'İzmir' }, { id: 'c2' }]);
  await store([{ id: 'f1', customerId: 'c2', deletedAt: '', state: 'kept' }], 'files');
  const index = new SegmentIndex(() => new MergedEntries());
  await index.find(QUESTION, NOW_MS);
  const said: string[] = [];
  const tell = (word: string) => (ids: readonly string[]) => void said.push(`${word} ${ids.join(' ')}`);
  const files = index.find(asking('files'), NOW_MS).then(tell('files'));
  await index.find(QUESTION, NOW_MS).then(tell('city'));
  await files;
  expect(said).toEqual(['city c1', 'files c2']);

  await store([{ id: 'c2', city: 'İzmir' }]);
  index.touch(['c2']);
  expect(await Promise.all([index.find(QUESTION, NOW_MS), index.find(QUESTION, NOW_MS)])).toEqual([
    ['c1', 'c2'],
    ['c1', 'c2'],
  ]);
});

it('rests with what it reads ahead while somebody asks, but for whoever waits for it', async () => {
  await store([{ id: 'c1', city: 'İzmir' }, { id: 'c2' }]);
  await store([{ id: 'f1', customerId: 'c2', deletedAt: '', state: 'kept' }], 'files');
  const index = new SegmentIndex(() => new MergedEntries());
  await index.find(QUESTION, NOW_MS);
  const opened = vi.spyOn(indexedDB, 'open');
  vi.spyOn(performance, 'now').mockReturnValue(1_000);
  index.asked();
  const ahead = index.readAhead([asking('files')], NOW_MS);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(opened).not.toHaveBeenCalled();
  expect(await index.find(asking('files'), NOW_MS)).toEqual(['c2']);
  vi.mocked(performance.now).mockReturnValue(2_000);
  await ahead;
  expect(opened).toHaveBeenCalledTimes(1);
});

it('reads of one customer alone which segments they are in', async () => {
  await store([
    { id: 'c1', city: 'İzmir' },
    { id: 'c2', city: 'Bursa' },
  ]);
  await store([{ id: 'f1', customerId: 'c2', deletedAt: '', state: 'kept' }], 'files');
  const index = new SegmentIndex(() => new MergedEntries());
  const readAll = vi.spyOn(IDBObjectStore.prototype, 'getAll');
  const asked = [QUESTION, asking('files')];
  expect(await index.memberships(asked, 'c2', NOW_MS)).toEqual([
    { isIn: false, met: [false] },
    { isIn: true, met: [true] },
  ]);
  expect(await index.memberships(asked, 'gone', NOW_MS)).toEqual([
    { isIn: false, met: [false] },
    { isIn: false, met: [false] },
  ]);
  expect(readAll).not.toHaveBeenCalled();
});
