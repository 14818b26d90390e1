/**
 * The loop that keeps this replica and the office equal. It runs in one tab (leadership.ts) and does one thing at a
 * time, so a push and a pull never cross: greet, send what waits, fetch what is new, compare now and then, and listen.
 * Whatever goes wrong is tried again later; nothing here ever throws away what a person typed.
 */

import { isServedBy, SYNC_ORDER, type CollectionName, holdsCustomers } from '../../../sync/collections/registry';
import type { ReplicaState } from '../replica-state';
import type { Identity, SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import type { DigestServer } from './check-digests';
import { Comparison, type DigestTimes } from './comparison';
import { FirstFilling, type FirstSync } from '../first-sync/first-filling';
import { FirstSyncProgress } from '../first-sync/first-sync-progress';
import { greetOffice } from './greet-office';
import { HeldCollections } from './held-collections';
import { OfficeClock } from './office-clock';
import { OfficeStream } from './office-stream';
import { pullCollection } from './pull-collection';
import { pushWaiting } from './push-waiting';
import { Retry } from './retry';
import { ServerRefusal, type SyncServer } from './sync-server';
import { statusAfterFailure, type LeaderStatus } from './sync-status';
import { WorkBelow } from './work-below';

/** A whole round at least this often, whatever the stream says. */
const ROUND_MS = 60_000;
/** Writes of one moment (an interaction and its customer) go together. */
const GATHER_WRITES_MS = 5;

export type EnginePorts = {
  collections: SahaCollections;
  server: SyncServer;
  replica: ReplicaState;
  clock: StampingClock;
  deviceLabel: string;
  /** Whose device this is. */
  me?: Pick<Identity, 'memberId' | 'role'>;
  onStatus: (change: Partial<LeaderStatus>) => void;
  /** Something failed that will be tried again; for whoever can mend it. */
  onError: (error: unknown) => void;
  /** Somebody else had deleted customers below whom work made here has arrived. */
  onBelowDeleted?: (customerIds: string[]) => void;
  firstSync: FirstSync | null;
  /** The most that one push carries, where it is not the wire's own limit. */
  maxPushRows?: number;
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
  #updateNeeded = false;
  #officeShapes = 0;
  #gather: ReturnType<typeof setTimeout> | null = null;
  #round: ReturnType<typeof setInterval> | null = null;
  #idle: Promise<void> = Promise.resolve();
  readonly #stopping = new AbortController();
  readonly #retry: Retry;
  readonly #officeClock: OfficeClock;
  readonly #progress: FirstSyncProgress;
  readonly #filling: FirstFilling;
  readonly #held: HeldCollections;
  readonly #comparison: Comparison;
  readonly #stream: OfficeStream;
  readonly #below: WorkBelow;

  constructor(private readonly ports: EnginePorts) {
    this.#retry = new Retry(ports.random, () => this.requestRound());
    this.#officeClock = new OfficeClock(ports);
    this.#progress = new FirstSyncProgress(ports.onStatus);
    this.#below = new WorkBelow(ports);
    this.#filling = new FirstFilling(ports, this.#progress, this.#stopping.signal);
    this.#held = new HeldCollections(ports.random, (names) => {
      for (const name of names) this.#wantsPull.add(name);
      if (!this.#retry.isFailing) this.#go();
    });
    this.#comparison = new Comparison(ports, {
      due: () => this.#go(),
      pull: (name) => this.#pull(name),
      officeShapes: () => this.#officeShapes,
      giveWay: () => this.#giveWay(),
    });
    this.#stream = new OfficeStream(ports.server, {
      event: (event) => this.#fetch(event.kind === 'resync' ? SYNC_ORDER : event.collections),
      // Whether it is the network or the server shows at the next request, and so does the person's "offline".
      interrupted: () => {
        this.ports.onStatus({ connection: 'unknown' });
        this.requestRound();
      },
      ended: (error) => this.#failed(error),
    });
  }

  start(): void {
    this.#round = setInterval(() => this.requestRound(), ROUND_MS);
    this.#go();
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#gather !== null) clearTimeout(this.#gather);
    if (this.#round !== null) clearInterval(this.#round);
    for (const part of [this.#retry, this.#held, this.#comparison, this.#stream]) part.stop();
    await this.#idle;
  }

  /** Something was written on this device. */
  requestPush(): void {
    this.#wantsPush = true;
    this.#gather ??= setTimeout(() => {
      this.#gather = null;
      this.#filling.noteWrite();
      if (!this.#retry.isFailing) this.#go();
    }, GATHER_WRITES_MS);
  }

  /** Everything from the beginning, now: the network came back, the tab was looked at again, a minute has passed. */
  requestRound(): void {
    this.#wantsPush = true;
    if (this.#retry.isFailing || this.#updateNeeded) this.#greeted = false;
    this.#fetch(SYNC_ORDER);
  }

  #fetch(names: readonly string[]): void {
    for (const name of SYNC_ORDER) if (names.includes(name)) this.#wantsPull.add(name);
    this.#go();
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  #go(): void {
    if (this.#running || this.#stopped) return;
    this.#retry.stop();
    this.#running = true;
    this.#idle = this.#run().finally(() => {
      this.#running = false;
      // What was asked for while the last round was coming to rest found it still running.
      const wantsMore =
        this.#wantsPush || ((this.#wantsPull.size > 0 || this.#comparison.isDue) && !this.#updateNeeded);
      if (wantsMore && !this.#retry.isFailing) this.#go();
    });
  }

  async #run(): Promise<void> {
    try {
      if (!this.#greeted) await this.#greet();
      for (;;) {
        if (this.#stopped) return;
        if (this.#wantsPush) await this.#push();
        if ((await this.#pullNext()) || this.#wantsPush) continue;
        if (this.#comparison.isDue && !this.#updateNeeded) await this.#comparison.run();
        if (!this.#wantsPush && (this.#wantsPull.size === 0 || this.#updateNeeded)) break;
      }
      await this.#rest();
    } catch (error) {
      if (!this.#stopped) this.#failed(error);
    }
  }

  async #greet(): Promise<void> {
    const { isUpdateNeeded, officeShapes } = await greetOffice(this.ports, this.#officeClock);
    this.#updateNeeded = isUpdateNeeded;
    this.#officeShapes = officeShapes;
    // One that is too new to serve this build says nothing of what it knows.
    if (!isUpdateNeeded) this.ports.onStatus({ officeShapes });
    this.#greeted = true;
    this.#succeeded();
  }

  async #push(): Promise<void> {
    this.#wantsPush = false;
    try {
      await pushWaiting({
        ...this.ports,
        ...(this.ports.maxPushRows !== undefined && { maxRows: this.ports.maxPushRows }),
        isServed: (name) => isServedBy(this.#officeShapes, name),
        onTaken: (customerIds) => this.#below.sent(customerIds),
        server: {
          push: (input) => {
            this.ports.onStatus({ phase: 'sending' });
            return this.ports.server.push(input);
          },
        },
      });
    } catch (error) {
      this.#wantsPush = true;
      throw error;
    }
    this.#succeeded();
  }

  /** Fetches the first collection that is wanted; false when none is. */
  async #pullNext(): Promise<boolean> {
    const next = this.#updateNeeded ? undefined : SYNC_ORDER.find((name) => this.#wantsPull.has(name));
    if (next === undefined) return false;
    this.#wantsPull.delete(next);
    if (!isServedBy(this.#officeShapes, next)) return true;
    try {
      await this.#pull(next);
    } catch (error) {
      this.#wantsPull.add(next);
      throw error;
    }
    return true;
  }

  async #pull(name: CollectionName): Promise<void> {
    const { replica, onStatus, server } = this.ports;
    const state = await replica.collection(name);
    if (!state.complete && !state.sweeping) {
      await this.#filling.expect(this.#officeShapes);
      if ((await this.#filling.fill(name, state, () => this.#pushWanted())) || this.#stopped) return;
    }
    let measuredMs = this.ports.clock.offsetMs;
    const pull: SyncServer['pull'] = async (input) => {
      if (state.complete) onStatus({ phase: 'receiving' });
      const { answer, offsetMs } = await this.#officeClock.measure(() => server.pull(input));
      measuredMs = offsetMs;
      return answer;
    };
    const { isHeld, keptSome } = await pullCollection(
      {
        ...this.ports,
        server: { pull },
        afterPage: async (received) => {
          this.#succeeded();
          if (!state.complete) this.#progress.received(received);
          await this.#noteServerClock(measuredMs);
          await this.#pushWanted();
          if (this.#stopped) throw new Error('stopped');
        },
      },
      name,
    );
    if (holdsCustomers(name)) await this.#below.customersFetched();
    this.#held.note(name, isHeld);
    if (!keptSome) return;
    this.#wantsPush = true;
    this.#wantsPull.add(name);
  }

  async #pushWanted(): Promise<void> {
    if (this.#wantsPush) await this.#push();
  }

  /**
   * What others changed does not wait for a comparison: it is told nothing of a difference that two pulls do not
   * resolve.
   */
  async #giveWay(): Promise<boolean> {
    while (!this.#wantsPush && !this.#stopped && (await this.#pullNext()));
    return this.#wantsPush || this.#stopped;
  }

  /**
   * Edits waiting here were stamped by the old correction, and the push that carries them says so; the clock is only
   * put right when nothing waits.
   */
  async #noteServerClock(offsetMs: number): Promise<void> {
    if (this.#officeClock.isOff(offsetMs) && !this.#wantsPush) await this.#officeClock.correct(offsetMs);
  }

  /** All is exchanged: say so, and listen. */
  async #rest(): Promise<void> {
    this.#progress.end();
    if (this.#updateNeeded) {
      this.ports.onStatus({ phase: 'update-needed', firstSync: null });
      return;
    }
    const lastSyncAt = new Date(this.ports.clock.nowMs()).toISOString();
    await this.ports.replica.saveFacts({ lastSyncAt });
    this.ports.onStatus({ connection: 'online', phase: 'resting', isStoreFull: false, lastSyncAt, firstSync: null });
    if (this.#stopped) return;
    this.#stream.open();
    this.#comparison.plan();
  }

  #succeeded(): void {
    this.#retry.succeeded();
    this.ports.onStatus({ connection: 'online' });
  }

  #failed(error: unknown): void {
    if (this.#stopped) return;
    this.#retry.failed();
    this.ports.onError(error);
    if (error instanceof ServerRefusal && error.isUpdateNeeded) this.#updateNeeded = true;
    if (error instanceof ServerRefusal && error.isSignedOut) this.#greeted = false;
    this.ports.onStatus(statusAfterFailure(error, this.#progress.isCounted));
  }
}
