/** One tablet: the app's own store, writing, engine and clock; only the network, the disk and the hour are ours. */
import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { DocumentFields } from '../../sync/collections/definition';
import {
  SYNC_ORDER,
  type CollectionName,
  WRITABLE_COLLECTIONS,
  type WritableCollectionName,
} from '../../sync/collections/registry';
import { openCards, type LocalDocument } from '../../sync/rules/local-document';
import { rewriteDocuments } from '../../app/database/rewrite-documents';
import type { ReplicaState } from '../../app/database/replica-state';
import { type SahaCollections, type SahaDatabase } from '../../app/database/saha-database';
import { collectionsToAdd } from '../../app/database/schemas';
import { StampingClock } from '../../app/database/stamping-clock';
import { toLocal, type AnyStored } from '../../app/database/stored-document';
import { createDocument, discardRefused, editDocument, retryRefused, settleConflict } from '../../app/database/write';
import { SyncEngine } from '../../app/database/replication/sync-engine';
import type { LeaderStatus } from '../../app/database/replication/sync-status';
import type { DigestServer } from '../../app/database/replication/check-digests';
import { deviceNamed, PEOPLE, type DeviceName, type DeviceRole, type Person } from './cast';
import { same } from './check-writes';
import { DamagedStore } from './damaged-store';
import { memoryReplicaState } from './memory-replica-state';
import { Life, mortalCollections, mortalState } from './mortal-store';
import type { OfficeEnd } from './office-end';
import type { Taken } from './plan-schedule';
import { Random } from '../../prisma/factories/random';
import { blindTo, dropPending, spoilPush } from './spoiled-client';
import type { Settled, Typed } from './typed';
import { UnreliableWire } from './unreliable-wire';

export type RoundEnd = 'rested' | 'failed' | 'crashed';
/** So long that no retry of the engine's own ever comes: rounds happen when the schedule says. */
const NEVER_RETRY = 2_000;
/** A comparison right after the first exchange of every run of the app, and no other. */
const CHECK_AT_START = { firstMs: 0, everyMs: 60 * 60_000 };
/** A push carries so many at most, from one start to the next: work of a few rows also goes in several requests. */
const PUSH_ROWS = [1_000, 1, 2, 3];
const ROUND_PATIENCE_MS = 30_000;

export class SimulatedDevice {
  readonly role: DeviceRole<DeviceName>;
  readonly wire: UnreliableWire;
  readonly typed: Typed[] = [];
  readonly settled: Settled[] = [];
  step = 0;
  aheadMs = 0;
  random = new Random(0);
  /** Types something while a push is under way; set by whoever plans what people do. */
  typeMeanwhile: () => Promise<void> = async () => undefined;
  #rx!: RxDatabase<SahaCollections>;
  #state!: ReplicaState;
  #life!: Life;
  #engine!: SyncEngine;
  #clock!: StampingClock;
  #roundEnded: (end: RoundEnd) => void = () => undefined;
  /** This run of the app has still to compare itself with the office. */
  #isCheckDue = false;
  #starts = 0;
  readonly damage = new DamagedStore(this);

  constructor(
    name: DeviceName,
    private readonly office: OfficeEnd,
  ) {
    this.role = deviceNamed(name);
    this.wire = new UnreliableWire({
      office,
      device: this.role,
      random: () => this.random,
      meanwhile: () => this.typeMeanwhile(),
      spoil: (input, breakage) => spoilPush(input, breakage, { office, collections: this.#rx.collections }),
      unexpectedRepair: (input) => this.damage.unexpectedRepair(input),
    });
  }

  /** A tablet out of its box; the office knows its name. */
  async unpack(): Promise<void> {
    this.#state = memoryReplicaState({ deviceId: this.role.deviceId });
    this.#rx = await createRxDatabase<SahaCollections>({
      name: `prove-${this.role.name}`,
      storage: getRxStorageMemory(),
      multiInstance: false,
      eventReduce: true,
    });
    await this.#rx.addCollections(collectionsToAdd() as never);
    await this.startApp();
  }

  async throwAway(): Promise<void> {
    this.#life.end();
    await this.#rx.remove();
    this.#forget();
  }

