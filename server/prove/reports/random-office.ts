/** An office made up at random, with a log of all that happened in it: what the reckoning counts from. */
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { addLetters, addPost, remind } from './random-letters';
import { makeStamp } from '../../../sync/rules/stamp';
import type { Random } from '../random';
import type { Change, Person, Talk, Meeting, Letter, Post, Log } from './office-log';

export const FROM_MS = Date.UTC(2026, 5, 15);
export const TO_MS = Date.UTC(2026, 8, 1) - 3 * 3_600_000;
const DEVICE = 'abcdef01';
const STAGES = ['new', 'contacted', 'qualified', 'proposal', 'won', 'lost'];
const SOURCES = ['fair', 'website', 'instagram'];
const STATUSES = ['held', 'held', 'no_show', 'cancelled', 'declined', 'confirmed', 'draft'];
const iso = (ms: number) => new Date(ms).toISOString();

export async function emptyOffice(owner: pg.ClientBase): Promise<void> {
  await owner.query(
    'TRUNCATE teams, members, customers, deliveries, reminders, report_months, report_pdfs, report_corrections CASCADE',
  );
}

export async function makeRandomOffice(owner: pg.ClientBase, random: Random, customers: number): Promise<Log> {
  const teams = [uuidv7(), uuidv7()];
  for (const [at, id] of teams.entries())
    await owner.query('INSERT INTO teams (id, name) VALUES ($1, $2)', [id, `Ekip ${at}`]);
  const teamOf = new Map(Array.from({ length: 5 }, () => [uuidv7(), random.pick(teams)]));
  for (const [id, team] of teamOf)
    await owner.query(`INSERT INTO members (id, full_name, email, role, team_id) VALUES ($1, $2, $3, 'agent', $4)`, [
      id,
      `Kişi ${id.slice(-4)}`,
      `${id}@ornek.example`,
      team,
    ]);
  const agents = [...teamOf.keys()];
  const log = {
    teams,
    teamOf,
    people: [] as Person[],
    talks: [] as Talk[],
    meetings: [] as Meeting[],
    letters: [] as Letter[],
    posts: [] as Post[],
  };
  const batches = [uuidv7(), uuidv7()];
  for (let made = 0; made < customers; made += 1) {
    const person = await addPerson(owner, random, agents);
    log.people.push(person);
    const later = () => person.createdMs + Math.floor(random.next() * (TO_MS - person.createdMs));
    for (let count = random.below(4); count > 0; count -= 1) {
      const kind = random.pick(['call', 'call', 'visit', 'note'] as const);
      const outcome = kind === 'call' ? random.pick(['reached', 'no_answer']) : '';
      log.talks.push(
        await addTalk(owner, {
          id: uuidv7(),
          customer: person,
          author: random.pick(agents),
          kind,
          outcome,
          atMs: later(),
        }),
      );
    }
    for (let count = random.below(3); count > 0; count -= 1)
      log.meetings.push(await addMeeting(owner, random, person, random.pick(agents), later()));
    log.letters.push(...(await addLetters(owner, random, person, agents, later)));
    if (random.chance(0.5)) log.posts.push(await addPost(owner, random, person, random.pick(batches), later()));
  }
  return log;
}

async function addPerson(owner: pg.ClientBase, random: Random, agents: readonly string[]): Promise<Person> {
  const createdMs = random.between(FROM_MS, TO_MS - 3_600_000);
  const first = { atMs: createdMs, owner: random.pick(agents), stage: 'new', source: random.pick(SOURCES) };
  const person: Person = { id: uuidv7(), createdMs, changes: [first] };
  await owner.query(
    `INSERT INTO customers (id, first_name, source, stage, owner_id, created_by, created_at, stamps) VALUES ($1, 'Kişi', $2, $3, $4, $4, $5, $6)`,
    [person.id, first.source, first.stage, first.owner, iso(createdMs), { '*': makeStamp(createdMs, 0, DEVICE) }],
  );
  for (let count = random.below(5), atMs = createdMs; count > 0; count -= 1) {
    atMs = random.between(atMs + 1, TO_MS - 1);
    await change(owner, person, {
      atMs,
      owner: random.chance(0.4) ? random.pick(agents) : person.changes.at(-1)!.owner,
      stage: random.chance(0.7) ? random.pick(STAGES) : person.changes.at(-1)!.stage,
      source: random.chance(0.2) ? random.pick(SOURCES) : person.changes.at(-1)!.source,
    });
  }
  return person;
}

/** As a tablet that decided it at `atMs` would have it merged. */
export async function change(owner: pg.ClientBase, person: Person, next: Change): Promise<void> {
  person.changes.push(next);
  const stamp = makeStamp(next.atMs, 0, DEVICE);
  await owner.query(
    `UPDATE customers SET owner_id = $2, stage = $3, source = $4, stamps = stamps || $5::jsonb WHERE id = $1`,
    [person.id, next.owner, next.stage, next.source, { ownerId: stamp, stage: stamp, source: stamp }],
  );
}

export async function addTalk(owner: pg.ClientBase, talk: Talk): Promise<Talk> {
  await owner.query(
    `INSERT INTO interactions (id, customer_id, author_id, kind, outcome, occurred_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [talk.id, talk.customer.id, talk.author, talk.kind, talk.outcome, iso(talk.atMs)],
  );
  return talk;
}

export async function takeBack(owner: pg.ClientBase, { id, customer, author }: Talk, atMs: number): Promise<void> {
  await owner.query(
    `INSERT INTO interactions (id, customer_id, author_id, kind, retracts, occurred_at, created_at) VALUES ($1, $2, $3, 'note', $4, $5, $5)`,
    [uuidv7(), customer.id, author, id, iso(atMs)],
  );
}

async function addMeeting(
  owner: pg.ClientBase,
  random: Random,
  customer: Person,
  agent: string,
  madeMs: number,
): Promise<Meeting> {
  const startsMs = madeMs + random.between(1, 20) * 86_400_000;
  const meeting = {
    id: uuidv7(),
    customer,
    agent,
    status: random.pick(STATUSES),
    madeMs,
    startsMs,
    isReminded: random.chance(0.5),
  };
  await owner.query(
    `INSERT INTO appointments (id, customer_id, agent_id, kind, starts_at, ends_at, zone, status, created_by, created_at)
     VALUES ($1, $2, $3, 'meeting', $4, $5, 'Europe/Istanbul', $6, $3, $7)`,
    [meeting.id, customer.id, agent, iso(startsMs), iso(startsMs + 3_600_000), meeting.status, iso(madeMs)],
  );
  if (meeting.isReminded || random.chance(0.3))
    await remind(
      owner,
      meeting,
      meeting.isReminded ? random.pick(['sent', 'delivered']) : random.pick(['failed', 'queued']),
    );
  return meeting;
}
