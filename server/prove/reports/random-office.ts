/** An office made up at random, with a log of all that happened in it: what the reckoning counts from. */
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { addLetters, addPost, remind } from './random-letters';
import { makeRandomCalendar, randomMonth } from './random-calendar';
import { WEEKDAYS } from '../../../sync/rules/recurrence-rule';
import { makeStamp } from '../../../sync/rules/stamp';
import { localTimeOf } from '../../../sync/rules/wall-time';
import { weekdayOf } from '../../../sync/rules/work-time';
import { walkSeries } from '../../features/appointments/find-clashes';
import type { Random } from '../../../prisma/factories/random';
import type {
  Calendar,
  Change,
  Letter,
  Log,
  Meeting,
  MonthOfOffice,
  Person,
  Post,
  Talk,
  TargetSaid,
} from './office-log';

const DAY_MS = 86_400_000;
const DEVICE = 'abcdef01';
const SOURCES = ['fair', 'website', 'instagram'];
const COUNTRIES = ['TR', 'DE', ''];
/** More than the report names, with letters that sort otherwise in some places. */
const CITIES = Array.from(
  { length: 19 },
  (_, at) => ['Çanakkale', 'İzmir', 'Ankara', 'Şile', 'a/b'][at] ?? `Kent ${at}`,
);
const KINDS = ['meeting', 'visit', 'video'];
const STATUSES = ['held', 'held', 'held', 'no_show', 'no_show', 'cancelled', 'declined', 'confirmed', 'approved'];
const UNCOUNTED = ['draft', 'requested'];
const OUTCOMES = ['reached', 'reached', 'no_answer', 'call_back', 'not_interested', ''];
const MEASURES = ['newCustomers', 'contacts', 'held', 'won'];
const iso = (ms: number) => new Date(ms).toISOString();

export async function emptyOffice(owner: pg.ClientBase): Promise<void> {
  await owner.query(
    `TRUNCATE teams, members, customers, settings, campaigns, bulks, deliveries, reminders, report_targets,
       report_months, report_pdfs, report_corrections CASCADE`,
  );
  await owner.query(
    `INSERT INTO countries (id, iso3, numeric, name_tr, name_en, dial_code, flag)
     VALUES ('TR', 'TUR', '792', 'Türkiye', 'Türkiye', '90', ''), ('DE', 'DEU', '276', 'Almanya', 'Germany', '49', '')
     ON CONFLICT DO NOTHING`,
  );
}

type Making = {
  readonly owner: pg.ClientBase;
  readonly random: Random;
  readonly at: MonthOfOffice;
  readonly agents: readonly string[];
  readonly calendar: Calendar;
};

