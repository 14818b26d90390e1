/**
 * Random interleavings of everything that says yes or no about addresses that several customers share: tablets that
 * capture offline and come late, links in mails, providers, people who create anew what was deleted, restores. After
 * each step the office is held against a model that knows none of its rules, and what leaves against what it may.
 */
import path from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { reachOnDevice, type ConsentEntry, type Reach, type Reaches } from '../../../sync/rules/consent';
import { backupDatabase } from '../../db/backup';
import { inTransaction } from '../../db/in-transaction';
import { restoreDatabase } from '../../db/restore';
import { recordConsents } from '../../features/consent/record-consents';
import { noteWayOut } from '../../features/deliveries/note-way-out';
import { suppressKey } from '../../features/consent/suppress-key';
import { openLink, resubscribe, unsubscribe } from '../../features/consent/unsubscribe';
import { makeUnsubscribeLink } from '../../features/consent/unsubscribe-link';
import { modelObstacle, modelReach } from '../../test/consent-model';
import { journalsOf, openOffice, type OfficeInProcess } from '../office-in-process';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { withMigratedPlace } from '../server-process';

export type ConsentOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly interleavings: number;
  readonly restores: number;
  /** `yes-wins`: a device believes its own last capture over a no of the office. Must be found. */
  readonly breakage: 'yes-wins' | null;
  readonly say: (line: string) => void;
};

type Unsent = ConsentEntry & { readonly customerId: string; readonly address: string };
type Tablet = { known: Map<string, Reaches>; unsent: Unsent[]; skewMs: number };
type Address = {
  readonly name: string;
  readonly key: string;
  readonly link: string;
  readonly said: ConsentEntry[];
  readonly blocked: { channel: 'email'; reason: 'complained' | 'bounced' | 'manual' | 'unsubscribed'; since: string }[];
};

const MINUTE_MS = 60_000;
const MAX_PROBLEMS = 20;

export function runConsent(options: ConsentOptions): Promise<ProofResult> {
  return withMigratedPlace(options.databaseUrl, async ({ url, folder }) => {
    const clock = { nowMs: Date.UTC(2026, 0, 5, 9) };
    const office = await openOffice(url, folder, () => clock.nowMs);
    try {
      return await new Interleavings(options, office, folder, clock).run();
    } finally {
      await office.close();
    }
  });
}

class Interleavings {
  readonly #random: Random;
  readonly #problems: string[] = [];
  readonly #counts = { interleavings: 0, steps: 0, sent: 0, heldBack: 0, restores: 0, deviceAnswers: 0 };
  #memberId = '';
  #addresses: Address[] = [];
  #customers: { id: string; address: Address; isDeleted: boolean }[] = [];
  #tablets: Tablet[] = [];
  #backup: string | null = null;

  constructor(
    private readonly options: ConsentOptions,
    private readonly office: OfficeInProcess,
    private readonly folder: string,
    private readonly clock: { nowMs: number },
  ) {
    this.#random = new Random(options.seed);
  }

