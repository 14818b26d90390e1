import { randomUUID } from 'node:crypto';
import { fileIdOf } from '../../../sync/collections/file';
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { Deps } from '../../deps';
import { createPasswordHasher } from '../../features/auth/hash-password';
import { fileAway } from '../../features/files/file-away';
import { createMember } from '../../features/members/create-member';
import { createTeam } from '../../features/members/create-team';
import { createHttpApp } from '../../http/app';
import { TEST_PASSWORD, type Office } from '../../test/office';
import { Tablet } from '../../test/tablet';
import { openOffice } from '../office-in-process';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { withMigratedPlace } from '../server-process';
import { bringOnce, ORIGIN, type Waiting } from './bringing-device';
import { documentOf } from './contents';
import { compare, type Customer, type Given, type Person } from './ledger';
import { officeThatDies } from './mortal-office';
import { runHostileFiles } from './run-hostile-files';

/**
 * lost-bytes      a store that says it keeps and, now and then, does not
 * new-ids         a device that heard no answer makes the file anew
 * blind-audience  whoever asks is taken for somebody the customer is shared with
 */
export const FILE_BREAKAGES = ['lost-bytes', 'new-ids', 'blind-audience'] as const;
export type FileBreakage = (typeof FILE_BREAKAGES)[number];
export type FilesOptions = {
  readonly seed: number;
  readonly uploads: number;
  readonly hostile: number;
  readonly breakage: FileBreakage | null;
  readonly say: (line: string) => void;
};
type Device = { readonly person: Person; readonly tablet: Tablet; waiting: Waiting[] };

export function runFiles(options: FilesOptions & { readonly databaseUrl: string }): Promise<ProofResult> {
  return withMigratedPlace(options.databaseUrl, async ({ url, folder }) => {
    return runFilesIn({ url, folder }, options);
  });
}

/** In an empty, migrated database and a folder of their own. */
export async function runFilesIn(
  { url, folder }: { readonly url: string; readonly folder: string },
  options: FilesOptions,
): Promise<ProofResult> {
  const clock = { nowMs: Date.now() };
  const hasher = createPasswordHasher({ memoryCost: 64, timeCost: 1 });
  const office = await openOffice(url, folder, () => clock.nowMs, hasher);
  const random = new Random(options.seed);
  try {
    return await new Run(options, broken(office.out.deps, options.breakage, random), clock, folder, random).run();
  } finally {
    await office.close();
  }
}

/** The office with a known mistake put in from outside. */
function broken(deps: Deps, breakage: FileBreakage | null, random: Random): Deps {
  if (breakage === 'lost-bytes')
    return {
      ...deps,
      files: {
        ...deps.files,
        put: async (...given) => (random.chance(0.1) ? undefined : deps.files.put(...given)),
        sizeOf: async (key) => (await deps.files.sizeOf(key)) ?? null,
      },
    };
  if (breakage !== 'blind-audience') return deps;
  const pool = new Proxy(deps.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== 'query') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return (text: unknown, ...values: unknown[]) =>
        (target.query as (...asked: unknown[]) => unknown)(
          typeof text === 'string' && text.includes('FROM files f LEFT JOIN customers')
            ? text.replace('to_json(c.shared_with)', 'to_json(ARRAY(SELECT id FROM members))')
            : text,
          ...values,
        );
    },
  });
  return { ...deps, pool };
}

class Run {
  readonly #devices: Device[] = [];
  readonly #customers: Customer[] = [];
  readonly #given: Given[] = [];
  readonly #contents: Buffer[] = [];
  readonly #counts = { attempts: 0, dropped: 0, kills: 0, reassigned: 0, fromChat: 0, repeated: 0 };

  constructor(
    private readonly options: FilesOptions,
    private readonly deps: Deps,
    private readonly clock: { nowMs: number },
    private readonly folder: string,
    private readonly random: Random,
  ) {}

