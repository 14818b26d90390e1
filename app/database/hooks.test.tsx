// @vitest-environment happy-dom
/** What screens are given: live documents, live lists, the index of customers through its worker. */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReactNode } from 'react';
import { makeStamp } from '../../sync/rules/stamp';
import { beginDocuments } from './begun-documents';
import { DatabaseContext, type SahaDatabase } from './database-context';
import { StoreWorker } from './store-worker/store-worker';
import { feedCustomerIndex } from './customer-index/feed-customer-index';
import { storeName } from './rxdb-internals/store-names';
import { customerValues } from './test/customer-values';
import { OfficeInMemory } from './test/office-in-memory';
import { rerunQueries } from './rxdb-internals/rerun-queries';
import { openReplica, until } from './test/replica';
import { workerInProcess } from './test/worker-in-process';
import { EVERYBODY, findDuplicates, useCustomerRows, useFacetCounts } from './use-customer-rows';
import { useAllDocuments } from './use-all-documents';
import { useDocument, useDocuments } from './use-document';
import { beginRanges, useRanges } from './use-ranges';
import { recordState, useSyncStatus } from './use-sync-status';
import { createDocument, editDocument } from './write';

const OFFICE_DEVICE = '00000000';
let memberCount = 0;
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  cleanup();
  for (const clean of cleanUp.splice(0).reverse()) await clean();
});

async function screens(office: OfficeInMemory) {
  const replica = await openReplica(office, {
    memberId: `01890000-0000-7000-b000-${String((memberCount += 1)).padStart(12, '0')}`,
  });
  await until('in order', () => replica.status.get().lastSyncAt !== null);
  const worker = new StoreWorker(workerInProcess(() => office.connect()));
  const stopFeeding = feedCustomerIndex(replica.rx.collections, worker);
  cleanUp.push(
    () => replica.close(),
    stopFeeding,
    () => worker.close(),
  );
  const db: SahaDatabase = Object.assign(replica.db, { worker });
  const wrapper = ({ children }: { children: ReactNode }) => (
    <DatabaseContext.Provider value={db}>{children}</DatabaseContext.Provider>
  );
  const load = () =>
    act(async () => {
      await worker.ask('load', { storeName: storeName(replica.rx.name, 'customers') });
    });
  return { db, replica, wrapper, load };
}
const office = (count: number) => {
  const made = new OfficeInMemory();
  for (let at = 0; at < count; at += 1) {
    made.write(
      'customers',
      `c${String(at).padStart(4, '0')}`,
      customerValues({ firstName: `Ad${at}`, lastName: 'Çelik', email: `m${at}@ornek.com` }),
      makeStamp(at + 1, 0, OFFICE_DEVICE),
    );
  }
  return made;
};

