/**
 * Puts the engine into a browser tab: leadership among tabs, the status they share, the moments that ask for a round.
 */
import { WRITABLE_COLLECTIONS } from '../../../sync/collections/registry';
import type { RxDatabase } from 'rxdb';
import type { Subscription } from 'rxjs';
import { isConnectionLost } from '../database-error';
import type { StoreWorker } from '../store-worker/store-worker';
import type { ReplicaState } from '../replica-state';
import { type Identity, type SahaCollections } from '../saha-database';
import { storeName } from '../rxdb-internals/store-names';
import type { StampingClock } from '../stamping-clock';
import { countOutbox } from './count-outbox';
import { tabLeadership } from './leadership';
import { firstSyncInWorker } from '../first-sync/first-sync';
import { rerunQueries } from '../rxdb-internals/rerun-queries';
import type { DigestServer } from './check-digests';
import { DIGEST_TIMES } from './comparison';
import { SyncEngine } from './sync-engine';
import type { SyncServer } from './sync-server';
import { browserTab, type Tab } from './tab';
import type { LeaderStatus, SyncStatusStore } from './sync-status';
import { changesOf } from '../rxdb-internals/changes-of';

/**
 * A tab that is looked at asks the leading one this often whether it is there; a hidden one still answers, a frozen one
 * does not.
 */
const WATCH_MS = 5_000;
/** Without an answer for this long it takes over: whoever looks at a screen waits 30 s at most. */
const LEADER_SILENT_MS = 20_000;

export type Synchronising = { syncNow(): void; stop(): Promise<void> };
type SynchronisingPorts = {
  me: Identity;
  rx: RxDatabase<SahaCollections>;
  replica: ReplicaState;
  clock: StampingClock;
  status: SyncStatusStore;
  worker: StoreWorker;
  server: SyncServer & DigestServer;
  /** The browser dropped the connection to the store. */
  onStoreLost: () => void;
  onBelowDeleted?: (customerIds: string[]) => void;
  tab?: Tab;
};
type TabMessage =
  | { kind: 'status'; status: LeaderStatus; deviceId: string; clockOffsetMs: number }
  | { kind: 'filled'; collection: keyof SahaCollections }
  | { kind: 'tell' }
  | { kind: 'sync-now' };

export function startSynchronising({
  me,
  rx,
  replica,
  clock,
  status,
  worker,
  server,
  onStoreLost,
  onBelowDeleted = () => undefined,
  tab = browserTab(),
}: SynchronisingPorts): Synchronising {
  const stopping = new AbortController();
  worker.onSilent(() => status.update({ connection: 'offline' }));
  const channel = tab.channel<TabMessage>(`saha-sync-${me.memberId}`);
  const leadership = tabLeadership(`saha-sync-${me.memberId}`, tab.locks);
  let engine: SyncEngine | null = null;
  let heardAtMs = tab.nowMs();
  const say = (message: TabMessage) => {
    if (!stopping.signal.aborted) channel.post(message);
  };
  const sayStatus = () => {
    const { connection, isStoreFull, phase, lastSyncAt, officeShapes, firstSync } = status.get();
    say({
      kind: 'status',
      status: { connection, isStoreFull, phase, lastSyncAt, officeShapes, firstSync },
      deviceId: clock.deviceId,
      clockOffsetMs: clock.offsetMs,
    });
  };

  channel.onMessage((data) => {
    if (data.kind === 'status') {
      heardAtMs = tab.nowMs();
      if (engine !== null) return;
      status.update(data.status);
      if (clock.deviceId === '') clock.nameDevice(data.deviceId);
      clock.correct(data.clockOffsetMs);
    } else if (data.kind === 'filled') {
      rerunQueries(rx.collections[data.collection]);
      if (data.collection === 'customers') void worker.ask('load', { storeName: storeName(rx.name, 'customers') });
    } else if (engine !== null) {
      if (data.kind === 'sync-now') engine.requestRound();
      sayStatus();
    }
  });
  say({ kind: 'tell' });

  leadership.lead(async (signal) => {
    const leading = new SyncEngine({
      collections: rx.collections,
      server,
      replica,
      clock,
      me,
      deviceLabel: tab.label,
      firstSync: firstSyncInWorker({
        worker,
        collections: rx.collections,
        replica,
        clock,
        databaseName: rx.name,
        onFilled: (collection) => {
          rerunQueries(rx.collections[collection]);
          say({ kind: 'filled', collection });
        },
      }),
      digests: { server, times: DIGEST_TIMES },
      onBelowDeleted,
      onStatus: (change) => {
        status.update(change);
        sayStatus();
      },
      onError: (error) => {
        if (isConnectionLost(error)) onStoreLost();
      },
      nowMs: Date.now,
      random: Math.random,
    });
    engine = leading;
    leading.start();
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    engine = null;
    await leading.stop();
  }, stopping.signal);

  const subscriptions: Subscription[] = WRITABLE_COLLECTIONS.map((name) =>
    changesOf(rx.collections[name]).subscribe((bulk) => {
      if (
        engine !== null &&
        bulk.events.some((event) => (event.documentData as { outbox?: string }).outbox?.startsWith('w'))
      )
        engine.requestPush();
    }),
  );
  subscriptions.push(countOutbox(rx.collections, status, me.memberId));

  const syncNow = () => {
    if (engine !== null) engine.requestRound();
    else say({ kind: 'sync-now' });
  };
  const stopListening = [
    tab.on('online', syncNow),
    tab.on('offline', () => status.update({ connection: 'offline' })),
    tab.on('shown', () => {
      heardAtMs = tab.nowMs(); // a hidden tab does not ask
      syncNow();
    }),
    tab.every(WATCH_MS, () => {
      if (engine !== null) sayStatus();
      else if (!tab.isVisible()) heardAtMs = tab.nowMs();
      else if (tab.nowMs() - heardAtMs > LEADER_SILENT_MS) {
        heardAtMs = tab.nowMs();
        leadership.takeOver();
      } else say({ kind: 'tell' });
    }),
  ];

  return {
    syncNow,
    async stop() {
      stopping.abort();
      for (const stop of stopListening) stop();
      for (const subscription of subscriptions) subscription.unsubscribe();
      await engine?.stop();
      channel.close();
    },
  };
}