  /** A new run of the app over what the last one stored. */
  async startApp(): Promise<void> {
    const facts = await this.#state.facts();
    const life = new Life(() => {
      void this.#engine.stop();
      this.#roundEnded('crashed');
    });
    this.#life = life;
    this.#clock = new StampingClock({ offsetMs: facts.clockOffsetMs, deviceId: facts.deviceId }, () => this.nowMs);
    const person: Person = PEOPLE[this.role.person];
    const server = this.wire.connect(() => !life.isOver);
    this.#isCheckDue = this.office.breakage !== 'no-digests';
    this.#engine = new SyncEngine({
      collections: mortalCollections(this.#rx.collections, life),
      replica: mortalState(this.#state, life),
      clock: this.#clock,
      server: {
        ...server,
        pull: async (input) => {
          const page = await server.pull(input);
          if (this.office.breakage === 'master-wins')
            await dropPending(
              this.collection(input.collection),
              page.documents.map(({ id }) => id),
            );
          return this.office.breakage === 'skew' ? { ...page, serverNowMs: this.nowMs } : page;
        },
      },
      me: { memberId: person.id, role: person.role },
      ...(this.#isCheckDue ? { digests: { server: this.#digestServer(server), times: CHECK_AT_START } } : {}),
      deviceLabel: 'prove',
      firstSync: null,
      maxPushRows: PUSH_ROWS[(this.#starts += 1) % PUSH_ROWS.length] as number,
      nowMs: () => this.nowMs,
      random: () => NEVER_RETRY,
      onError: (error) => {
        if (!life.isOver && !isExpected(error))
          this.wire.observed.errors.push(`${this.role.name}: ${String(error)} ${String((error as Error).cause ?? '')}`);
      },
      onStatus: (change) => {
        if (!life.isOver) this.#heardStatus(change);
      },
    });
  }

  #digestServer(server: DigestServer): DigestServer {
    return this.office.breakage === 'blind-digests'
      ? blindTo('notes', server, { office: this.office, customers: this.collection('customers') })
      : server;
  }

  /** The app is ended, whatever it was doing, and opened again. */
  async restart(): Promise<void> {
    this.#life.end();
    await this.startApp();
  }

  /** The office is put back to a backup: what it has no longer is only promised where it still waits here. */
  async expectRestore(): Promise<void> {
    for (const write of this.typed) {
      const local = await this.read(write.collection, write.id);
      const waits = Object.values(local?.sync.pending ?? {}).some(
        ({ values }) => write.field in values && same(values[write.field], write.value),
      );
      if (!waits) write.mayBeGone = true;
    }
    for (const one of this.settled) one.mayBeBack = true;
  }

  get nowMs(): number {
    return this.office.nowMs + this.aheadMs;
  }
  get life(): Life {
    return this.#life;
  }
  get state(): ReplicaState {
    return this.#state;
  }

  /** What screens are given; it is written to in the run that is alive. */
  get database(): SahaDatabase {
    return {
      collections: mortalCollections(this.#rx.collections, this.#life),
      clock: this.#clock,
      deviceId: this.#clock.deviceId,
      reopen: () => Promise.reject(new Error('the store was lost')),
    } as unknown as SahaDatabase;
  }

  collection(name: CollectionName): RxCollection {
    return this.#rx.collections[name] as unknown as RxCollection;
  }

  async create(collection: WritableCollectionName, values: DocumentFields): Promise<string> {
    if (this.#life.isOver) await this.startApp();
    const id = await createDocument(this.database, collection, values as never);
    for (const [field, value] of Object.entries(values)) this.#note(collection, id, field, value, null);
    return id;
  }

  /** False when the device does not hold the document. */
  async edit(collection: WritableCollectionName, id: string, values: DocumentFields): Promise<boolean> {
    if (this.#life.isOver) await this.startApp();
    const before = await this.read(collection, id);
    if (before === null) return false;
    await editDocument(this.database, collection, id, values);
    for (const [field, value] of Object.entries(values))
      if (before.fields[field] !== value) this.#note(collection, id, field, value, before.fields[field]);
    return true;
  }

  /**
   * Decides about the `at`-th of the cards that are open on this device, in the order of making; not at all where there
   * is none.
   */
  async settle(at: number, takes: Taken): Promise<void> {
    if (this.#life.isOver) await this.startApp();
    const open = (
      await Promise.all(
        (['customers', 'appointments'] as const).map(async (collection) =>
          (await this.readAll(collection)).flatMap((document) =>
            openCards(document.sync).map((card) => ({ collection, document, card })),
          ),
        ),
      )
    ).flat();
    const chosen = open[at % Math.max(1, open.length)];
    if (chosen === undefined) return;
    const { collection, document: before, card } = chosen;
    const { id } = before;
    const joined =
      card.unit === 'notes'
        ? { notes: `${String(before.fields['notes'])}\n${String(card.hidden.values['notes'])}` }
        : card.hidden.values;
    const values = takes === 'shown' ? {} : takes === 'hidden' ? card.hidden.values : joined;
    await settleConflict(this.database, collection, id, card.id, values as never);
    this.settled.push({ step: this.step, device: this.role.name, collection, id, card });
    for (const [field, value] of Object.entries(values))
      if (before.fields[field] !== value) this.#note(collection, id, field, value, before.fields[field]);
  }

  async read(collection: CollectionName, id: string): Promise<LocalDocument | null> {
    const [stored] = await this.collection(collection).storageInstance.findDocumentsById([id], false);
    return stored === undefined ? null : toLocal(stored as unknown as AnyStored);
  }

  async readAll(collection: CollectionName): Promise<LocalDocument[]> {
    const found = await this.collection(collection).find().exec();
    return found.map((document) => toLocal(document.toJSON() as AnyStored));
  }

  /**
   * One round of the engine; of everything, or after `hear`ing that these collections changed. A crashed app is started
   * first. With `crashBefore` the app dies instead of its so many-th durable write of the round.
   */
  async round(hear: string[] | null, crashBefore: number | null = null): Promise<RoundEnd> {
    if (this.#life.isOver) await this.startApp();
    const life = this.#life;
    life.writesLeft = crashBefore;
    let patience: ReturnType<typeof setTimeout> | undefined;
    const ended = new Promise<RoundEnd>((resolve, reject) => {
      this.#roundEnded = resolve;
      patience = setTimeout(() => reject(new Error(`${this.role.name}: a round never ended`)), ROUND_PATIENCE_MS);
    });
    if (hear === null || !this.wire.tell(hear)) this.#engine.requestRound();
    try {
      return await ended;
    } finally {
      clearTimeout(patience);
      life.writesLeft = null;
    }
  }

  async refused(): Promise<{ collection: WritableCollectionName; document: LocalDocument }[]> {
    const found = await Promise.all(
      WRITABLE_COLLECTIONS.map(async (collection) =>
        (await this.readAll(collection))
          .filter(({ sync }) => sync.outbox.startsWith('r'))
          .map((document) => ({ collection, document })),
      ),
    );
    return found.flat();
  }

  async retryAll(): Promise<void> {
    if (this.#life.isOver) await this.startApp();
    for (const { collection, document } of await this.refused())
      await retryRefused(this.database, collection, document.id);
  }

  async discardAll(): Promise<void> {
    for (const { collection, document } of await this.refused())
      await discardRefused(this.database, collection, document.id);
  }

  async countInStore(marker: string): Promise<number> {
    let count = 0;
    for (const name of SYNC_ORDER) {
      const { internals } = this.collection(name).storageInstance as unknown as {
        internals: { documents: Map<string, unknown> };
      };
      for (const record of internals.documents.values()) if (JSON.stringify(record).includes(marker)) count += 1;
    }
    return count;
  }

  async countWaiting(): Promise<number> {
    let count = 0;
    for (const name of WRITABLE_COLLECTIONS)
      count += (await this.readAll(name)).filter(({ sync }) => sync.outbox.startsWith('w')).length;
    return count;
  }

  /** Everything written since the last schedule is forgotten, here as in the office. */
  async empty(): Promise<void> {
    for (const name of WRITABLE_COLLECTIONS) {
      const collection = this.collection(name);
      const ids = (await this.readAll(name)).map(({ id }) => id);
      if (ids.length > 0) await rewriteDocuments(collection, ids, () => null);
      await collection.storageInstance.cleanup(0);
    }
    this.#forget();
  }

  #forget(): void {
    this.typed.length = 0;
    this.settled.length = 0;
    this.wire.underWay.length = 0;
    this.wire.takeObservations();
    this.aheadMs = 0;
    this.damage.forget();
  }

  #note(collection: WritableCollectionName, id: string, field: string, value: unknown, saw: unknown): void {
    this.typed.push({
      step: this.step,
      device: this.role.name,
      collection,
      id,
      field,
      value,
      saw,
      atMs: this.office.nowMs,
    });
  }

  #heardStatus(change: Partial<LeaderStatus>): void {
    if (change.phase === 'resting' && change.lastSyncAt !== undefined) {
      // The comparison follows at once and ends in a rest of its own.
      if (!this.#isCheckDue) this.#roundEnded('rested');
      this.#isCheckDue = false;
      return;
    }
    const isCut = change.connection !== undefined && change.connection !== 'online';
    if (change.phase !== undefined && (isCut || change.isStoreFull === true)) this.#roundEnded('failed');
  }
}

/** What the network and the disk of a proof do on purpose. */
const isExpected = (error: unknown) =>
  /Failed to fetch|QuotaExceededError|the store refused a document/.test(String(error));