export async function makeRandomOffice(owner: pg.ClientBase, random: Random, customers: number): Promise<Log> {
  const at = await randomMonth(owner, random);
  const teams = [uuidv7(), uuidv7()];
  for (const [place, id] of teams.entries())
    await owner.query('INSERT INTO teams (id, name) VALUES ($1, $2)', [id, `Ekip ${place}`]);
  // Five agents, one who has left, and a manager: the last two are in the comparison only for what they did.
  const members = Array.from({ length: 7 }, (_, place) => ({
    ...{ id: uuidv7(), team: random.pick(teams), isAgent: place < 5 },
  }));
  for (const [place, { id, team }] of members.entries())
    await owner.query(
      `INSERT INTO members (id, full_name, email, role, team_id, is_active) VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, `Kişi ${id.slice(-4)}`, `${id}@ornek.example`, place === 6 ? 'manager' : 'agent', team, place !== 5],
    );
  const ids = members.map(({ id }) => id);
  const calendar = await makeRandomCalendar(owner, random, at, ids);
  const agents = random.chance(0.5) ? ids : ids.slice(0, 5);
  const making = { owner, random, at, agents, calendar };
  const log = {
    ...{ ...at, calendar, teams, members },
    ...{ people: [] as Person[], talks: [] as Talk[], meetings: [] as Meeting[] },
    ...{ letters: [] as Letter[], posts: [] as Post[], targets: await setTargets(making, teams) },
  };
  const batches = (['bulk', 'campaign'] as const).map((purpose) => ({ id: uuidv7(), purpose }));
  await owner.query(
    `INSERT INTO campaigns (id, name, rule, content, created_by, created_at, updated_at)
     VALUES ($1, 'Bahar', '{}', '{}', $2, now(), now())`,
    [batches[1]?.id, ids[0]],
  );
  for (let made = 0; made < customers; made += 1) {
    const person = await addPerson(making);
    log.people.push(person);
    const later = () => timeAfter(making, person.createdMs);
    for (let count = random.below(5); count > 0; count -= 1)
      log.talks.push(await addRandomTalk(making, person, random.chance(0.2) ? before(making, person) : later()));
    for (let count = random.below(4); count > 0; count -= 1)
      log.meetings.push(await addMeeting(making, person, later()));
    log.letters.push(...(await addLetters(owner, random, person, agents, later)));
    if (random.chance(0.6)) log.posts.push(await addPost(owner, random, person, random.pick(batches), later()));
  }
  await walkSeries(
    { client: owner, nowMs: Math.min(...log.people.map(({ createdMs }) => createdMs)) },
    log.meetings.filter(({ part }) => part === 'series').map(({ id }) => id),
  );
  // Last, for whoever is deleted is written to no more.
  for (const { id, deletedMs } of log.people)
    if (deletedMs !== null)
      await owner.query('UPDATE customers SET deleted_at = $2 WHERE id = $1', [id, iso(deletedMs)]);
  return log;
}

/** Mostly in the month itself, else in one of those that stand beside it; never after it. */
function timeAfter({ random, at: { fromMs, untilMs } }: Making, sinceMs: number): number {
  const [first, last] = [Math.max(sinceMs, random.chance(0.6) ? fromMs : 0), untilMs - 1];
  // At the very borders too: a millisecond earlier or later is another month.
  const border = random.pick([fromMs, fromMs - 1, untilMs - 1]);
  return random.chance(0.05) && border >= sinceMs ? border : random.between(first, last);
}

/** Of the month, and before they were entered where that was in it: who walks in is met first. */
const before = ({ random, at }: Making, { createdMs }: Person) =>
  Math.max(at.fromMs, createdMs - random.between(1, 3 * 3_600_000));

async function addPerson(making: Making): Promise<Person> {
  const { owner, random, agents, calendar, at } = making;
  const yearAgo = at.fromMs - 366 * DAY_MS;
  const createdMs = random.chance(0.45)
    ? random.between(at.fromMs, at.untilMs - 2 * 3_600_000)
    : random.between(random.pick([yearAgo, at.fromMs - 31 * DAY_MS]), at.fromMs);
  const stages = calendar.stages.map(({ id }) => id);
  const person: Person = {
    id: uuidv7(),
    createdMs,
    country: random.pick(COUNTRIES),
    city: random.chance(0.1) ? '' : random.pick(CITIES),
    isAssumed: random.chance(0.1),
    deletedMs: random.chance(0.08) ? random.between(createdMs, at.untilMs - 1) : null,
    changes: [{ atMs: createdMs, owner: random.pick(agents), stage: 'new', source: random.pick(SOURCES) }],
  };
  const first = person.changes[0] as Change;
  await owner.query(
    `INSERT INTO customers (id, first_name, source, stage, owner_id, created_by, created_at, country_id, city, stamps)
     VALUES ($1, 'Kişi', $2, $3, $4, $4, $5, nullif($6, ''), $7, $8)`,
    [
      ...[person.id, first.source, first.stage, first.owner, iso(createdMs), person.country, ` ${person.city}`],
      { '*': makeStamp(createdMs, 0, DEVICE) },
    ],
  );
  for (let count = random.below(6), atMs = createdMs; count > 0; count -= 1) {
    const next = timeAfter(making, atMs + 1);
    if (next <= atMs) break;
    atMs = next;
    const last = person.changes.at(-1) as Change;
    await change(owner, person, {
      atMs,
      owner: random.chance(0.4) ? random.pick(agents) : last.owner,
      stage: random.chance(0.7) ? random.pick(stages) : last.stage,
      source: random.chance(0.2) ? random.pick(SOURCES) : last.source,
    });
  }
  if (person.isAssumed)
    await owner.query(
      `UPDATE customer_spans SET assumed = true WHERE id = (
         SELECT min(id) FROM customer_spans WHERE customer_id = $1 AND field = 'owner')`,
      [person.id],
    );
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

async function addRandomTalk({ owner, random, agents }: Making, customer: Person, atMs: number): Promise<Talk> {
  const kind = random.pick(['call', 'call', 'visit', 'note'] as const);
  const talk = await addTalk(owner, {
    id: uuidv7(),
    customer,
    author: random.pick(agents),
    kind,
    outcome: kind === 'call' ? random.pick(OUTCOMES) : '',
    atMs,
    isTakenBack: random.chance(0.1),
  });
  if (talk.isTakenBack) await takeBack(owner, talk, atMs + 60_000);
  return talk;
}

export async function addTalk(owner: pg.ClientBase, talk: Talk): Promise<Talk> {
  await owner.query(
    `INSERT INTO interactions (id, customer_id, author_id, kind, outcome, occurred_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [talk.id, talk.customer.id, talk.author, talk.kind, talk.outcome, iso(talk.atMs)],
  );
  return talk;
}

export async function takeBack(owner: pg.ClientBase, talk: Talk, atMs: number): Promise<void> {
  const { id, customer, author } = talk;
  await owner.query(
    `INSERT INTO interactions (id, customer_id, author_id, kind, retracts, occurred_at, created_at)
     VALUES ($1, $2, $3, 'note', $4, $5, $5)`,
    [uuidv7(), customer.id, author, id, iso(atMs)],
  );
}

/** Four weeks on the day of the start. */
function weeklyFrom(startsMs: number, zone: string): string {
  const day = WEEKDAYS[weekdayOf(localTimeOf(iso(startsMs), zone).slice(0, 10))];
  return `FREQ=WEEKLY;BYDAY=${day};COUNT=4`;
}

async function addMeeting(making: Making, customer: Person, madeMs: number): Promise<Meeting> {
  const { owner, random, agents } = making;
  const part = random.chance(0.1) ? 'series' : random.chance(0.1) ? 'date' : 'single';
  const atMs = madeMs + random.between(1, 20 * 1_440) * 60_000;
  // A series begins on a minute of the clock.
  const startsMs = part === 'series' ? atMs - (atMs % 60_000) + 60_000 : atMs;
  const meeting: Meeting = {
    id: uuidv7(),
    ...{ customer, agent: random.pick(agents), kind: random.pick(KINDS), madeMs, startsMs, part },
    endsMs: startsMs + random.pick([30, 60, 120]) * 60_000,
    status: random.chance(0.1) ? random.pick(UNCOUNTED) : random.pick(STATUSES),
    isReminded: part !== 'series' && random.chance(0.5),
    deletedMs: random.chance(0.08) ? timeAfter(making, madeMs) : null,
  };
  await owner.query(
    `INSERT INTO appointments (id, customer_id, agent_id, kind, starts_at, ends_at, zone, status, created_by,
       created_at, recurrence, root_id, series_id, occurrence_on, deleted_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $3, $9, $10, $11, $11, $12, $13)`,
    [
      ...[meeting.id, customer.id, meeting.agent, meeting.kind, iso(startsMs), iso(meeting.endsMs), making.at.zone],
      ...[meeting.status, iso(madeMs), part === 'series' ? weeklyFrom(startsMs, making.at.zone) : ''],
      ...[part === 'date' ? uuidv7() : null, part === 'date' ? iso(startsMs).slice(0, 16) : ''],
      meeting.deletedMs === null ? null : iso(meeting.deletedMs),
    ],
  );
  if (meeting.isReminded || random.chance(0.4)) await remind(owner, random, meeting);
  return meeting;
}

/** Said one after another; a later word about the same thing takes its place, and none takes it away. */
async function setTargets({ owner, random, at, agents }: Making, teams: readonly string[]): Promise<TargetSaid[]> {
  const targets: TargetSaid[] = [];
  const setMs = at.fromMs - DAY_MS;
  // Whoever says it says it from the present month on: later words never hold from an earlier month.
  const months = Array.from({ length: random.below(9) }, () => random.pick([at.month, '2024-01', '2030-01'])).sort();
  for (const fromMonth of months) {
    const whose = random.pick(['office', 'team', 'member'] as const);
    const one = {
      team: whose === 'team' ? random.pick(teams) : null,
      member: whose === 'member' ? random.pick(agents.slice(0, 2)) : null,
      measure: random.pick(MEASURES),
      fromMonth,
      value: random.chance(0.2) ? null : random.between(1, 40),
    };
    targets.push(one);
    await owner.query(
      `INSERT INTO report_targets (id, team_id, member_id, measure, from_month, value, set_by, set_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[uuidv7(), one.team, one.member, one.measure, one.fromMonth, one.value, agents[0]],
        iso(setMs + targets.length),
      ],
    );
  }
  return targets;
}
