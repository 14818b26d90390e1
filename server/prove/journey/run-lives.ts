/**
 * Random lives of customers on four devices: moved on the board, given to others, logged about and taken back, by
 * tablets that reach the office hours late or lose its answer; then merged and taken apart again (merges.ts). The
 * office's spans and entries, and every device's, stand beside a reckoning from the events themselves (reckoning.ts).
 */
import type { Office } from '../../test/office';
import { Tablet } from '../../test/tablet';
import type { Random } from '../../../prisma/factories/random';
import { differencesInOffice, differencesOnDevice, wrongRoots } from './compare';
import { liveMerges, Merges } from './merges';
import { Life, type Decision, type Logged, type Person } from './reckoning';

export type LifeCounts = {
  lives: number;
  moves: number;
  reassigned: number;
  logged: number;
  takenBack: number;
  late: number;
  told: number;
  refused: number;
  merged: number;
  unmerged: number;
  refusedMerges: number;
  wrong: string[];
};
export type LifeBreakage = 'told-twice' | 'spans-of-arrival' | 'root-astray';

const AT_ONCE = 20;
const STEPS = 90;
const STAGES = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'];
const SOURCES = ['referral', 'website', 'instagram', 'fair'];
const DAY_MS = 86_400_000;

type Worker = {
  readonly device: Tablet;
  readonly person: Person;
  /** By customer: the last decision of each field that the office has not heard. */
  readonly decided: Map<string, Map<Decision['field'], Decision>>;
  readonly entries: { readonly customerId: string; readonly entry: Logged }[];
};

/** `office` is fresh. */
export async function proveLives(
  office: Office,
  random: Random,
  lives: number,
  breakage: LifeBreakage | null = null,
): Promise<LifeCounts> {
  const counts: LifeCounts = {
    lives: 0,
    moves: 0,
    reassigned: 0,
    logged: 0,
    takenBack: 0,
    late: 0,
    told: 0,
    refused: 0,
    merged: 0,
    unmerged: 0,
    refusedMerges: 0,
    wrong: [],
  };
  // What is decided in the database's future counts from now: the lives are lived in the past.
  office.clock.nowMs = Date.now() - 60 * DAY_MS;
  const [team, other] = [await office.addTeam('İzmir'), await office.addTeam('Adana')];
  const make = async (role: Person['role'], teamId: string) => {
    const member = await office.addMember({ role, teamId });
    return {
      device: await Tablet.signIn(office, member),
      person: { id: member.id, teamId, role },
      decided: new Map(),
      entries: [],
    };
  };
  const workers: Worker[] = [
    await make('manager', team),
    await make('agent', team),
    await make('agent', other),
    await make('admin', team),
  ];
  const people = new Map(workers.map(({ person }) => [person.id, person]));
  while (counts.lives < lives && counts.wrong.length === 0) {
    const lived = await live(office, random, workers, people, Math.min(AT_ONCE, lives - counts.lives), counts);
    for (const { device } of workers) await device.sync();
    const merges = new Merges();
    const byId = new Map(lived.map((life) => [life.id, life]));
    counts.wrong.push(...(await liveMerges(workers, byId, merges, office.clock, random, counts)));
    if (breakage !== null) await spoil(office, breakage, lived);
    for (const { device } of workers) await device.sync();
    counts.wrong.push(...(await wrongRoots(office, workers, lived, merges)));
    counts.wrong.push(...(await differencesInOffice(office, lived)));
    for (const { device, person } of workers) counts.wrong.push(...differencesOnDevice(device, person, lived));
    counts.lives += lived.length;
    counts.told += lived.reduce((sum, { told }) => sum + told.length, 0);
  }
  return counts;
}

async function live(
  office: Office,
  random: Random,
  workers: readonly Worker[],
  people: ReadonlyMap<string, Person>,
  count: number,
  counts: LifeCounts,
): Promise<Life[]> {
  const lives = new Map<string, Life>();
  const tick = () => (office.clock.nowMs += random.between(1, 4) * 60_000);
  for (let made = 0; made < count; made += 1) {
    const { device, person } = random.pick(workers);
    tick();
    const values = { stage: random.pick(STAGES.slice(0, 3)), source: random.pick(SOURCES) };
    const id = device.create('customers', device.newCustomer(values));
    lives.set(id, new Life(id, { ...values, owner: person, atMs: device.nowMs }, people));
  }
  for (const { device } of workers) await device.push('customers');
  for (const { device } of workers) await device.sync();
  for (let step = 0; step < STEPS * Math.ceil(count / 10); step += 1) {
    tick();
    const worker = random.pick(workers);
    const held = [...lives.keys()].filter((id) => worker.device.get('customers', id) !== undefined);
    if (random.chance(0.12)) await meet(worker, lives, random, counts);
    else if (held.length > 0) act(worker, random.pick(held), [...people.values()], random, counts);
  }
  for (const worker of random.shuffled(workers)) await meet(worker, lives, random, counts, true);
  return [...lives.values()];
}