describe('documents on a screen', { timeout: 40_000 }, () => {
  it('of a whole collection are followed on: the next screen is drawn with them as they are now', async () => {
    const { db, wrapper } = await screens(office(2));
    const first = renderHook(() => useAllDocuments('customers'), { wrapper });
    expect(first.result.current).toBeUndefined();
    await waitFor(() => expect(first.result.current).toHaveLength(2));
    first.unmount();
    await act(() => editDocument(db, 'customers', 'c0000', { city: 'Bursa' }));
    const drawn: unknown[] = [];
    await until('it is heard of', () => {
      renderHook(() => drawn.push(useAllDocuments('customers')), { wrapper }).unmount();
      return (drawn.at(-1) as { city: string }[])[0]?.city === 'Bursa';
    });
    expect(drawn).not.toContain(undefined);
    expect(drawn.at(-1)).toHaveLength(2);
  });

  it('are loading, then there, then live; null where there is none', async () => {
    const { db, wrapper } = await screens(office(1));
    const { result, rerender } = renderHook(({ id }: { id: string | undefined }) => useDocument('customers', id), {
      wrapper,
      initialProps: { id: 'c0000' as string | undefined },
    });
    expect(result.current).toBeUndefined();
    await waitFor(() => expect(result.current).toMatchObject({ firstName: 'Ad0' }));
    await act(() => editDocument(db, 'customers', 'c0000', { city: 'Bursa' }));
    await waitFor(() => expect(result.current).toMatchObject({ city: 'Bursa' }));
    rerender({ id: 'nobody' });
    expect(result.current).toBeUndefined(); // never the previous person under the new address
    await waitFor(() => expect(result.current).toBeNull());
  });

  it('come as lists that keep the same object for what did not change', async () => {
    const { db, wrapper } = await screens(office(3));
    const { result } = renderHook(
      () => useDocuments('customers', { selector: { deletedAt: '' }, sort: [{ sortKey: 'asc' }], limit: 10 }),
      { wrapper },
    );
    await waitFor(() => expect(result.current).toHaveLength(3));
    const before = result.current;
    await act(() => editDocument(db, 'customers', 'c0001', { notes: 'yeni' }));
    await waitFor(() => expect(result.current?.[1]).toMatchObject({ notes: 'yeni' }));
    expect(result.current?.[0]).toBe(before?.[0]);
  });

  it('stand as they were found while they are held, and are what is there again after', async () => {
    const { db, wrapper } = await screens(office(2));
    const query = { selector: { deletedAt: '' }, sort: [{ sortKey: 'asc' as const }] };
    const { result, rerender } = renderHook(({ isHeld }) => useDocuments('customers', query, isHeld), {
      wrapper,
      initialProps: { isHeld: false },
    });
    await waitFor(() => expect(result.current).toHaveLength(2));
    const found = result.current;
    rerender({ isHeld: true });
    await act(() => createDocument(db, 'customers', customerValues()));
    expect(result.current).toBe(found);
    rerender({ isHeld: false });
    expect(result.current).toBe(found);
    await waitFor(() => expect(result.current).toHaveLength(3));
  });

  it('are there at once where they were read ahead, stay while nothing changes, and are live', async () => {
    const { db, wrapper } = await screens(office(3));
    const ids = ['c0002', 'c0000', 'nobody'];
    const query = { selector: { id: { $in: ids } } };
    await beginDocuments(db, 'customers', query, ids);
    let draws = 0;
    const { result } = renderHook(
      () => {
        draws += 1;
        return useDocuments('customers', query);
      },
      { wrapper },
    );
    const before = result.current;
    expect(before?.map(({ id }) => id)).toEqual(['c0000', 'c0002']);
    // RxDB has read them once more by then.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(result.current).toBe(before);
    expect(draws).toBe(1);
    await act(() => editDocument(db, 'customers', 'c0002', { city: 'Bursa' }));
    await waitFor(() => expect(result.current?.[1]).toMatchObject({ city: 'Bursa' }));
  });

  it('are all there where something changed while some of them were read ahead', async () => {
    const { db, wrapper } = await screens(office(3));
    await beginDocuments(db, 'customers', { selector: { id: { $in: ['c0000'] } } }, ['c0000']);
    const ids = ['c0000', 'c0001'];
    const query = { selector: { id: { $in: ids } } };
    const isRead = beginDocuments(db, 'customers', query, ids);
    rerunQueries(db.collections.customers);
    await isRead;
    const { result } = renderHook(() => useDocuments('customers', query), { wrapper });
    expect(result.current?.map(({ id }) => id)).toEqual(ids);
  });

  it('of a range are there at once where they were begun, and are live', async () => {
    const { db, wrapper } = await screens(office(3));
    const from = (sortKey: string) => [{ field: 'sortKey', from: sortKey }];
    const ranges = from('');
    const prepared: string[][] = [];
    beginRanges(db, 'customers', ranges, async ([found = []]) => void prepared.push(found.map(({ id }) => id)));
    await waitFor(() => expect(prepared).toEqual([['c0000', 'c0001', 'c0002']]));
    await Promise.resolve();
    const { result, rerender } = renderHook(({ of }) => useRanges('customers', of), {
      wrapper,
      initialProps: { of: ranges },
    });
    expect(result.current?.[0]?.map(({ firstName }) => firstName)).toEqual(['Ad0', 'Ad1', 'Ad2']);
    await act(() => editDocument(db, 'customers', 'c0001', { firstName: 'Zeki' }));
    await waitFor(() => expect(result.current?.[0]?.map(({ firstName }) => firstName)).toEqual(['Ad0', 'Ad2', 'Zeki']));
    rerender({ of: from('~') });
    expect(result.current).toBeUndefined(); // never the range before
    await waitFor(() => expect(result.current).toEqual([[]]));
  });

  it('of as many ranges as Bugün follows are there at once for whoever comes back, as they are by then', async () => {
    const { db, wrapper } = await screens(office(2));
    const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const ranges = new Map(places.map((place) => [place, [{ field: 'sortKey', from: '', before: `~${place}` }]]));
    const useNames = (place: string) =>
      useRanges('customers', ranges.get(place)!)?.[0]?.map(({ firstName }) => firstName);
    const useToday = () => [useNames('a'), useNames('b'), useNames('c'), useNames('d'), useNames('e'), useNames('f')];
    const today = renderHook(useToday, { wrapper });
    await waitFor(() => expect(today.result.current).toEqual(Array(6).fill(['Ad0', 'Ad1'])));
    today.unmount();
    const calendar = renderHook(() => [useNames('g'), useNames('h')], { wrapper });
    await waitFor(() => expect(calendar.result.current).toEqual(Array(2).fill(['Ad0', 'Ad1'])));
    calendar.unmount();
    await act(() => editDocument(db, 'customers', 'c0001', { firstName: 'Zeki' }));
    const again = renderHook(useToday, { wrapper });
    expect(again.result.current).toEqual(Array(6).fill(['Ad0', 'Zeki']));
  });

  it('carry one of the four words', async () => {
    const made = office(0);
    const { db, wrapper } = await screens(made);
    const { result } = renderHook(() => useSyncStatus(), { wrapper });
    made.isReachable = false;
    await act(() => createDocument(db, 'customers', customerValues()));
    await waitFor(() => expect(result.current).toMatchObject({ waiting: 1, connection: 'offline' }));
    expect(recordState({ outbox: 'w1' }, result.current)).toBe('device');
    expect(recordState({ outbox: 'w1' }, { ...result.current, connection: 'online', phase: 'sending' })).toBe(
      'sending',
    );
    expect(recordState({ outbox: '' }, result.current)).toBe('office');
    expect(recordState({ outbox: 'r1' }, result.current)).toBe('attention');
    expect(recordState({ outbox: '', conflicted: 'c' }, result.current)).toBe('attention');
    expect(recordState({ outbox: '', conflicted: '' }, result.current)).toBe('office');
  });
});

