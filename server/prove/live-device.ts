/** One tablet on a real network, by the real clock: the app's own store in memory, writing, engine and connection. */
import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import {
  COLLECTIONS,
  SYNC_ORDER,
  type CollectionName,
  WRITABLE_COLLECTIONS,
  type WritableCollectionName,
} from '../../sync/collections/registry';
import { SHAPES } from '../../sync/protocol/version';
import { digestBuckets } from '../../sync/rules/digest';
import { isWaiting, type LocalDocument } from '../../sync/rules/local-document';
import { type SahaCollections, type SahaDatabase } from '../../app/database/saha-database';
import { collectionsToAdd } from '../../app/database/schemas';
import { StampingClock } from '../../app/database/stamping-clock';
import { toLocal, type AnyStored } from '../../app/database/stored-document';
import { createDocument, editDocument } from '../../app/database/write';
import { DIGEST_TIMES } from '../../app/database/replication/comparison';
import { SyncEngine } from '../../app/database/replication/sync-engine';
import { PEOPLE, type DeviceRole, type Person } from './cast';
import { openStream } from './live-stream';
import { memoryReplicaState } from './memory-replica-state';
import { PersonAtWork } from './people-at-work';
import { Random } from '../../prisma/factories/random';
import { connect, type ServerConnection } from './server-process';
import type { Typed } from './typed';

export type LiveDeviceData = {
  readonly role: DeviceRole;
  readonly origin: string;
  readonly token: string;
  readonly seed: number;
  readonly opsPerSecond: number;
  /** What only this device edits one field of, and what everybody writes to. */
  readonly ownCustomer: string;
  readonly customers: readonly string[];
};
export type LiveReport = { documents: Record<CollectionName, LocalDocument[]>; typed: Typed[]; errors: string[] };

export class LiveDevice {
  readonly aheadMs = 0;
  readonly #typed: Typed[] = [];
  readonly #errors: string[] = [];
  readonly #random: Random;
  readonly #person: PersonAtWork;
  #rx!: RxDatabase<SahaCollections>;
  #engine!: SyncEngine;
  #clock!: StampingClock;
  #server!: ServerConnection;
  #working: Promise<void> = Promise.resolve();
  #isWorking = false;

  constructor(private readonly data: LiveDeviceData) {
    this.#random = new Random(data.seed);
    this.#person = new PersonAtWork(this);
  }

  get role(): DeviceRole {
    return this.data.role;
  }
  get nowMs(): number {
    return Date.now();
  }

