/** Puts the log of an office into tables of the reckoning's own, for it asks nothing of what the office keeps. */
import type pg from 'pg';
import type { Log } from './office-log';

const TABLES = `
  DROP SCHEMA IF EXISTS told CASCADE;
  CREATE SCHEMA told;
  CREATE TABLE told.members (id uuid PRIMARY KEY, team uuid, is_agent boolean);
  CREATE TABLE told.people (id uuid PRIMARY KEY, at timestamptz, country text, city text, is_assumed boolean,
    deleted timestamptz);
  CREATE TABLE told.changes (person uuid, nth int, at timestamptz, owner uuid, stage text, source text,
    PRIMARY KEY (person, nth));
  CREATE TABLE told.talks (id uuid, person uuid, author uuid, kind text, outcome text, at timestamptz,
    taken_back boolean);
  CREATE TABLE told.meetings (id uuid, person uuid, agent uuid, kind text, status text, made timestamptz,
    starts timestamptz, ends timestamptz, is_reminded boolean, part text, deleted timestamptz);
  CREATE TABLE told.letters (id uuid, person uuid, conversation uuid, is_in boolean, author uuid, at timestamptz);
  CREATE TABLE told.posts (id uuid, person uuid, batch uuid, state text, sent timestamptz);
  CREATE TABLE told.stages (id text, kind text);
  CREATE TABLE told.hours (member text, weekday int, span int4range);
  CREATE TABLE told.holidays (first date, last date, since int, yearly boolean);
  CREATE TABLE told.absences (member text, first date, last date, span int4range);
  CREATE TABLE told.targets (nth int, team uuid, member uuid, measure text, from_month text, value int);
  CREATE FUNCTION told.at(who uuid, t timestamptz) RETURNS told.changes LANGUAGE sql STABLE AS $$
    SELECT c FROM told.changes c WHERE c.person = who AND (c.at <= t OR c.nth = 0) ORDER BY c.nth DESC LIMIT 1 $$;
  CREATE INDEX ON told.letters (conversation);
  CREATE INDEX ON told.talks (person)`;

const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const range = (from: number, to: number) => `[${from},${to})`;

const NAMES = [
  ...['members', 'people', 'changes', 'talks', 'meetings', 'letters', 'posts', 'stages', 'hours', 'holidays'],
  ...['absences', 'targets'],
];

/** Once for a database, by its owner. */
export async function prepareToTell(owner: pg.ClientBase): Promise<void> {
  await owner.query(TABLES);
}

/** What was told before is forgotten. */
export async function tellLog(owner: pg.ClientBase, log: Log): Promise<void> {
  await owner.query(`TRUNCATE ${NAMES.map((name) => `told.${name}`).join(', ')}`);
  const { calendar } = log;
  const put = (table: string, rows: readonly object[]) =>
    owner.query(`INSERT INTO told.${table} SELECT * FROM jsonb_populate_recordset(NULL::told.${table}, $1::jsonb)`, [
      JSON.stringify(rows),
    ]);
  await put(
    'members',
    log.members.map(({ id, team, isAgent }) => ({ id, team, is_agent: isAgent })),
  );
  await put(
    'people',
    log.people.map(({ id, createdMs, country, city, isAssumed, deletedMs }) => ({
      ...{ id, at: at(createdMs), country, city, is_assumed: isAssumed, deleted: at(deletedMs) },
    })),
  );
  await put(
    'changes',
    log.people.flatMap(({ id, changes }) =>
      changes.map(({ atMs, ...one }, nth) => ({ person: id, nth, at: at(atMs), ...one })),
    ),
  );
  await put(
    'talks',
    log.talks.map(({ customer, atMs, isTakenBack, ...one }) => ({
      ...{ ...one, person: customer.id, at: at(atMs), taken_back: isTakenBack },
    })),
  );
  await put(
    'meetings',
    log.meetings.map(({ customer, madeMs, startsMs, endsMs, isReminded, deletedMs, ...one }) => ({
      ...{ ...one, person: customer.id, made: at(madeMs), starts: at(startsMs), ends: at(endsMs) },
      ...{ is_reminded: isReminded, deleted: at(deletedMs) },
    })),
  );
  await put(
    'letters',
    log.letters
      .filter(({ isIn, counts }) => isIn || counts)
      .map(({ customer, isIn, atMs, ...one }) => ({ ...one, person: customer.id, is_in: isIn, at: at(atMs) })),
  );
  await put(
    'posts',
    log.posts.map(({ customer, sentMs, ...one }) => ({ ...one, person: customer.id, sent: at(sentMs) })),
  );
  await put('stages', calendar.stages);
  await put(
    'hours',
    calendar.hours.map(({ from, to, ...one }) => ({ ...one, span: range(from, to) })),
  );
  await put(
    'holidays',
    calendar.holidays.map(({ firstOn, lastOn, since, isYearly }) => ({
      ...{ first: firstOn, last: lastOn, since, yearly: isYearly },
    })),
  );
  await put(
    'absences',
    calendar.absences.map(({ member, firstOn, lastOn, from, to }) => ({
      ...{ member, first: firstOn, last: lastOn, span: range(from, to) },
    })),
  );
  await put(
    'targets',
    log.targets.map(({ fromMonth, ...one }, nth) => ({ ...one, nth, from_month: fromMonth })),
  );
}
