import type { RxCollection } from 'rxdb';
import { SYNC_ORDER, type CollectionName } from '../../../sync/collections/registry';
import type { ReplicaState } from '../replica-state';
import type { SahaCollections } from '../saha-database';
import type { StampingClock } from '../stamping-clock';
import { checkDigests, type DigestServer } from './check-digests';
import { ServerRefusal } from './sync-server';

export type DigestTimes = { readonly firstMs: number; readonly everyMs: number };

/** Whether replica and office are equal is asked some time after the first exchange, and then every hour. */
export const DIGEST_TIMES: DigestTimes = { firstMs: 8_000, everyMs: 60 * 60_000 };
/** It gave way to something more urgent. */
const AGAIN_MS = 60_000;

type ComparisonPorts = {
  collections: SahaCollections;
  replica: ReplicaState;
  clock: StampingClock;
  random: () => number;
  onError: (error: unknown) => void;
  /** Left out, nothing is compared. */
  digests?: { server: DigestServer; times: DigestTimes };
};
type Engine = {
  /** The time has come; `run` is to be called when nothing is to be sent or fetched. */
  due: () => void;
  pull: (name: CollectionName) => Promise<void>;
  /** What the office knows of fields and collections (SHAPES), as it said last. */
  officeShapes: () => number;
  /** Does what is urgent and takes little time; true when more than that came up. */
  giveWay: () => Promise<boolean>;
};

/**
 * When the replica is compared with the office (sync/README.md §10): one comparison is planned at a time, and it gives
 * way to what comes up.
 */
export class Comparison {
  #isDue = false;
  #isStopped = false;
  #planned: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly ports: ComparisonPorts,
    private readonly engine: Engine,
  ) {}

  get isDue(): boolean {
    return this.#isDue;
  }

  /** All is exchanged; one that is planned already stays planned. */
  plan(): void {
    this.#planIn((this.ports.digests?.times.firstMs ?? 0) * (1 + this.ports.random()));
  }

  stop(): void {
    this.#isStopped = true;
    if (this.#planned !== null) clearTimeout(this.#planned);
  }

  /** Compares all collections that are here, and mends them. Throws when the office cannot be asked. */
  async run(): Promise<void> {
    const { digests, replica } = this.ports;
    this.#isDue = false;
    if (digests === undefined) return;
    let nextMs = digests.times.everyMs;
    try {
      for (const name of SYNC_ORDER) {
        if (!(await replica.collection(name)).complete) continue;
        if (await this.#compare(name, digests.server)) continue;
        nextMs = Math.min(AGAIN_MS, nextMs);
        break;
      }
    } catch (error) {
      // An office that cannot compare yet is no reason to stop working with it.
      if (!(error instanceof ServerRefusal) || error.isSignedOut || error.isUpdateNeeded) throw error;
      this.ports.onError(error);
    } finally {
      this.#planned = null;
      this.#planIn(nextMs * (1 + this.ports.random() / 10));
    }
  }

  /** False when it gave way. */
  async #compare(name: CollectionName, server: DigestServer): Promise<boolean> {
    const { giveWay, pull } = this.engine;
    if (await giveWay()) return false;
    const result = await checkDigests({
      collection: this.ports.collections[name] as unknown as RxCollection,
      server,
      deviceId: this.ports.clock.deviceId,
      shapes: this.engine.officeShapes(),
      giveWay,
      pull: () => pull(name),
    });
    return result !== 'interrupted';
  }

  #planIn(waitMs: number): void {
    if (this.ports.digests === undefined || this.#planned !== null || this.#isStopped) return;
    this.#planned = setTimeout(() => {
      this.#isDue = true;
      this.engine.due();
    }, waitMs);
  }
}
