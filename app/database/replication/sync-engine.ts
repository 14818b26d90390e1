/**
 * The loop that keeps this replica and the office equal. It runs in one tab (leadership.ts) and does one thing at a time,
 * so a push and a pull never cross: greet, send what waits, fetch what is new, then listen. Whatever goes wrong is tried
 * again later; nothing here ever throws away what a person typed.
 */
import type { RxCollection } from 'rxdb';
import type { CollectionName } from '../../../sync/collections/definition';
import type { HelloOutput, PullOutput, StreamEvent } from '../../../sync/protocol/messages';
import { SYNC_ORDER } from '../../../sync/collections/registry';
import type { ReplicaState } from '../replica-state';
import type { Identity, SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import { checkDigests, type DigestServer } from './check-digests';
import { FirstSyncProgress } from './first-sync-progress';
import { HeldCollections } from './held-collections';
import { holdsRemains, pullCollection } from './pull-collection';
import { pushWaiting } from './push-waiting';
import { ServerRefusal, type SyncServer } from './sync-server';
import type { LeaderStatus } from './sync-status';

/** A whole round at least this often, whatever the stream says. */
const ROUND_MS = 60_000;
/** Writes of one moment (an interaction and its customer) go together. */
const GATHER_WRITES_MS = 5;
const FIRST_RETRY_MS = 500;
/** Seldom enough for the battery; often enough that nobody waits long after the office is back. */
const LAST_RETRY_MS = 5_000;
/** A clock that is off by less is left alone, so that it does not jump with every answer's travelling time. */
const CLOCK_TOLERANCE_MS = 250;

/** Whether replica and office are equal is asked some time after the first exchange, and then every hour (§10). */
export const DIGEST_TIMES: DigestTimes = { firstMs: 8_000, everyMs: 60 * 60_000 };
/** The check gave way to something more urgent. */
const CHECK_AGAIN_MS = 60_000;

export type DigestTimes = { readonly firstMs: number; readonly everyMs: number };

/** Fills an empty collection quicker than pulling does; resolves to false when pulling must do it after all. */
export type FirstSync = (
  collection: CollectionName, onPage: (received: number, serverNowMs: number) => void, signal: AbortSignal,
  /** Ends after so many pages; the next one goes on where this ended. */
  maxPages?: number,
) => Promise<boolean>;

export type EnginePorts = {
  collections: SahaCollections; server: SyncServer; replica: ReplicaState; clock: StampingClock;
  deviceLabel: string;
  /** Whose device this is. */
  me?: Pick<Identity, 'memberId' | 'role'>;
  onStatus: (change: Partial<LeaderStatus>) => void;
  /** Something failed that will be tried again; for whoever can mend it. */
  onError: (error: unknown) => void;
  firstSync: FirstSync | null;
  /** Left out, nothing is compared. */
  digests?: { server: DigestServer; times: DigestTimes };
  nowMs: () => number;
  random: () => number;
};

export class SyncEngine {
  #greeted = false;
  #wantsPush = true;
  readonly #wantsPull = new Set<CollectionName>(SYNC_ORDER);
  #running = false;
  #stopped = false;
  #failures = 0;
  #updateNeeded = false;
  #wantsCheck = false;
  #check: ReturnType<typeof setTimeout> | null = null;
  #wake: ReturnType<typeof setTimeout> | null = null;
  #gather: ReturnType<typeof setTimeout> | null = null;
  #round: ReturnType<typeof setInterval> | null = null;
  #closeStream: (() => void) | null = null;
  #writeArrived: (() => void) | null = null;
  readonly #abort = new AbortController();
  readonly #firstSync: FirstSyncProgress;
  readonly #held: HeldCollections;
  #idle: Promise<void> = Promise.resolve();

  constructor(private readonly ports: EnginePorts) {
    this.#firstSync = new FirstSyncProgress(ports.onStatus);
    this.#held = new HeldCollections(ports.random, (names) => {
      for (const name of names) this.#wantsPull.add(name);
      if (this.#failures === 0) this.#go();
    });
  }

  start(): void {
    this.#round = setInterval(() => this.requestRound(), ROUND_MS);
    this.#go();
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#abort.abort();
    for (const timer of [this.#wake, this.#gather, this.#check]) if (timer !== null) clearTimeout(timer);
    if (this.#round !== null) clearInterval(this.#round);
    this.#held.stop();
    this.#closeStream?.();
    this.#closeStream = null;
    await this.#idle;
  }

  /** Something was written on this device. */
  requestPush(): void {
    this.#wantsPush = true;
    this.#gather ??= setTimeout(() => {
      this.#gather = null;
      this.#writeArrived?.();
      if (this.#failures === 0) this.#go();
    }, GATHER_WRITES_MS);
  }

  /** Everything from the beginning, now: the network came back, the tab was looked at again, a minute has passed. */
  requestRound(): void {
    this.#wantsPush = true;
    for (const name of SYNC_ORDER) this.#wantsPull.add(name);
    if (this.#failures > 0 || this.#updateNeeded) this.#greeted = false;
    this.#go();
  }

  #go(): void {
    if (this.#running || this.#stopped) return;
    if (this.#wake !== null) clearTimeout(this.#wake);
    this.#wake = null;
    this.#running = true;
    this.#idle = this.#run().finally(() => {
      this.#running = false;
      // What was asked for while the last round was coming to rest found it still running.
      if (this.#failures === 0 && (this.#wantsPush || ((this.#wantsPull.size > 0 || this.#wantsCheck) && !this.#updateNeeded))) this.#go();
    });
  }

  async #run(): Promise<void> {
    try {
      if (!this.#greeted) await this.#greet();
      for (;;) {
        if (this.#stopped) return;
        if (this.#wantsPush) await this.#push();
        if (await this.#pullNext() || this.#wantsPush) continue;
        if (this.#wantsCheck && !this.#updateNeeded) await this.#compare();
        if (!this.#wantsPush && (this.#wantsPull.size === 0 || this.#updateNeeded)) break;
      }
      await this.#rest();
    } catch (error) {
      if (!this.#stopped) this.#failed(error);
    }
  }

  /** Fetches the first collection that is wanted; false when none is. */
  async #pullNext(): Promise<boolean> {
    const next = this.#updateNeeded ? undefined : SYNC_ORDER.find((name) => this.#wantsPull.has(name));
    if (next === undefined) return false;
    this.#wantsPull.delete(next);
    try {
      await this.#pull(next);
    } catch (error) {
      this.#wantsPull.add(next);
      throw error;
    }
    return true;
  }

  async #greet(): Promise<void> {
    const { clock, replica } = this.ports;
    const askedAtMs = this.ports.nowMs();
    try {
      const hello = await this.#introduce(clock.deviceId === '' ? null : clock.deviceId);
      if (clock.deviceId !== hello.deviceId) {
        await replica.saveFacts({ deviceId: hello.deviceId });
        clock.nameDevice(hello.deviceId);
        await this.#correctClock(hello.serverNowMs - (askedAtMs + this.ports.nowMs()) / 2);
      }
      this.#updateNeeded = false;
    } catch (error) {
      // A build that is too old may still hand in what it holds (§8).
      if (!(error instanceof ServerRefusal && error.isUpdateNeeded) || clock.deviceId === '') throw error;
      this.#updateNeeded = true;
    }
    this.#greeted = true;
    this.#succeeded();
  }

  /**
   * The office knows this device's name as somebody else's, as it may after a restore: it takes a new one, and what waits
   * is stamped with that before it goes (push-waiting.ts). Never without having said whose device it is: the session
   * might be another person's.
   */
  async #introduce(deviceId: string | null): Promise<HelloOutput> {
    const { server, deviceLabel, me } = this.ports;
    const whose = me === undefined ? {} : { memberId: me.memberId };
    try {
      return await server.hello({ deviceId, deviceLabel, ...whose });
    } catch (error) {
      if (!(error instanceof ServerRefusal) || error.code !== 'sync.deviceForeign' || deviceId === null || me === undefined) throw error;
      return server.hello({ deviceId: null, deviceLabel, ...whose });
    }
  }

  async #push(): Promise<void> {
    this.#wantsPush = false;
    try {
      await pushWaiting({ ...this.ports, server: { push: (input) => {
        this.ports.onStatus({ phase: 'sending' });
        return this.ports.server.push(input);
      } } });
    } catch (error) {
      this.#wantsPush = true;
      throw error;
    }
    this.#succeeded();
  }

  async #pull(name: CollectionName): Promise<void> {
    const { replica, firstSync, onStatus } = this.ports;
    const state = await replica.collection(name);
    if (!state.complete && !state.sweeping) await this.#expectFirstSync();
    let askedAtMs = this.ports.nowMs();
    if (!state.complete && !state.sweeping && firstSync !== null && !(await holdsRemains(this.ports.collections[name] as unknown as RxCollection, state))) {
      const filled = firstSync(name, (received) => this.#firstSync.received(received), this.#abort.signal);
      // The worker fetches and stores; what is typed meanwhile is sent from here without waiting for it.
      for (let finished = false; !finished;) {
        finished = await Promise.race([filled.then(() => true), this.#nextWrite()]);
        if (!finished && this.#wantsPush) await this.#push();
      }
      if (this.#stopped) return;
      if (await filled) return;
    }
    const pull: EnginePorts['server']['pull'] = async (input): Promise<PullOutput> => {
      if (state.complete) onStatus({ phase: 'receiving' });
      askedAtMs = this.ports.nowMs();
      return this.ports.server.pull(input);
    };
    const { isHeld } = await pullCollection({ ...this.ports, server: { pull }, afterPage: async (received, serverNowMs) => {
      this.#succeeded();
      if (!state.complete) this.#firstSync.received(received);
      await this.#noteServerClock(serverNowMs - (askedAtMs + this.ports.nowMs()) / 2);
      if (this.#wantsPush) await this.#push();
      if (this.#stopped) throw new Error('stopped');
    } }, name);
    this.#held.note(name, isHeld);
  }

  #nextWrite(): Promise<false> {
    return new Promise((resolve) => { this.#writeArrived = () => resolve(false); });
  }

  async #expectFirstSync(): Promise<void> {
    if (this.#firstSync.isCounted) return;
    await this.#firstCustomers();
    const { server, replica } = this.ports;
    this.#firstSync.expect(await Promise.all(SYNC_ORDER.map(async (name) => {
      const [count, { complete }] = await Promise.all([server.count(name), replica.collection(name)]);
      return { count, isHere: complete };
    })));
  }

  /** On a new device somebody waits before an empty list: some customers come before everything else. */
  async #firstCustomers(): Promise<void> {
    const { replica, firstSync, collections } = this.ports;
    if (firstSync === null || this.#updateNeeded) return;
    const state = await replica.collection('customers');
    if (state.complete || state.sweeping || state.checkpoint !== null || await holdsRemains(collections.customers as unknown as RxCollection, state)) return;
    await firstSync('customers', (received) => this.#firstSync.received(received), this.#abort.signal, 1);
  }

  /**
   * Edits waiting here were stamped by the old correction, and the push that carries them says so; the clock is only put
   * right when nothing waits.
   */
  async #noteServerClock(offsetMs: number): Promise<void> {
    if (Math.abs(offsetMs - this.ports.clock.offsetMs) > CLOCK_TOLERANCE_MS && !this.#wantsPush) await this.#correctClock(offsetMs);
  }

  async #correctClock(offsetMs: number): Promise<void> {
    this.ports.clock.correct(offsetMs);
    await this.ports.replica.saveFacts({ clockOffsetMs: this.ports.clock.offsetMs });
  }

  /** All is exchanged: say so, and listen. */
  async #rest(): Promise<void> {
    this.#firstSync.end();
    if (this.#updateNeeded) {
      this.ports.onStatus({ phase: 'update-needed', firstSync: null });
      return;
    }
    const lastSyncAt = new Date(this.ports.clock.nowMs()).toISOString();
    await this.ports.replica.saveFacts({ lastSyncAt });
    this.ports.onStatus({ phase: 'resting', lastSyncAt, firstSync: null });
    if (this.#closeStream === null && !this.#stopped) this.#listen();
    this.#compareIn((this.ports.digests?.times.firstMs ?? 0) * (1 + this.ports.random()));
  }

  /** The next comparison; one that is planned already stays planned. */
  #compareIn(waitMs: number): void {
    if (this.ports.digests === undefined || this.#check !== null || this.#stopped) return;
    this.#check = setTimeout(() => {
      this.#wantsCheck = true;
      this.#go();
    }, waitMs);
  }

  /** §10: only reached with nothing to send and nothing to fetch; gives way to what comes up. */
  async #compare(): Promise<void> {
    const { digests, collections, clock, replica } = this.ports;
    this.#wantsCheck = false;
    if (digests === undefined) return;
    let nextMs = digests.times.everyMs;
    // What others changed does not wait for it: it is told nothing of a difference that two pulls do not settle.
    const giveWay = async () => {
      while (!this.#wantsPush && !this.#stopped && await this.#pullNext());
      return this.#wantsPush || this.#stopped;
    };
    try {
      for (const name of SYNC_ORDER) {
        if (!(await replica.collection(name)).complete) continue;
        const result = await giveWay() ? 'interrupted' : await checkDigests({
          collection: collections[name] as unknown as RxCollection, server: digests.server, deviceId: clock.deviceId, giveWay, pull: () => this.#pull(name),
        });
        if (result === 'interrupted') {
          nextMs = Math.min(CHECK_AGAIN_MS, nextMs);
          break;
        }
      }
    } catch (error) {
      // An office that cannot compare yet is no reason to stop working with it.
      if (!(error instanceof ServerRefusal) || error.isSignedOut || error.isUpdateNeeded) throw error;
      this.ports.onError(error);
    } finally {
      this.#check = null;
      this.#compareIn(nextMs * (1 + this.ports.random() / 10));
    }
  }

  #listen(): void {
    const close = this.ports.server.stream({
      event: (event) => this.#heard(event),
      // Whether it is the network or the server shows at the next request, and so does the person's "offline".
      interrupted: () => this.requestRound(),
      ended: (error) => {
        close();
        if (this.#closeStream !== close) return;
        this.#closeStream = null;
        this.#failed(error);
      },
    });
    this.#closeStream = close;
  }

  #heard(event: StreamEvent): void {
    const changed: readonly string[] = event.kind === 'resync' ? SYNC_ORDER : event.collections;
    for (const name of SYNC_ORDER) if (changed.includes(name)) this.#wantsPull.add(name);
    this.#go();
  }

  #succeeded(): void {
    this.#failures = 0;
    this.ports.onStatus({ connection: 'online' });
  }

  #failed(error: unknown): void {
    if (this.#stopped) return;
    this.#failures += 1;
    this.ports.onError(error);
    if (error instanceof ServerRefusal) {
      if (error.isUpdateNeeded) this.#updateNeeded = true;
      if (error.isSignedOut) this.#greeted = false;
      const phase = error.isRevoked ? 'revoked' as const : error.isSignedOut ? 'signed-out' as const : error.isUpdateNeeded ? 'update-needed' as const : 'resting' as const;
      this.ports.onStatus({ connection: 'online', phase });
    } else {
      this.ports.onStatus({ connection: 'offline', phase: this.#firstSync.isCounted ? 'first-sync' : 'resting' });
    }
    const waitMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(10, this.#failures - 1)) * (0.5 + this.ports.random() / 2);
    if (this.#wake !== null) clearTimeout(this.#wake);
    this.#wake = setTimeout(() => {
      this.#wake = null;
      this.requestRound();
    }, waitMs);
  }
}