  get #deps() {
    return this.office.out.deps;
  }

  async run(): Promise<ProofResult> {
    this.#memberId = uuidv7();
    await this.#deps.pool.query(
      `INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Danışman', 'd@x.example', 'agent')`,
      [this.#memberId],
    );
    const restoreEvery = Math.max(1, Math.floor(this.options.interleavings / Math.max(1, this.options.restores)));
    for (let at = 0; at < this.options.interleavings && this.#problems.length < MAX_PROBLEMS; at += 1) {
      this.#counts.interleavings += 1;
      await this.#begin(at);
      const restoresAt =
        this.options.restores > 0 && at % restoreEvery === restoreEvery - 1 ? this.#random.between(2, 7) : -1;
      for (let step = this.#random.between(8, 14); step > 0; step -= 1) {
        this.#counts.steps += 1;
        this.clock.nowMs += this.#random.between(1, 30) * MINUTE_MS;
        if (step === restoresAt) await this.#restore();
        await this.#step();
        await this.#compare(`interleaving ${at}, seed ${this.options.seed}`);
      }
      for (const tablet of this.#tablets) await this.#sync(tablet);
      await this.#compare(`interleaving ${at} in sync, seed ${this.options.seed}`);
      this.#compareTablets(`interleaving ${at}, seed ${this.options.seed}`);
      if ((at + 1) % 500 === 0) this.options.say(`${at + 1} interleavings`);
    }
    return { problems: this.#problems, counts: this.#counts };
  }

  async #begin(at: number): Promise<void> {
    this.#addresses = [];
    for (const letter of ['a', 'b']) {
      const name = `${letter}${at}@ornek.example`;
      const { rows } = await this.#deps.pool.query<{ key: string }>(
        `SELECT encode(address_key($1), 'hex') AS key FROM office`,
        [name],
      );
      const key = rows[0]?.key ?? '';
      const link = await makeUnsubscribeLink(this.#deps, { channel: 'email', addressKey: key, language: 'tr' });
      this.#addresses.push({ name, key, link: link.slice(link.lastIndexOf('/') + 1), said: [], blocked: [] });
    }
    this.#customers = [];
    for (let count = 0; count < 3; count += 1) await this.#addCustomer(this.#random.pick(this.#addresses));
    this.#tablets = [0, 1].map(() => ({
      known: new Map(),
      unsent: [],
      skewMs: this.#random.pick([0, 0, -120, 90, 1_440]) * MINUTE_MS,
    }));
    for (const tablet of this.#tablets) await this.#sync(tablet);
    if (this.options.restores > 0 && this.#random.chance(0.3)) await this.#backUp();
  }

  async #addCustomer(address: Address, id = uuidv7()): Promise<void> {
    const email = this.#random.pick([address.name, address.name.toLocaleUpperCase('en')]);
    await this.#deps.pool.query(
      `INSERT INTO customers (id, email, source, stage, owner_id, created_by, created_at)
        VALUES ($1, $2, 'fair', 'new', $3, $3, $4)`,
      [id, email, this.#memberId, new Date(this.clock.nowMs)],
    );
    if (!this.#customers.some((customer) => customer.id === id))
      this.#customers.push({ id, address, isDeleted: false });
  }

  #iso = (ms = this.clock.nowMs) => new Date(ms).toISOString();

  async #step(): Promise<void> {
    const random = this.#random;
    const address = random.pick(this.#addresses);
    const tablet = random.pick(this.#tablets);
    switch (random.below(10)) {
      case 0:
      case 1:
      case 2: {
        const customer = random.pick(this.#customers);
        tablet.unsent.push({
          id: uuidv7(),
          customerId: customer.id,
          address: customer.address.name,
          channel: 'email',
          decision: random.chance(0.65) ? 'given' : 'withdrawn',
          source: random.pick(['in_person', 'paper', 'confirmed']),
          evidence: random.chance(0.7) ? 'imza' : '',
          occurredAt: this.#iso(this.clock.nowMs + tablet.skewMs),
          receivedAt: '',
        });
        return;
      }
      case 3:
        return this.#sync(tablet);
      case 4:
        return this.#byLink(address, 'leave');
      case 5:
        return random.chance(0.5) ? this.#byLink(address, 'back') : this.#byLink(address, 'leave');
      case 6: {
        const reason = random.pick(['complained', 'bounced', 'manual'] as const);
        const line = await inTransaction(this.#deps.pool, (client) =>
          suppressKey(client, address.key, 'email', reason, this.#iso()),
        );
        await this.#deps.journal.append([line]);
        const standing = address.blocked.find((one) => one.reason === reason);
        if (standing === undefined) address.blocked.push({ channel: 'email', reason, since: this.#iso() });
        else standing.since = this.#iso();
        return;
      }
      case 7: {
        // Deleted and made anew, or given another address.
        const customer = random.pick(this.#customers);
        await this.#deps.pool.query(`UPDATE customers SET deleted_at = $2 WHERE id = $1`, [customer.id, this.#iso()]);
        customer.isDeleted = true;
        return this.#addCustomer(random.chance(0.7) ? customer.address : address);
      }
      case 8:
        return this.#send(address, 'campaign');
      default:
        return this.#send(address, random.chance(0.5) ? 'message' : 'campaign');
    }
  }

  /** Pushes what was captured, sometimes twice because the answer was lost, and takes over what the office says. */
  async #sync(tablet: Tablet): Promise<void> {
    const heard = tablet.unsent.splice(0).map((entry) => ({ ...entry, receivedAt: this.#iso() }));
    for (let times = this.#random.chance(0.2) ? 2 : 1; times > 0; times -= 1)
      await recordConsents(
        this.#deps,
        heard.map(({ customerId, ...entry }) => ({
          ...entry,
          customerId,
          addressKey: '',
          wordingId: '',
          wording: 'onay',
          recordedBy: this.#memberId,
        })),
      );
    for (const entry of heard) this.#addresses.find(({ name }) => name === entry.address)?.said.push(entry);
    const { rows } = await this.#deps.pool.query<{ id: string; reach: Reaches }>(
      'SELECT id, reach FROM customers WHERE id = ANY($1::uuid[])',
      [this.#customers.map(({ id }) => id)],
    );
    for (const { id, reach } of rows) tablet.known.set(id, reach);
  }

  async #byLink(address: Address, what: 'leave' | 'back'): Promise<void> {
    const token = await openLink(this.#deps, address.link);
    if (token === null) return void this.#problems.push(`the link of ${address.name} is no longer known`);
    const stands = address.blocked.find(({ reason }) => reason === 'unsubscribed');
    const isOut = stands !== undefined && this.#isStanding(address, 'unsubscribed');
    const entry = (decision: 'given' | 'withdrawn'): ConsentEntry => ({
      id: uuidv7(),
      channel: 'email',
      decision,
      source: decision === 'given' ? 'resubscribe_link' : 'unsubscribe_link',
      evidence: 'link',
      occurredAt: this.#iso(),
      receivedAt: this.#iso(),
    });
    if (what === 'leave') {
      await unsubscribe(this.#deps, token, noteWayOut);
      if (isOut && modelObstacle('campaign', address.said, address.blocked, 'email') !== '') return;
      if (stands === undefined) address.blocked.push({ channel: 'email', reason: 'unsubscribed', since: this.#iso() });
      else stands.since = this.#iso();
      address.said.push(entry('withdrawn'));
    } else {
      await resubscribe(this.#deps, token, { id: 'w', text: 'onay' });
      const lacksYes = isOut || modelReach(address.said, [], 'email')?.state !== 'given';
      if (lacksYes) address.said.push(entry('given'));
    }
  }

  /** By the model: whether this one reason has not been lifted. */
  #isStanding(address: Address, reason: string): boolean {
    return (
      modelReach(
        address.said,
        address.blocked.filter((one) => one.reason === reason),
        'email',
      )?.reason === reason
    );
  }

  async #send(address: Address, purpose: 'campaign' | 'message'): Promise<void> {
    const { out } = this.office;
    const before = out.provider.taken.length;
    await out.send(address.name, {
      purpose,
      basis: purpose === 'campaign' ? 'consent' : 'person',
      dedupeKey: uuidv7(),
    });
    await out.carry();
    const isSent = out.provider.taken.length > before;
    this.#counts[isSent ? 'sent' : 'heldBack'] += 1;
    const obstacle = modelObstacle(purpose, address.said, address.blocked, 'email');
    if (isSent !== (obstacle === ''))
      this.#problems.push(`${purpose} to ${address.name} was ${isSent ? 'sent after a no' : 'held back'}: ${obstacle}`);
  }

  async #compare(where: string): Promise<void> {
    const { rows } = await this.#deps.pool.query<{ id: string; reach: Reaches; marketing: boolean }>(
      'SELECT id, reach, marketing_consent AS marketing FROM customers WHERE id = ANY($1::uuid[])',
      [this.#customers.map(({ id }) => id)],
    );
    for (const { id, reach, marketing } of rows) {
      const customer = this.#customers.find((one) => one.id === id);
      if (customer === undefined) continue;
      const expected = modelReach(customer.address.said, customer.address.blocked, 'email');
      if (JSON.stringify(sorted(reach.email ?? null)) !== JSON.stringify(sorted(expected as Reach | null)))
        this.#problems.push(
          `${where}: ${customer.address.name} is ${JSON.stringify(reach.email)}, not ${JSON.stringify(expected)}`,
        );
      if (marketing !== (expected?.state === 'given'))
        this.#problems.push(`${where}: marketing_consent of ${customer.address.name}`);
    }
    for (const tablet of this.#tablets)
      for (const { id, address } of this.#customers) {
        this.#counts.deviceAnswers += 1;
        const known = tablet.known.get(id)?.email ?? null;
        const own = tablet.unsent.filter((entry) => entry.address === address.name);
        const says =
          this.options.breakage === 'yes-wins' && own.at(-1)?.decision === 'given'
            ? { state: 'given' as const }
            : reachOnDevice(known, own, 'email');
        const last = Math.max(...own.map(({ occurredAt }) => Date.parse(occurredAt)), -Infinity);
        const saidNo = own.some(
          ({ decision, occurredAt }) => decision === 'withdrawn' && Date.parse(occurredAt) === last,
        );
        if (says?.state === 'given' && (known?.state === 'no' || saidNo))
          this.#problems.push(`${where}: a tablet says yes to ${address.name} over a no it knew`);
      }
  }

  #compareTablets(where: string): void {
    for (const tablet of this.#tablets.slice(-1))
      for (const { id, address } of this.#customers) {
        const expected = modelReach(address.said, address.blocked, 'email');
        const says = reachOnDevice(tablet.known.get(id)?.email ?? null, tablet.unsent, 'email');
        if (JSON.stringify(sorted(says)) !== JSON.stringify(sorted(expected as Reach | null)))
          this.#problems.push(
            `${where}: a tablet in sync says ${JSON.stringify(says)} of ${address.name}, not ${JSON.stringify(expected)}`,
          );
      }
  }

  async #backUp(): Promise<void> {
    this.#backup = path.join(this.folder, 'office.backup.gz');
    await this.#alone((client) => backupDatabase(client, this.#backup as string, this.#iso(), () => undefined));
  }

  /** The office is put back to some earlier day; what people had created since, their tablets bring again. */
  async #restore(): Promise<void> {
    if (this.#backup === null) await this.#backUp();
    this.#counts.restores += 1;
    await this.#alone((client) => restoreDatabase(client, this.#backup as string, journalsOf(this.folder)));
    await this.#deps.pool.query('UPDATE office SET sends_held = false');
    await this.#deps.pool.query('UPDATE sending_rates SET per_second = 1000, free_at = now()');
    await this.#deps.pool.query(
      `INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Danışman', 'd@x.example', 'agent')
        ON CONFLICT DO NOTHING`,
      [this.#memberId],
    );
    const { rows } = await this.#deps.pool.query<{ id: string }>(
      'SELECT id FROM customers WHERE id = ANY($1::uuid[])',
      [this.#customers.map(({ id }) => id)],
    );
    const there = new Set(rows.map(({ id }) => id));
    for (const customer of this.#customers)
      if (!there.has(customer.id)) await this.#addCustomer(customer.address, customer.id);
  }

  async #alone(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
    const client = new pg.Client({ connectionString: this.office.url });
    await client.connect();
    await work(client).finally(() => client.end());
  }
}

function sorted(reach: { state: string; reason?: string; since?: string } | null): unknown {
  return reach === null ? null : [reach.state, reach.reason, reach.since];
}
