/**
 * Four weeks in steps: something happens, time goes on, everything that is due leaves, and all that left is looked at.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { Pool } from 'pg';
import { FIRST_REMINDER_RULE } from '../../../sync/rules/setting-defaults';
import { settingId } from '../../../sync/rules/setting-rights';
import { openTestOffice } from '../../test/office';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { readTruth, type Standing } from './calendar-truth';
import { dueOf, isOfUse, OFFSETS, QUIET } from './expected-times';
import type { Crew, Furnished, Taken } from './crew';
import { look, nameOf, explainAll, type Due, type Sent } from './judge';
import { changeSomething, type World } from './random-changes';

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 86_400_000;
/** What one claim holds at most at the rate of the proof is far more than ever is due in one quarter of an hour. */
const MOST_HELD_BY_ONE = 10;
/** A Monday; clocks change in New York on the 14th and in Europe on the 28th. */
const BEGIN_MS = Date.parse('2027-03-08T06:00:00.000Z');
const ZONES = ['Europe/Istanbul', 'Europe/Berlin', 'Europe/London', 'America/New_York'] as const;

/** What a provider took, whenever the proof asks. */
export type RemindersOptions = {
  readonly url: string;
  readonly seed: number;
  readonly appointments: number;
  readonly series: number;
  readonly changes: number;
  readonly kills: number;
  readonly days?: number;
  readonly breakage: 'unasked' | null;
  readonly say: (line: string) => void;
  readonly crewOf: (furnished: Furnished) => Promise<Crew>;
};

