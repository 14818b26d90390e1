/**
 * The wire between a device and the office: the calls the client really makes, answered by the real server, with
 * everything a network does to them. It reads along: what a person may not see must not even be sent.
 */
import type { PullOutput, PushInput, PushOutput, WireDocument } from '../../sync/protocol/messages';
import type { DigestServer } from '../../app/database/replication/check-digests';
import type { StreamListener, SyncServer } from '../../app/database/replication/sync-server';
import type { Breakage } from './breakage';
import { PEOPLE, SECRET, type DeviceRole } from './cast';
import type { OfficeEnd } from './office-end';
import { CALM, type Weather } from './plan-schedule';
import type { Random } from '../../prisma/factories/random';

export type Observations = {
  pushes: number;
  pulled: number;
  dropped: number;
  lostAnswers: number;
  duplicates: number;
  compared: number;
  mended: number;
  leaks: string[];
  errors: string[];
};
type WirePorts = {
  office: OfficeEnd;
  device: DeviceRole;
  random: () => Random;
  /** Runs while a push is under way: applied, but not yet answered. */
  meanwhile: () => Promise<void>;
  /** What a broken client would send instead. */
  spoil: (input: PushInput, breakage: Breakage) => Promise<PushInput>;
  /** Says why a repair is not to be expected; null: this device's store was damaged there. */
  unexpectedRepair: (input: Parameters<DigestServer['repair']>[0]) => string | null;
};

export class UnreliableWire {
  weather: Weather = CALM;
  /** Nothing else happens in the office while this device speaks to it, so what it may see cannot change on the way. */
  alone = false;
  /** Requests that are still on their way. */
  readonly underWay: PushInput[] = [];
  observed: Observations = fresh();
  /** How often this device has written to the office since somebody last asked. */
  #wrote = 0;
  #listener: StreamListener | null = null;

  constructor(private readonly ports: WirePorts) {}

  takeObservations(): Observations {
    const taken = this.observed;
    this.observed = fresh();
    return taken;
  }

  takeWrote(): number {
    const wrote = this.#wrote;
    this.#wrote = 0;
    return wrote;
  }

  /** Says that something changed, as the live stream does; false when the device does not listen. */
  tell(collections: string[]): boolean {
    this.#listener?.event({ kind: 'changed', collections });
    return this.#listener !== null;
  }

  /** A request that everybody gave up on reaches the office after all. Its answer goes nowhere. */
  async arriveLate(at: number): Promise<void> {
    const [input] = this.underWay.splice(at % Math.max(1, this.underWay.length), 1);
    if (input === undefined) return;
    this.observed.duplicates += 1;
    await this.#send(input).catch(() => undefined);
  }