describe('before the documents are open', () => {
  it('lists are loading, and are read once they are', async () => {
    const { db } = await screens(office(2));
    let generation = 0;
    const listeners = new Set<() => void>();
    const opening = Object.create(db, {
      generation: { get: () => generation },
      collections: {
        get: () => {
          if (generation === 0) throw new Error('not open');
          return db.collections;
        },
      },
      onGeneration: {
        value: (listener: () => void) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    }) as SahaDatabase;
    const { result } = renderHook(() => useDocuments('customers', { selector: {} }), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <DatabaseContext.Provider value={opening}>{children}</DatabaseContext.Provider>
      ),
    });
    expect(result.current).toBeUndefined();
    act(() => {
      generation = 1;
      for (const listener of listeners) listener();
    });
    await waitFor(() => expect(result.current).toHaveLength(2));
  });
});

describe('the customer list', { timeout: 40_000 }, () => {
  it('shows its first rows before the index is ready, then everything; searches and follows changes', async () => {
    const { db, wrapper, load } = await screens(office(250));
    const { result, rerender } = renderHook(({ text }) => useCustomerRows({ ...EVERYBODY, text }, 'name'), {
      wrapper,
      initialProps: { text: '' },
    });
    await waitFor(() => expect(result.current.rowAt(0)).toMatchObject({ firstName: 'Ad0' }));
    expect(result.current).toMatchObject({ ready: false, total: 100 });
    await load();
    await waitFor(() => expect(result.current).toMatchObject({ ready: true, total: 250 }));
    expect(result.current.rowAt(240)).toBeUndefined();
    act(() => result.current.loadRange(230, 250));
    await waitFor(() => expect(result.current.rowAt(249)).toMatchObject({ firstName: 'Ad99' }));
    expect(await result.current.indexOf('c0099')).toBe(249);

    rerender({ text: 'ad24' });
    expect(result.current.total).toBe(0); // not the rows of another search
    await waitFor(() => expect(result.current.total).toBe(11));
    await act(() => editDocument(db, 'customers', 'c0240', { firstName: 'Başka', email: '' }));
    await waitFor(() => expect(result.current.total).toBe(10));
  });

  it.each([
    ['its first rows', 3, false],
    ['none', 0, false],
    ['a failure to read them', 3, true],
  ] as const)('lets the documents come after %s', async (_, count, fails) => {
    const { db } = await screens(office(count));
    const begin = vi.fn(),
      holdBegin = vi.fn();
    const worker = fails
      ? {
          ready: false,
          version: 0,
          subscribe: () => () => undefined,
          ask: () => Promise.reject(new Error('the store is broken')),
        }
      : db.worker;
    const opening = Object.assign(Object.create(db) as SahaDatabase, { worker, begin, holdBegin });
    renderHook(() => useCustomerRows(EVERYBODY, 'name', { beforeDocuments: true }), {
      wrapper: ({ children }: { children: ReactNode }) => (
        <DatabaseContext.Provider value={opening}>{children}</DatabaseContext.Provider>
      ),
    });
    expect(holdBegin).toHaveBeenCalled();
    await waitFor(() => expect(begin).toHaveBeenCalled());
  });

  it('shows first rows in order without the removed, however many those are', async () => {
    const made = office(0);
    for (let at = 0; at < 260; at += 1) {
      const removed = at < 150 ? { deletedAt: '2026-11-20T09:00:00.000Z' } : {};
      made.write(
        'customers',
        `c${String(at).padStart(4, '0')}`,
        customerValues({ firstName: String(at).padStart(4, '0'), lastName: 'Çelik', ...removed }),
        makeStamp(at + 1, 0, OFFICE_DEVICE),
      );
    }
    const { wrapper } = await screens(made);
    const { result } = renderHook(() => useCustomerRows(EVERYBODY, 'name'), { wrapper });
    await waitFor(() => expect(result.current.total).toBe(100));
    expect([result.current.rowAt(0)?.firstName, result.current.rowAt(99)?.firstName]).toEqual(['0150', '0249']);
  });

  it('counts by facet and names duplicates', async () => {
    const { db, wrapper, load } = await screens(office(3));
    const { result } = renderHook(() => useFacetCounts(), { wrapper });
    expect(result.current).toBeNull();
    await load();
    await waitFor(() =>
      expect(result.current).toMatchObject({ total: 3, sources: { referral: 3 }, countryIds: { TR: 3 } }),
    );
    const found = await findDuplicates(db, { phone: '', email: 'M1@ornek.com', firstName: '', lastName: '' });
    expect(found.map(({ id }) => id)).toEqual(['c0001']);
  });
});
