/** A thread with devices in it and their ends of the wire. What it is asked for stands in `requests`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentFields } from '../../sync/collections/definition';
import {
  type CollectionName,
  WRITABLE_COLLECTIONS,
  type WritableCollectionName,
} from '../../sync/collections/registry';
import type { LocalDocument } from '../../sync/rules/local-document';
import type { Breakage } from './breakage';
import type { DeviceName, PersonName } from './cast';
import { OfficeEnd } from './office-end';
import { PersonAtWork } from './people-at-work';
import type { Damaged } from './damaged-store';
import { CALM, type Damage, type Edit, type Taken, type Weather } from './plan-schedule';
import { Random } from '../../prisma/factories/random';
import { SimulatedDevice, type RoundEnd } from './simulated-device';
import type { Settled, Typed } from './typed';
import type { Observations } from './unreliable-wire';

export type ThreadData = { databaseUrl: string; devices: readonly DeviceName[] };
export type DeviceReport = {
  documents: Record<CollectionName, LocalDocument[]>;
  typed: Typed[];
  settled: Settled[];
  observed: Observations;
  waiting: number;
  underWay: number;
};

const { databaseUrl, devices: names } = workerData as ThreadData;
const office = new OfficeEnd(databaseUrl);
const devices = new Map(names.map((name) => [name, new SimulatedDevice(name, office)]));
const people = new Map<DeviceName, PersonAtWork>();
const arrivals = new Map<DeviceName, Map<string, number>>();
const device = (name: DeviceName) => devices.get(name) as SimulatedDevice;
const person = (name: DeviceName) => people.get(name) as PersonAtWork;
let releaseCommits: () => void = () => undefined;

const requests = {
  async unpack(name: DeviceName): Promise<void> {
    await device(name).unpack();
  },
  async throwAway(name: DeviceName): Promise<void> {
    await device(name).throwAway();
  },
  async empty(name: DeviceName): Promise<void> {
    await device(name).empty();
  },

  /** A new schedule begins. */
  async begin(name: DeviceName, seed: number, weather: Weather, breakage: Breakage | null): Promise<void> {
    const it = device(name);
    it.random = new Random(seed);
    it.wire.weather = weather;
    it.wire.takeObservations();
    office.breakage = breakage;
    people.set(name, new PersonAtWork(it));
    it.typeMeanwhile = async () => {
      const all = (
        await Promise.all(
          (['customers', 'appointments'] as const).map(async (collection) =>
            (await it.readAll(collection)).map(({ id }) => ({ collection, id })),
          ),
        )
      ).flat();
      if (all.length === 0) return;
      // In the order of making, which is the same in every run.
      const { collection, id } = it.random.pick(all);
      await it.edit(collection, id, person(name).values(collection, [it.random.pick(['own', 'notes'] as const)]));
    };
  },
  async calm(name: DeviceName): Promise<void> {
    device(name).wire.weather = CALM;
  },
  async setWeather(name: DeviceName, weather: Weather): Promise<void> {
    device(name).wire.weather = weather;
  },
  async setClock(name: DeviceName, aheadMs: number): Promise<void> {
    device(name).aheadMs = aheadMs;
  },

  async createCustomer(name: DeviceName, owner: PersonName): Promise<string> {
    return device(name).create('customers', person(name).newCustomer(owner));
  },
  /** Null when the device does not hold the customer. */
  async createBelow(
    name: DeviceName,
    collection: 'appointments' | 'interactions',
    customerId: string,
    hours: number,
  ): Promise<string | null> {
    if ((await device(name).read('customers', customerId)) === null) return null;
    const values =
      collection === 'appointments'
        ? person(name).newAppointment(customerId, hours)
        : person(name).newInteraction(customerId, hours);
    return device(name).create(collection, values);
  },
  async type(
    name: DeviceName,
    collection: 'customers' | 'appointments',
    id: string,
    what: readonly Edit[],
  ): Promise<boolean> {
    return device(name).edit(collection, id, person(name).values(collection, what));
  },
  async settleCard(name: DeviceName, card: number, takes: Taken): Promise<void> {
    await device(name).settle(card, takes);
  },
  async create(name: DeviceName, collection: WritableCollectionName, values: DocumentFields): Promise<string> {
    return device(name).create(collection, values);
  },
  async edit(
    name: DeviceName,
    collection: WritableCollectionName,
    id: string,
    values: DocumentFields,
  ): Promise<boolean> {
    return device(name).edit(collection, id, values);
  },
  async round(name: DeviceName, how: { hear: boolean; alone: boolean; crashBefore: number | null }): Promise<RoundEnd> {
    const it = device(name);
    it.wire.alone = how.alone;
    return it.round(how.hear ? [...WRITABLE_COLLECTIONS] : null, how.crashBefore);
  },
  async arriveLate(name: DeviceName, at: number): Promise<void> {
    device(name).wire.alone = false;
    await device(name).wire.arriveLate(at);
  },
  async underWay(name: DeviceName): Promise<number> {
    return device(name).wire.underWay.length;
  },
  async retryAll(name: DeviceName): Promise<void> {
    await device(name).retryAll();
  },
  async discardAll(name: DeviceName): Promise<void> {
    await device(name).discardAll();
  },
  /** How many records of the device's store, those of removed documents too, hold a text. */
  async searchStore(name: DeviceName, marker: string): Promise<number> {
    return device(name).countInStore(marker);
  },
  async restart(name: DeviceName): Promise<void> {
    await device(name).restart();
  },
  async expectRestore(name: DeviceName): Promise<void> {
    await device(name).expectRestore();
  },
  async damage(name: DeviceName, what: Damage, only: string | null = null): Promise<Damaged | null> {
    return device(name).damage.strike(what, only);
  },
  /** From now on it is noted when a document was first stored. */
  async watchArrivals(name: DeviceName): Promise<void> {
    const noted = new Map<string, number>();
    arrivals.set(name, noted);
    device(name).life.onStored = (ids) => {
      for (const id of ids) if (!noted.has(id)) noted.set(id, Date.now());
    };
  },
  async takeArrivals(name: DeviceName): Promise<[id: string, atMs: number][]> {
    device(name).life.onStored = null;
    return [...(arrivals.get(name) ?? [])];
  },
  async readOne(name: DeviceName, collection: CollectionName, id: string): Promise<LocalDocument | null> {
    return device(name).read(collection, id);
  },
  async failWrites(name: DeviceName, oneIn: number): Promise<void> {
    const it = device(name);
    // Every so-many-th durable write, by chance; 0: none.
    it.life.failsWrite = () => oneIn > 0 && it.random.below(oneIn) === 0;
  },
  async report(name: DeviceName): Promise<DeviceReport> {
    const it = device(name);
    const documents = {} as DeviceReport['documents'];
    for (const collection of ['members', 'countries', ...WRITABLE_COLLECTIONS] as const)
      documents[collection] = await it.readAll(collection);
    return {
      documents,
      typed: it.typed.slice(),
      settled: it.settled.slice(),
      observed: it.wire.takeObservations(),
      waiting: await it.countWaiting(),
      underWay: it.wire.underWay.length,
    };
  },
  /** What came and went since the last time it was asked, what still waits to be sent, and what was refused. */
  async quiet(name: DeviceName): Promise<{ waiting: number; pulled: number; wrote: number; refused: number }> {
    const it = device(name);
    const { pulled } = it.wire.observed;
    it.wire.observed.pulled = 0;
    return {
      waiting: await it.countWaiting(),
      pulled,
      wrote: it.wire.takeWrote(),
      refused: (await it.refused()).length,
    };
  },

  async forgetMembers(): Promise<void> {
    office.forgetMembers();
  },
  async forgetCalls(): Promise<void> {
    office.forgetCalls();
  },
  async holdCommits(): Promise<void> {
    office.holdCommits = new Promise((resolve) => {
      releaseCommits = resolve;
    });
  },
  async releaseCommits(): Promise<void> {
    office.holdCommits = null;
    releaseCommits();
  },
  async close(): Promise<void> {
    for (const it of devices.values()) await it.throwAway();
    await office.close();
  },
};
export type Requests = typeof requests;
export type Request = { n: number; name: keyof Requests; args: unknown[]; step: number; nowMs: number };

parentPort?.on('message', (request: Request) => {
  office.nowMs = request.nowMs;
  for (const it of devices.values()) it.step = request.step;
  const work = requests[request.name] as (...args: unknown[]) => Promise<unknown>;
  work(...request.args).then(
    (value) => parentPort?.postMessage({ n: request.n, value }),
    (error: unknown) =>
      parentPort?.postMessage({
        n: request.n,
        error: error instanceof Error ? `${error.stack ?? error.message}` : String(error),
      }),
  );
});