  async open(): Promise<void> {
    const { role, origin, token } = this.data;
    this.#rx = await createRxDatabase<SahaCollections>({
      name: `live-${role.deviceId}`,
      storage: getRxStorageMemory(),
      multiInstance: false,
      eventReduce: true,
    });
    await this.#rx.addCollections(collectionsToAdd() as never);
    this.#clock = new StampingClock({ offsetMs: 0, deviceId: role.deviceId });
    this.#server = connect(origin, token);
    const me: Person = PEOPLE[role.person];
    this.#engine = new SyncEngine({
      collections: this.#rx.collections,
      replica: memoryReplicaState({ deviceId: role.deviceId }),
      clock: this.#clock,
      me: { memberId: me.id, role: me.role },
      server: { ...this.#server, stream: (listener) => openStream(origin, token, listener) },
      digests: { server: this.#server, times: DIGEST_TIMES },
      deviceLabel: 'prove',
      firstSync: null,
      nowMs: Date.now,
      random: Math.random,
      onStatus: () => undefined,
      onError: (error) => {
        if (!isOutage(error)) this.#errors.push(`${role.name}: ${String(error)}`);
      },
    });
    for (const name of WRITABLE_COLLECTIONS) {
      this.collection(name).eventBulks$.subscribe((bulk) => {
        if (bulk.events.some(({ documentData }) => isWaiting((documentData as AnyStored).outbox)))
          this.#engine.requestPush();
      });
    }
    this.#engine.start();
  }

  collection(name: CollectionName): RxCollection {
    return this.#rx.collections[name] as unknown as RxCollection;
  }

  /** A person goes on typing until `rest`. */
  work(): void {
    this.#isWorking = true;
    this.#working = (async () => {
      while (this.#isWorking) {
        await this.#typeSomething();
        await new Promise((resolve) => {
          setTimeout(resolve, (this.#random.between(50, 150) * 10) / this.data.opsPerSecond);
        });
      }
    })();
  }

  async rest(): Promise<void> {
    this.#isWorking = false;
    await this.#working;
  }

  async countWaiting(): Promise<number> {
    const counts = await Promise.all(
      WRITABLE_COLLECTIONS.map((name) =>
        this.collection(name)
          .count({ selector: { outbox: { $gt: '' } } })
          .exec(),
      ),
    );
    return counts.reduce((a, b) => a + b, 0);
  }

  /**
   * Collections in which this device holds something else than the office would send it, or of which nothing could be
   * learnt.
   */
  async differing(): Promise<CollectionName[]> {
    const found: CollectionName[] = [];
    for (const collection of SYNC_ORDER) {
      const buckets = await this.#server.digest({ collection, deviceId: this.role.deviceId }).then(
        (answer) => answer.buckets,
        () => null,
      );
      const own = digestBuckets(
        (await this.#readAll(collection))
          .filter(({ fields }) => (fields['deletedAt'] ?? '') === '')
          .map(({ id, fields, sync }) => ({ id, fields, ...sync })),
        { definition: COLLECTIONS[collection], shapes: SHAPES },
      );
      if (buckets === null || own.some((sum, at) => sum !== buckets[at])) found.push(collection);
    }
    return found;
  }

  async report(): Promise<LiveReport> {
    const documents = {} as LiveReport['documents'];
    for (const name of SYNC_ORDER) documents[name] = await this.#readAll(name);
    return { documents, typed: this.#typed, errors: this.#errors };
  }

  async close(): Promise<void> {
    await this.#engine.stop();
    await this.#rx.remove();
  }

  async #readAll(name: CollectionName): Promise<LocalDocument[]> {
    return (await this.collection(name).find().exec()).map((document) => toLocal(document.toJSON() as AnyStored));
  }

  async #typeSomething(): Promise<void> {
    const { ownCustomer, customers } = this.data;
    const kind = this.#random.below(100);
    const customer = this.#random.pick(customers);
    if (kind < 40) await this.#edit(ownCustomer, { city: this.#person.values('customers', ['notes'])['notes'] });
    else if (kind < 65) await this.#edit(customer, this.#person.values('customers', ['notes']));
    else if (kind < 90) await this.#create('interactions', this.#person.newInteraction(customer, kind));
    else await this.#create('customers', this.#person.newCustomer('ayse'));
  }

  async #edit(id: string, values: Readonly<Record<string, unknown>>): Promise<void> {
    const before = (await this.collection('customers').findOne(id).exec())?.toJSON() as AnyStored | undefined;
    if (before === undefined) return; // not here yet
    await editDocument(this.#database, 'customers', id, values);
    for (const [field, value] of Object.entries(values)) this.#note('customers', id, field, value, before[field]);
  }

  async #create(collection: WritableCollectionName, values: Readonly<Record<string, unknown>>): Promise<void> {
    const id = await createDocument(this.#database, collection, values as never);
    for (const [field, value] of Object.entries(values)) this.#note(collection, id, field, value, null);
  }

  #note(collection: WritableCollectionName, id: string, field: string, value: unknown, saw: unknown): void {
    this.#typed.push({ step: Date.now(), device: this.role.name, collection, id, field, value, saw, atMs: Date.now() });
  }

  get #database(): SahaDatabase {
    return {
      collections: this.#rx.collections,
      clock: this.#clock,
      deviceId: this.role.deviceId,
      reopen: () => Promise.reject(new Error('the store was lost')),
    } as unknown as SahaDatabase;
  }
}

/** What a broken network and a server that is away look like from a device. */
const isOutage = (error: unknown) =>
  /fetch failed|Failed to fetch|terminated|the stream (ended|was refused: 50)|timeout|server\.(failed|unavailable)|sync\.busy|other side closed/i.test(
    `${String(error)} ${String((error as Error).cause ?? '')}`,
  );
