/**
 * One tab with the app's own store, leadership and synchronisation, over the store it shares with the other tabs of its
 * browser.
 */
import 'fake-indexeddb/auto';
import { StoreWorker } from '../../app/database/store-worker/store-worker';
import { documentStorage, openRxDatabase } from '../../app/database/rxdb-internals/open-rx-database';
import { openReplicaState } from '../../app/database/replica-state';
import { startSynchronising } from '../../app/database/replication/start-synchronising';
import { SyncStatusStore } from '../../app/database/replication/sync-status';
import type { SahaDatabase } from '../../app/database/saha-database';
import { databaseName } from '../../app/database/rxdb-internals/store-names';
import { StampingClock } from '../../app/database/stamping-clock';
import { moveStore } from '../../app/database/store-move/move-store';
import { workerInProcess } from '../../app/database/test/worker-in-process';
import { isServedBy, SYNC_ORDER } from '../../sync/collections/registry';
import { PEOPLE, type PersonName } from './cast';
import type { OfficeEnd } from './office-end';
import { officeServer } from './office-server';
import type { VirtualTab } from './tabs';

export type TabOfAPerson = {
  readonly tab: VirtualTab;
  readonly db: SahaDatabase;
  readonly status: SyncStatusStore;
  duringPush: (when: 'request' | 'answer') => void;
  leave(): Promise<void>;
  close(): Promise<void>;
};

/** Two tabs are in one process, where RxDB opens 13 collections: they are of a build that knows fewer. */
const FEWER_SHAPES = 2;
const FEWER = SYNC_ORDER.filter((name) => isServedBy(FEWER_SHAPES, name));

/** `place` tells the tabs of a browser apart: RxDB opens a database once per page. */
export async function openTab(
  tab: VirtualTab,
  place: string,
  person: PersonName,
  office: OfficeEnd,
): Promise<TabOfAPerson> {
  const { id, role, teamId } = PEOPLE[person];
  const me = { memberId: id, fullName: person, email: `${person}@ornek.example`, role, teamId: teamId ?? '' };
  const rx = await openRxDatabase(
    databaseName(id),
    Object.assign(documentStorage(), { name: `dexie-in-tab-${place}` }),
    FEWER,
  );
  // Nobody writes a country: nothing is ever found there of what these do not know.
  for (const one of SYNC_ORDER) rx.collections[one] ??= rx.collections.countries as never;
  office.clientShapes = FEWER_SHAPES;
  const replica = await openReplicaState(id);
  const pushed = (when: 'request' | 'answer') => async (call: string) => {
    await tab.running();
    if (call === 'push') opened.duringPush(when);
    await tab.running();
  };
  const whole = officeServer(office, id, { before: pushed('request'), after: pushed('answer') });
  const server: typeof whole = {
    ...whole,
    hello: async (input) => ({ ...(await whole.hello(input)), shapes: FEWER_SHAPES }),
  };
  const worker = new StoreWorker(workerInProcess(() => server));
  await moveStore({ databaseName: rx.name, replica, worker, onProgress: () => undefined });
  const facts = await replica.facts();
  const clock = new StampingClock({ offsetMs: facts.clockOffsetMs, deviceId: facts.deviceId });
  const status = new SyncStatusStore();
  const synchronising = startSynchronising({
    me,
    rx,
    replica,
    clock,
    status,
    worker,
    server,
    onStoreLost: () => undefined,
    tab,
  });
  const db = {
    me,
    collections: rx.collections,
    rx,
    clock,
    status,
    generation: 0,
    isOvertaken: false,
    get deviceId() {
      return clock.deviceId;
    },
    reopen: () => Promise.reject(new Error('the store was lost')),
  } as unknown as SahaDatabase;
  const opened: TabOfAPerson = {
    tab,
    db,
    status,
    duringPush: () => undefined,
    leave: () => synchronising.stop(),
    async close() {
      // What a dead tab waits for never comes.
      await Promise.race([
        synchronising.stop(),
        new Promise((resolve) => {
          setTimeout(resolve, 50);
        }),
      ]);
      worker.close();
      await rx.close();
      replica.close();
    },
  };
  return opened;
}

/** Everything this browser holds. */
export async function emptyBrowser(): Promise<void> {
  for (const { name } of await indexedDB.databases())
    await new Promise((resolve) => {
      const request = indexedDB.deleteDatabase(name ?? '');
      request.onsuccess = resolve;
      request.onerror = resolve;
      request.onblocked = resolve; // goes when whoever has it open lets it go
    });
}