function act(worker: Worker, customerId: string, people: readonly Person[], random: Random, counts: LifeCounts): void {
  const { device, person, decided, entries } = worker;
  const decide = (values: Partial<Record<Decision['field'], string>>) => {
    const stood = device.fields('customers', customerId) ?? {};
    const pending = decided.get(customerId) ?? new Map<Decision['field'], Decision>();
    for (const [field, value] of Object.entries(values) as [Decision['field'], string][]) {
      if ((stood[field === 'owner' ? 'ownerId' : field] ?? '') === value) continue;
      pending.set(field, { field, value, atMs: device.nowMs });
    }
    decided.set(customerId, pending);
    const { owner, ...fields } = values;
    device.edit('customers', customerId, { ...fields, ...(owner === undefined ? {} : { ownerId: owner }) });
  };
  const what = random.next();
  if (what < 0.4) {
    const stage = random.pick(STAGES);
    decide({ stage, lostReason: stage === 'lost' ? random.pick(['Fiyat', 'Rakip']) : '' });
    counts.moves += 1;
  } else if (what < 0.5) decide({ source: random.pick(SOURCES) });
  else if (what < 0.65 && person.role !== 'agent') {
    decide({ owner: random.pick(people).id });
    counts.reassigned += 1;
  } else if (what < 0.9) {
    const kind = random.pick(['call', 'visit', 'note']);
    const id = device.create('interactions', device.newInteraction(customerId, { kind, outcome: '' }));
    entries.push({ customerId, entry: { id, by: person.id, kind, atMs: device.nowMs, retracts: '' } });
    counts.logged += 1;
  } else {
    const mine = [...device.documents.get('interactions')!.values()].filter(
      ({ fields }) =>
        fields['customerId'] === customerId &&
        fields['authorId'] === person.id &&
        ['call', 'visit', 'note'].includes(String(fields['kind'])) &&
        (fields['retracts'] ?? '') === '',
    );
    if (mine.length === 0) return;
    const retracts = random.pick(mine).id;
    const id = device.create(
      'interactions',
      device.newInteraction(customerId, { kind: 'note', outcome: '', retracts }),
    );
    entries.push({ customerId, entry: { id, by: person.id, kind: 'note', atMs: device.nowMs, retracts } });
    counts.takenBack += 1;
  }
}

/** A tablet reaches the office, or loses its answer and asks again. */
async function meet(
  worker: Worker,
  lives: ReadonlyMap<string, Life>,
  random: Random,
  counts: LifeCounts,
  isLast = false,
): Promise<void> {
  const { device, person, decided, entries } = worker;
  for (const [customerId, pending] of decided) lives.get(customerId)?.decide(person, [...pending.values()]);
  if (decided.size > 1) counts.late += 1;
  // Whose answer is lost is said again, together with what is decided until then.
  const losesFirst = !isLast && random.chance(0.2);
  const results = await device.push('customers', { loseAnswer: losesFirst });
  const refused = results.filter(({ outcome }) => outcome === 'refused');
  counts.refused += refused.length;
  if (!losesFirst) decided.clear();
  for (const { customerId, entry } of entries) lives.get(customerId)?.log(person, entry);
  const losesSecond = !isLast && random.chance(0.2);
  const told = await device.push('interactions', { loseAnswer: losesSecond });
  if (!losesSecond) {
    entries.length = 0;
    // Whoever lost a customer gives up what the office did not take.
    for (const { id, outcome } of told) if (outcome === 'refused') device.documents.get('interactions')!.delete(id);
  }
  if (isLast || refused.length > 0 || random.chance(0.6)) await forgetRefused(worker);
}

/** What was refused goes with the customer; the rest comes. */
async function forgetRefused({ device, decided, entries }: Worker): Promise<void> {
  await device.pull('customers');
  for (const customerId of decided.keys())
    if (device.get('customers', customerId) === undefined) decided.delete(customerId);
  await device.pull('interactions');
  for (let at = entries.length - 1; at >= 0; at -= 1)
    if (device.get('interactions', entries[at]!.entry.id) === undefined) entries.splice(at, 1);
}

/** A mistake that must be found. */
async function spoil(office: Office, breakage: LifeBreakage, lives: readonly Life[]): Promise<void> {
  const ids = lives.map(({ id }) => id);
  if (breakage === 'told-twice')
    await office.deps.pool.query(
      `INSERT INTO interactions (id, customer_id, author_id, kind, body, fact, occurred_at, created_at)
       SELECT gen_random_uuid(), customer_id, author_id, kind, body, fact, occurred_at, created_at FROM interactions
       WHERE customer_id = ANY($1::uuid[]) AND kind = 'stage' ORDER BY id LIMIT 1`,
      [ids],
    );
  else if (breakage === 'root-astray')
    await office.deps.pool.query(
      `UPDATE customers SET root_id = NULL WHERE id = (SELECT min(id::text)::uuid FROM customers
         WHERE id = ANY($1::uuid[]) AND root_id IS NOT NULL)`,
      [ids],
    );
  else
    await office.deps.pool.query(
      `UPDATE customer_spans SET from_at = from_at + interval '7 minutes' WHERE id = (
         SELECT max(id) FROM customer_spans WHERE customer_id = ANY($1::uuid[]) AND field = 'stage')`,
      [ids],
    );
}