export async function runReminders(options: RemindersOptions): Promise<ProofResult> {
  const { url, days = 28, say } = options;
  const random = new Random(options.seed);
  const office = openTestOffice({ url, appUrl: url, close: () => Promise.resolve() });
  const { pool } = office.deps;
  const endMs = BEGIN_MS + days * DAY_MS;
  const world: World = {
    deps: office.deps,
    random,
    accepted: new Set(),
    cancelled: new Set(),
    endMs,
    counts: {},
  };
  await furnishClock(pool, options.breakage);
  let nowMs = BEGIN_MS;
  const problems: string[] = [];
  const sent = new Map() as Sent;
  const counts: Record<string, number> = { steps: 0, left: 0, invalid: 0, twice: 0, late: 0, night: 0 };
  /** What left since it was asked last; `truths`: what stood meanwhile, any of which may have been gone by. */
  const judge = (taken: readonly Taken[], truths: readonly ReadonlyMap<string, Standing>[]) => {
    for (const message of taken) {
      counts['left']! += 1;
      let problem: ReturnType<typeof look> = { kind: 'invalid' };
      for (const stood of truths) if (problem?.kind === 'invalid') problem = look(message, stood, nowMs, sent);
      if (problem === null) continue;
      counts[problem.kind]! += 1;
      const { channel, to, text } = message;
      const found = `${new Date(nowMs).toISOString()} ${problem.kind}: ${channel} ${to} ${text.slice(0, 80)}`;
      problems.push(found);
      say(found);
    }
  };
  /**
   * Time jumps while nobody holds anything and nobody can claim: what left before is looked at by the time at which it
   * left, also what a report that came late let go on another channel.
   */
  const setClock = async (atMs: number, leftBefore: () => void = () => undefined) => {
    const client = await pool.connect();
    try {
      for (;;) {
        await client.query('BEGIN');
        await client.query('LOCK TABLE deliveries IN SHARE MODE');
        const { rows } = await client.query(`SELECT FROM deliveries WHERE state = 'sending' LIMIT 1`);
        if (rows.length === 0) break;
        await client.query('ROLLBACK');
        await sleep(40);
      }
      leftBefore();
      nowMs = office.clock.nowMs = atMs;
      await client.query('UPDATE prove_clock SET at = $1', [new Date(atMs).toISOString()]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
  };
  await setClock(BEGIN_MS);
  await furnishOffice(world, options, days);
  const crew = await options.crewOf({ random, pool });
  const expected = new Map<string, Due>();
  const since = new Map<string, number>();
  let truth = await readTruth(pool, world.accepted);
  note(truth, since, nowMs);
  const stepsPlanned = await countDue(pool);
  let [kills, changes] = [0, 0];
  try {
    for (;;) {
      const nextMs = await nextDue(pool, nowMs);
      if (nextMs === null || nextMs > endMs) break;
      counts['steps']! += 1;
      const wantsChanges = Math.ceil((options.changes - changes) / Math.max(1, stepsPlanned - counts['steps']!));
      for (let at = 0; at < wantsChanges && changes < options.changes; at += 1, changes += 1)
        await changeSomething(world, truth, nowMs);
      // Now and then nobody works for some hours.
      const beforeMs = nowMs;
      // What waits for a clash to be resolved looks again every minute: time goes on by quarters.
      const later = Math.ceil(((await nextDue(pool, nowMs)) ?? nextMs) / QUARTER_MS) * QUARTER_MS;
      const stood = truth;
      truth = await readTruth(pool, world.accepted);
      await setClock(random.chance(0.03) ? later + random.between(1, 3) * 60 * MINUTE_MS : later, () =>
        judge(crew.taken(), [stood, truth]),
      );
      note(truth, since, beforeMs);
      awaitWhatIsDue(truth, since, beforeMs, nowMs, expected);
      const isHard = kills < options.kills && random.chance(1.3 * (options.kills / Math.max(1, stepsPlanned)));
      if (isHard) kills += 1;
      await crew.work(pool, isHard);
      judge(crew.taken(), [truth]);
      if (counts['steps']! % 100 === 0)
        say(
          `${new Date(nowMs).toISOString().slice(0, 16)}: ${counts['left']} left, ${kills} died, ${problems.length} problems`,
        );
    }
  } finally {
    await crew.stop();
  }
  const { arrived, explained, lost } = await explainAll(pool, expected, sent);
  problems.push(...lost.map((one) => `lost without a word: ${one}`));
  // Whoever died took their claims along: that is unknown for ever, and said; the more die, the more there are.
  const heldByTheDead = sumOf(Object.entries(explained).filter(([why]) => why.endsWith('claim_expired')));
  const missed = [...expected.values()].filter(({ isMissed }) => isMissed).length;
  const share = arrived / Math.max(1, expected.size - heldByTheDead - missed);
  if (share < 0.95 && options.breakage === null)
    problems.push(`only ${Math.floor(share * 1_000) / 10} % of what was due arrived`);
  if (heldByTheDead > MOST_HELD_BY_ONE * kills) problems.push(`${heldByTheDead} were in the hands of ${kills} dead`);
  await office.close();
  return {
    problems,
    counts: {
      appointments: options.appointments,
      series: options.series,
      changes,
      ...world.counts,
      kills,
      ...counts,
      due: expected.size,
      missed,
      arrived,
      explained: sumOf(Object.entries(explained)),
      ...Object.fromEntries(Object.entries(explained).map(([why, n]) => [`because ${why}`, n])),
      lost: lost.length,
    },
  };
}

/** Weeks pass in minutes: what the office goes by is a row of the proof's. */
async function furnishClock(pool: Pool, breakage: 'unasked' | null): Promise<void> {
  await pool.query('CREATE TABLE prove_clock (at timestamptz NOT NULL)');
  await pool.query('INSERT INTO prove_clock VALUES (now())');
  await pool.query(
    `CREATE OR REPLACE FUNCTION office_clock() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL SAFE AS
      'SELECT at FROM prove_clock'`,
  );
  if (breakage === 'unasked')
    await pool.query(
      `CREATE OR REPLACE FUNCTION reminder_obstacle(of_reminder uuid) RETURNS text LANGUAGE sql STABLE AS $$
        SELECT '' $$`,
    );
  await pool.query('UPDATE sending_rates SET per_second = 1000');
}

async function furnishOffice(world: World, options: RemindersOptions, days: number): Promise<void> {
  const { deps, random } = world;
  const { pool } = deps;
  const agents = Array.from({ length: Math.max(4, Math.ceil(options.appointments / 12)) }, () => uuidv7());
  await pool.query(
    `INSERT INTO members (id, full_name, email, role, is_active) SELECT id, 'Danışman ' || n,
      'danisman' || n || '@saha.example', 'agent', true
     FROM unnest($1::uuid[]) WITH ORDINALITY AS x(id, n)`,
    [agents],
  );
  const rule = { ...FIRST_REMINDER_RULE, isOn: true, quietFrom: QUIET.from, quietTo: QUIET.to };
  const silent = { channels: [], templateId: '' };
  await deps.writeAsOffice(
    'settings',
    [
      {
        id: settingId('reminderRule', 'all'),
        values: {
          key: 'reminderRule',
          subject: 'all',
          memberId: '',
          value: { ...rule, atBooking: silent, atMove: silent, atCancel: silent },
          archivedAt: '',
          createdBy: agents[0],
          createdAt: new Date(BEGIN_MS).toISOString(),
        },
      },
    ],
    'prove',
  );
  const total = options.appointments + options.series;
  const people = Array.from({ length: total }, (_, n) => ({
    id: uuidv7(),
    owner: random.pick(agents),
    phone: random.chance(0.9) ? `+90532${String(1_000_000 + n)}` : '',
    email: `musteri${n}@ornek.example`,
  }));
  await pool.query(
    `INSERT INTO customers (id, first_name, last_name, phone, email, source, stage, owner_id, created_by, created_at)
     SELECT id, 'Müşteri', 'Kişi', phone, email, 'fair', 'new', owner, owner, now()
     FROM json_to_recordset($1::json) AS x(id uuid, phone text, email text, owner uuid)`,
    [JSON.stringify(people)],
  );
  const writes = people.map(({ id, owner }, n) => {
    const isSeries = n >= options.appointments;
    const zone = random.pick(ZONES);
    const day = random.between(2, Math.max(2, isSeries ? Math.floor(days / 2) : days - 1));
    const startMs = BEGIN_MS + day * DAY_MS + random.between(-4, 48) * 15 * MINUTE_MS;
    return {
      id: uuidv7(),
      values: {
        customerId: id,
        agentId: owner,
        title: '',
        kind: 'meeting',
        startsAt: new Date(startMs).toISOString(),
        endsAt: new Date(startMs + 45 * MINUTE_MS).toISOString(),
        zone,
        location: '',
        notes: '',
        status: 'confirmed',
        cancelReason: '',
        createdBy: owner,
        createdAt: new Date(BEGIN_MS).toISOString(),
        deletedAt: '',
        recurrence: isSeries ? random.pick(['FREQ=DAILY;COUNT=4', 'FREQ=DAILY;INTERVAL=2;COUNT=5']) : '',
      },
    };
  });
  for (let at = 0; at < writes.length; at += 100)
    await deps.writeAsOffice('appointments', writes.slice(at, at + 100), 'prove');
}

const sumOf = (counts: readonly (readonly [string, number])[]) => counts.reduce((sum, [, n]) => sum + n, 0);

async function nextDue(pool: Pool, nowMs: number): Promise<number | null> {
  const { rows } = await pool.query<{ at: string | null }>(
    `SELECT least((SELECT min(due_at) FROM reminders WHERE state = 'planned' AND due_at > $1),
       (SELECT min(not_before) FROM deliveries WHERE state = 'queued' AND not_before > $1)) AS at`,
    [new Date(nowMs).toISOString()],
  );
  const at = rows[0]?.at ?? null;
  return at === null ? null : Date.parse(at);
}

async function countDue(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>('SELECT count(DISTINCT due_at)::int AS n FROM reminders');
  return rows[0]?.n ?? 0;
}

/** Since when each stands as it does: at a given time, open, and met by nothing. */
function note(truth: ReadonlyMap<string, Standing>, since: Map<string, number>, nowMs: number): void {
  const standing = new Set<string>();
  for (const one of truth.values()) if (one.isOpen && !one.isFlagged) standing.add(nameOf(one));
  for (const name of since.keys()) if (!standing.has(name)) since.delete(name);
  for (const name of standing) if (!since.has(name)) since.set(name, nowMs);
}

function awaitWhatIsDue(
  truth: ReadonlyMap<string, Standing>,
  since: ReadonlyMap<string, number>,
  beforeMs: number,
  nowMs: number,
  expected: Map<string, Due>,
): void {
  for (const one of truth.values()) {
    const standsSince = since.get(nameOf(one));
    if (standsSince === undefined || one.startMs < beforeMs || one.startMs > nowMs + 3 * DAY_MS) continue;
    for (const offset of OFFSETS) {
      const dueMs = dueOf(one.startMs, offset, one.zone);
      if (dueMs === null || dueMs <= beforeMs || dueMs > nowMs || standsSince > beforeMs) continue;
      const isMissed = !isOfUse(one.startMs, offset, one.zone, nowMs);
      expected.set(`${nameOf(one)} ${offset}`, { one, offset, dueMs, isMissed });
    }
  }
}