  async run(): Promise<ProofResult> {
    const { random, options } = this;
    await this.#furnish();
    while (this.#given.length < options.uploads) {
      this.clock.nowMs += random.between(1_000, 20_000);
      if (random.chance(0.15)) await this.#comeByChat();
      else await this.#take(random.pick(this.#devices));
      if (random.chance(0.5)) await this.#bring(random.pick(this.#devices), 0.12);
      if (random.chance(0.08)) await this.#reassign();
      if (this.#given.length % 250 === 0) options.say(`${this.#given.length} given, ${this.#counts.kills} deaths`);
    }
    for (let round = 0; this.#devices.some(({ waiting }) => waiting.length > 0) && round < 20; round += 1)
      for (const device of this.#devices) await this.#bring(device, 0);
    for (const { tablet } of this.#devices) for (const name of ['customers', 'files'] as const) await tablet.pull(name);
    const app = createHttpApp(this.deps);
    const { problems, reads, contents } = await this.#compare(app);
    const [first] = this.#devices as [Device];
    const hostile = await runHostileFiles(
      { app, deps: this.deps, root: this.folder, seed: options.seed, count: options.hostile },
      first.tablet,
      (name) =>
        this.#document(
          first,
          this.#customers.find(({ owner }) => owner === first.person)!,
          name,
        ),
    );
    return {
      problems: [...problems, ...hostile.problems],
      counts: {
        uploads: this.#given.length,
        devices: this.#devices.length,
        contents,
        reads,
        ...this.#counts,
        lost: problems.filter((one) => one.includes('lost')).length,
        visibleToOthers: problems.filter((one) => /may not|shown on/.test(one)).length,
        ...hostile.counts,
      },
    };
  }

  async #furnish(): Promise<void> {
    const { deps } = this;
    const byNobody = { memberId: null, ip: '' };
    const office = { deps, clock: this.clock } as unknown as Office;
    const people: Person[] = [];
    for (const [team, name] of ['İzmir', 'Adana'].entries()) {
      const { id: teamId } = await createTeam(deps, byNobody, name);
      for (const role of ['agent', 'agent', 'manager'] as const) {
        const email = `kisi${people.length}@saha.example`;
        const about = { fullName: `Kişi ${people.length}`, email, role, teamId };
        const { memberId } = await createMember(deps, byNobody, about, TEST_PASSWORD);
        people.push({ id: memberId, role, team: String(team) });
        const tablet = await Tablet.signIn(office, { id: memberId, email });
        this.#devices.push({ person: people.at(-1)!, tablet, waiting: [] });
      }
    }
    const agents = people.filter(({ role }) => role === 'agent');
    for (const { person, tablet } of this.#devices.filter((each) => each.person.role === 'agent')) {
      for (let at = 0; at < 4; at += 1) {
        const sharedWith = at === 3 ? [this.random.pick(agents.filter((other) => other !== person))] : [];
        const id = tablet.create('customers', tablet.newCustomer({ sharedWith: sharedWith.map((other) => other.id) }));
        this.#customers.push({ id, owner: person, sharedWith });
      }
      await tablet.push('customers');
    }
    // Where a device begins to listen: what leaves its scope is told from there on.
    for (const { tablet } of this.#devices) for (const name of ['customers', 'files'] as const) await tablet.pull(name);
  }

  /** One in four is a content that somebody has given before. */
  #bytes(): Buffer {
    if (this.#contents.length > 0 && this.random.chance(0.25)) return this.random.pick(this.#contents);
    const bytes = documentOf(this.#contents.length, this.random);
    this.#contents.push(bytes);
    return bytes;
  }

  /** A document of a device, at the office; null where it was refused. */
  async #document({ person, tablet }: Device, customer: Customer, name: string): Promise<string | null> {
    const fileId = tablet.create('files', {
      customerId: customer.id,
      conversationId: '',
      messageId: '',
      appointmentId: '',
      name,
      note: '',
      labels: [],
      source: 'upload',
      createdBy: person.id,
      createdAt: new Date(this.clock.nowMs).toISOString(),
      deletedAt: '',
    });
    const results = await tablet.push('files').catch(() => null);
    const result = results?.find(({ id }) => id === fileId);
    if (result !== undefined && result.outcome !== 'refused') return fileId;
    tablet.documents.get('files')!.delete(fileId);
    return null;
  }

  async #take(device: Device): Promise<void> {
    const mine = this.#customers.filter(({ id }) => device.tablet.get('customers', id) !== undefined);
    const customer = this.random.pick(mine.length > 0 ? mine : this.#customers);
    const name = `dosya ${this.#given.length}.pdf`;
    const fileId = await this.#document(device, customer, name);
    // It changed hands meanwhile, and this device had not heard of it.
    if (fileId === null) return device.tablet.pull('customers').then(() => undefined);
    const bytes = this.#bytes();
    device.waiting.push({ fileId, bytes });
    this.#given.push({ fileId, customer, name, bytes, from: device.person });
  }

  /** Brings what waits; now and then the office dies over it, or two tabs bring it at once. */
  async #bring(device: Device, flaps: number): Promise<void> {
    const { random } = this;
    const stays: Waiting[] = [];
    for (const item of device.waiting) {
      this.#counts.attempts += 1;
      const diesAt = flaps > 0 && random.chance(0.15) ? random.between(1, 3) : 0;
      const { app, death } = officeThatDies(this.deps, diesAt);
      const bring = () => bringOnce(app, device.tablet, item, random, flaps);
      const tabs = random.chance(0.05) ? [bring(), bring()] : [bring()];
      const ended = await Promise.race([Promise.all(tabs), death]);
      if (ended === 'dead') this.#counts.kills += 1;
      else if (ended.includes('done')) continue;
      else if (ended.some((one) => typeof one === 'object')) throw new Error(`refused: ${JSON.stringify(ended)}`);
      else this.#counts.dropped += 1;
      if (this.options.breakage === 'new-ids' && random.chance(0.2)) await this.#makeAnew(device, item);
      stays.push(item);
    }
    device.waiting = stays;
  }

  async #makeAnew(device: Device, { fileId, bytes }: Waiting): Promise<void> {
    const { customer, name } = this.#given.find((each) => each.fileId === fileId)!;
    const again = await this.#document(device, customer, name);
    if (again !== null) device.waiting = [...device.waiting, { fileId: again, bytes }];
  }

  /** Told twice at once, by workers of which one may die. */
  async #comeByChat(): Promise<void> {
    const { random } = this;
    const customer = random.pick(this.#customers);
    const messageId = randomUUID();
    const name = `sohbet ${this.#given.length}.pdf`;
    const bytes = this.#bytes();
    const coming = {
      customerId: customer.id,
      conversationId: conversationIdOf('whatsapp', customer.id),
      messageId,
      name,
      bytes,
      label: 'received',
      source: 'chat',
    } as const;
    const { deps, death } = officeThatDies(this.deps, random.chance(0.4) ? random.between(1, 3) : 0);
    const first = await Promise.race([fileAway(deps, coming), death]);
    if (first === 'dead') this.#counts.kills += 1;
    this.#counts.repeated += 1;
    await Promise.all([fileAway(this.deps, coming), fileAway(this.deps, coming)]);
    this.#counts.fromChat += 1;
    this.#given.push({ fileId: fileIdOf(messageId), customer, name, bytes, from: 'chat' });
  }

  async #reassign(): Promise<void> {
    const customer = this.random.pick(this.#customers);
    const agents = this.#devices.map(({ person }) => person).filter(({ role }) => role === 'agent');
    customer.owner = this.random.pick(agents);
    this.#counts.reassigned += 1;
    await this.deps.writeAsOffice('customers', [{ id: customer.id, values: { ownerId: customer.owner.id } }], 'test');
  }

  async #compare(app: ReturnType<typeof createHttpApp>) {
    const { rows } = await this.deps.pool.query<{
      id: string;
      customerId: string;
      name: string;
      state: string;
      size: number;
    }>('SELECT id, customer_id AS "customerId", name, state, size FROM files');
    const kept: string[] = [];
    for await (const key of this.deps.files.keys()) kept.push(key);
    const tabletOf = (person: Person) => this.#devices.find((device) => device.person === person)!.tablet;
    return compare(
      this.#given,
      this.#devices.map(({ person }) => person),
      {
        rows,
        kept,
        read: async (person, fileId) => {
          const headers = { cookie: tabletOf(person).browser.cookieHeader };
          const answer = await app.request(`${ORIGIN}/files/${fileId}`, { headers });
          return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : null;
        },
        onDevice: (person) => new Set(tabletOf(person).documents.get('files')!.keys()),
      },
    );
  }
}
