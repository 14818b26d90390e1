/** Puts the engine into a browser tab: leadership among tabs, the status they share, the moments that ask for a round. */
import type { RxDatabase } from 'rxdb';
import type { Subscription } from 'rxjs';
import { isConnectionLost } from '../database-error';
import type { DirectoryClient } from '../directory/directory-client';
import type { ReplicaState } from '../replica-state';
import { WRITABLE_COLLECTIONS, type Identity, type SahaCollections } from '../saha-database';
import { storeName } from '../schemas';
import type { StampingClock } from '../stamping-clock';
import { countOutbox } from './count-outbox';
import { deviceLabel } from './device-label';
import { tabLeadership } from './leadership';
import { firstSyncInWorker } from './first-sync';
import { rerunQueries } from './rerun-queries';
import type { DigestServer } from './check-digests';
import { DIGEST_TIMES, SyncEngine } from './sync-engine';
import type { SyncServer } from './sync-server';
import type { LeaderStatus, SyncStatusStore } from './sync-status';

/** Nothing heard from the leading tab for this long, while this one is looked at: it is frozen, take over. */
const LEADER_SILENT_MS = 150_000;
const WATCH_MS = 15_000;

export type Synchronising = { syncNow(): void; stop(): Promise<void> };
type Ports = {
  me: Identity; rx: RxDatabase<SahaCollections>; replica: ReplicaState; clock: StampingClock; status: SyncStatusStore;
  directory: DirectoryClient; server: SyncServer & DigestServer;
  /** The browser dropped the connection to the store. */
  onStoreLost: () => void;
};
type TabMessage =
  | { kind: 'status'; status: LeaderStatus; deviceId: string; clockOffsetMs: number }
  | { kind: 'filled'; collection: keyof SahaCollections }
  | { kind: 'tell' } | { kind: 'sync-now' };

export function startSynchronising({ me, rx, replica, clock, status, directory, server, onStoreLost }: Ports): Synchronising {
  const stopping = new AbortController();
  const channel = new BroadcastChannel(`saha-sync-${me.memberId}`);
  const leadership = tabLeadership(`saha-sync-${me.memberId}`);
  let engine: SyncEngine | null = null;
  let heardAtMs = Date.now();
  const say = (message: TabMessage) => { if (!stopping.signal.aborted) channel.postMessage(message); };
  const sayStatus = () => {
    const { connection, phase, lastSyncAt, firstSync } = status.get();
    say({ kind: 'status', status: { connection, phase, lastSyncAt, firstSync }, deviceId: clock.deviceId, clockOffsetMs: clock.offsetMs });
  };

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === 'status') {
      heardAtMs = Date.now();
      if (engine !== null) return;
      status.update(data.status);
      if (clock.deviceId === '') clock.nameDevice(data.deviceId);
      clock.correct(data.clockOffsetMs);
    } else if (data.kind === 'filled') {
      rerunQueries(rx.collections[data.collection]);
      if (data.collection === 'customers') void directory.ask('load', { storeName: storeName(rx.name, 'customers') });
    } else if (engine !== null) {
      if (data.kind === 'sync-now') engine.requestRound();
      sayStatus();
    }
  };
  say({ kind: 'tell' });

  leadership.lead(async (signal) => {
    const leading = new SyncEngine({
      collections: rx.collections, server, replica, clock, me, deviceLabel: deviceLabel(navigator),
      firstSync: firstSyncInWorker({ directory, collections: rx.collections, replica, clock, databaseName: rx.name, onFilled: (collection) => {
        rerunQueries(rx.collections[collection]);
        say({ kind: 'filled', collection });
      } }),
      digests: { server, times: DIGEST_TIMES },
      onStatus: (change) => {
        status.update(change);
        sayStatus();
      },
      onError: (error) => { if (isConnectionLost(error)) onStoreLost(); },
      nowMs: Date.now, random: Math.random,
    });
    engine = leading;
    leading.start();
    await new Promise<void>((resolve) => { signal.addEventListener('abort', () => resolve(), { once: true }); });
    engine = null;
    await leading.stop();
  }, stopping.signal);

  const subscriptions: Subscription[] = WRITABLE_COLLECTIONS.map((name) => rx.collections[name].eventBulks$.subscribe((bulk) => {
    if (engine !== null && bulk.events.some((event) => (event.documentData as { outbox?: string }).outbox?.startsWith('w'))) engine.requestPush();
  }));
  subscriptions.push(countOutbox(rx.collections, status, me.memberId));

  const syncNow = () => {
    if (engine !== null) engine.requestRound();
    else say({ kind: 'sync-now' });
  };
  const onVisible = () => { if (document.visibilityState === 'visible') syncNow(); };
  const onOffline = () => status.update({ connection: 'offline' });
  window.addEventListener('online', syncNow);
  window.addEventListener('offline', onOffline);
  window.addEventListener('pageshow', syncNow);
  document.addEventListener('visibilitychange', onVisible);
  const watch = setInterval(() => {
    if (engine !== null) sayStatus();
    else if (document.visibilityState === 'visible' && Date.now() - heardAtMs > LEADER_SILENT_MS) {
      heardAtMs = Date.now();
      leadership.takeOver();
    }
  }, WATCH_MS);

  return {
    syncNow,
    async stop() {
      stopping.abort();
      clearInterval(watch);
      window.removeEventListener('online', syncNow);
      window.removeEventListener('offline', onOffline);
      window.removeEventListener('pageshow', syncNow);
      document.removeEventListener('visibilitychange', onVisible);
      for (const subscription of subscriptions) subscription.unsubscribe();
      await engine?.stop();
      channel.close();
    },
  };
}
