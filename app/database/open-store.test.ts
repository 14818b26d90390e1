// @vitest-environment happy-dom
/** What the screens are told of a store as it is opened, and while its line is dead. */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addBelowDeleted } from './below-deleted';
import { StoreWorker } from './store-worker/store-worker';
import { noteUnsent } from './lost-work';
import { openStore, type OpenStore } from './open-store';
import { openReplicaState } from './replica-state';
import { SyncStatusStore } from './replication/sync-status';
import { StampingClock } from './stamping-clock';
import { newMember } from './test/devices';
import { OfficeInMemory } from './test/office-in-memory';
import { MEMBER, until } from './test/replica';
import { workerInProcess } from './test/worker-in-process';

const cleanUp: (() => unknown)[] = [];
/** The office never begins to answer: each call waits until it is broken off. */
const waiting: (() => void)[] = [];
const ask = () =>
  new Promise<Response>((_, reject) => {
    waiting.push(() => reject(new TypeError('Failed to fetch')));
  });
beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('fetch', ask);
});
afterEach(async () => {
  vi.useRealTimers();
  for (const clean of cleanUp.splice(0).reverse()) await clean();
  vi.unstubAllGlobals();
});

async function open(memberId = newMember()): Promise<{ status: SyncStatusStore; store: OpenStore }> {
  const status = new SyncStatusStore();
  const replica = await openReplicaState(memberId);
  const worker = new StoreWorker(workerInProcess(() => new OfficeInMemory().connect()));
  const nobody = () => undefined;
  const store = await openStore({
    me: { ...MEMBER, memberId },
    replica,
    clock: new StampingClock({ offsetMs: 0, deviceId: '' }),
    status,
    worker,
    onStoreLost: nobody,
    onMoving: nobody,
    onOvertaken: nobody,
    onDeleted: nobody,
  });
  cleanUp.push(
    () => replica.close(),
    () => worker.close(),
    async () => {
      const stopped = store.stop();
      for (const breakOff of waiting.splice(0)) breakOff();
      await stopped;
    },
  );
  return { status, store };
}

it('an empty store in which something had waited says what was lost with it', async () => {
  const memberId = newMember();
  noteUnsent(memberId, 3);
  expect((await open(memberId)).status.get().lost).toBe(3);
});

it('an empty store in which nothing had waited has lost nothing', async () => {
  expect((await open()).status.get().lost).toBe(0);
});

it('work below a customer who was deleted is told after a reload too, and when another tab hears of it', async () => {
  const memberId = newMember();
  addBelowDeleted(memberId, ['one']);
  const { status } = await open(memberId);
  expect(status.get().belowDeleted).toEqual(['one']);
  addBelowDeleted(memberId, ['two']);
  window.dispatchEvent(new StorageEvent('storage', { key: `saha.belowDeleted.${memberId}` }));
  expect(status.get().belowDeleted).toEqual(['one', 'two']);
});

it('a line on which nobody answers for ten seconds is offline, and never called the office', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  const { status } = await open();
  await until('it has asked', () => waiting.length > 0);
  expect(status.get().connection).toBe('unknown');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(status.get().connection).toBe('offline');
});