  connect(isAlive: () => boolean): SyncServer & DigestServer {
    const { office, device } = this.ports;
    const me = PEOPLE[device.person].id;
    // A device that crashed neither sends nor hears anything.
    const living = async <T>(work: () => Promise<T>): Promise<T> => {
      if (!isAlive()) return never();
      const result = await work().catch((error: unknown) => (isAlive() ? Promise.reject(error as Error) : never<T>()));
      return isAlive() ? result : never();
    };
    return {
      hello: (input) => living(() => this.#through(() => office.call(me, (caller) => caller.sync.hello(input)))),
      pull: (input) =>
        living(async () => {
          const page = await this.#through(() => office.call(me, (caller) => caller.sync.pull(input)));
          this.observed.pulled += page.documents.length + page.gone.length;
          await this.#readAlong(input.collection, page.documents);
          return page;
        }),
      push: (input) => living(() => this.#push(input)),
      digest: (input) =>
        living(() => {
          this.observed.compared += 1;
          return this.#through(() => office.call(me, (caller) => caller.sync.digest(input)));
        }),
      digestOf: (input) => living(() => this.#through(() => office.call(me, (caller) => caller.sync.digestOf(input)))),
      repair: (input) =>
        living(() => {
          const why = this.ports.unexpectedRepair(input);
          if (why !== null) this.observed.errors.push(why);
          return this.#through(async () => {
            const answer = await office.call(me, (caller) => caller.sync.repair(input));
            this.#wrote += 1;
            this.observed.mended += answer.rewritten + input.removed;
            return answer;
          });
        }),
      count: (collection) =>
        living(async () => (await office.call(me, (caller) => caller.sync.count({ collection }))).count),
      stream: (listener) => {
        this.#listener = listener;
        return () => {
          if (this.#listener === listener) this.#listener = null;
        };
      },
    };
  }

  async #push(given: PushInput): Promise<PushOutput> {
    const {
      weather,
      ports: { office, random, meanwhile, spoil },
    } = this;
    const input = office.breakage === null ? given : await spoil(given, office.breakage);
    this.observed.pushes += 1;
    this.#wrote += 1;
    if (random().chance(weather.delay)) {
      this.underWay.push(structuredClone(input));
      return lost();
    }
    if (random().chance(weather.drop)) return this.#drop();
    const answer = await this.#send(input);
    if (random().chance(weather.editMeanwhile)) await meanwhile();
    if (random().chance(weather.duplicate)) this.underWay.push(structuredClone(input));
    else if (random().chance(weather.duplicate / 2)) {
      this.observed.duplicates += 1;
      await this.#send(input);
    }
    if (random().chance(weather.loseAnswer)) return this.#loseAnswer();
    return answer;
  }

  async #send(input: PushInput): Promise<PushOutput> {
    const answer = await this.ports.office.call(PEOPLE[this.ports.device.person].id, (caller) =>
      caller.sync.push(JSON.parse(JSON.stringify(input))),
    );
    await this.#readAlong(
      input.collection,
      answer.results.flatMap((result) =>
        result.outcome === 'applied' || result.document === null ? [] : result.document,
      ),
    );
    return answer;
  }

  async #through<T>(send: () => Promise<T>): Promise<T> {
    // Reading is repeated without consequence, so it suffices to break it off now and then.
    if (this.ports.random().chance(this.weather.drop / 4)) return this.#drop();
    const answer = await send();
    return this.ports.random().chance(this.weather.loseAnswer / 6) ? this.#loseAnswer() : answer;
  }

  #drop(): never {
    this.observed.dropped += 1;
    return lost();
  }
  #loseAnswer(): never {
    this.observed.lostAnswers += 1;
    return lost();
  }

  async #readAlong(
    collection: PullOutput['checkpoint']['id'] | string,
    documents: readonly WireDocument[],
  ): Promise<void> {
    const { office, device } = this.ports;
    if (documents.length === 0 || collection === 'countries') return;
    const {
      rows: [me],
    } = await office.pool.query<{ role: string }>('SELECT role FROM members WHERE id = $1', [PEOPLE[device.person].id]);
    if (me?.role === 'agent') {
      const text = JSON.stringify(documents);
      if (
        text.includes(SECRET) ||
        text.includes('managerNote') ||
        (collection === 'members' && text.includes('"email"'))
      )
        this.observed.leaks.push(`${device.name} was sent a field its role may not see`);
    }
    if (!this.alone || collection === 'members') return;
    const customer = collection === 'customers' ? 'd.id' : 'd.customer_id';
    const { rows } = await office.pool.query<{ id: string }>(
      `SELECT d.id FROM ${collection} d JOIN customers c ON c.id = ${customer} JOIN members m ON m.id = $2
       WHERE d.id = ANY($1::uuid[]) AND NOT (m.role = 'admin' OR c.owner_id = m.id OR m.id = ANY(c.shared_with)
         OR (m.role = 'manager' AND c.team_id = m.team_id))`,
      [documents.map(({ id }) => id), PEOPLE[device.person].id],
    );
    for (const { id } of rows)
      this.observed.leaks.push(`${device.name} was sent ${collection} ${id}, which it may not see`);
  }
}

const fresh = (): Observations => ({
  pushes: 0,
  pulled: 0,
  dropped: 0,
  lostAnswers: 0,
  duplicates: 0,
  compared: 0,
  mended: 0,
  leaks: [],
  errors: [],
});
const never = <T>() => new Promise<T>(() => undefined);
function lost(): never {
  throw new TypeError('Failed to fetch');
}
