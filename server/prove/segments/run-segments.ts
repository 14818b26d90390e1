/**
 * Random rules asked of the same people by the device, by the office's SQL and by what the operators are said to mean.
 */
import type { Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { isInSegment } from '../../../sync/rules/segment';
import { SegmentSieve } from '../../../sync/rules/segment-sieve';
import { MEMBER_FACTS } from '../../../sync/rules/segment-facts';
import {
  ALL_PARTS,
  customerRecord,
  partsAsked,
  withParts,
  type SegmentHanging,
  type SegmentParts,
} from '../../../sync/rules/segment-record';
import { segmentRule, type SegmentRule } from '../../../sync/rules/segment-rule';
import { readRule, type SegmentTree } from '../../../sync/rules/segment-tests';
import { createPool } from '../../db/pool';
import { selectInSegment } from '../../features/segments/segments.store';
import type { ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { withMigratedPlace } from '../server-process';
import { fillOffice } from './fill-office';
import { expects } from './oracle';
import { makePerson, mergedInto, together, VALUES, type Member, type Person } from './people';
import { randomCondition, randomRule } from './random-rule';

/**
 * `blind-not`: the device overlooks a NOT. `other-zone`: both engines count days in UTC. `half-open`: SQL has no end.
 * `merged-apart`: what hangs on merged records counts for nobody, but in SQL. `part-unread`: a card reads the customer
 * and nothing that hangs on them.
 */
export const SEGMENT_BREAKAGES = ['blind-not', 'other-zone', 'half-open', 'merged-apart', 'part-unread'] as const;
export type SegmentBreakage = (typeof SEGMENT_BREAKAGES)[number];
export type SegmentOptions = {
  readonly databaseUrl: string;
  readonly seed: number;
  readonly rules: number;
  readonly customers: number;
  readonly breakage: SegmentBreakage | null;
  readonly say: (line: string) => void;
};

const NOW_MS = Date.UTC(2026, 10, 24, 9, 30);
const ZONES = ['Europe/Istanbul', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'];
const DAYS = ['2025-01-01', '2025-12-31', '2026-10-25', '2026-11-01', '2026-11-23', '2026-11-24', '2026-12-31'];
const MAX_PROBLEMS = 20;

export function runSegments(options: SegmentOptions): Promise<ProofResult> {
  return withMigratedPlace(options.databaseUrl, async ({ url }) => {
    return compare(options, url);
  });
}

/** On a database that is migrated and empty. */
export async function compare(options: Omit<SegmentOptions, 'databaseUrl'>, url: string): Promise<ProofResult> {
  const random = new Random(options.seed);
  const members = makeMembers();
  const made = Array.from({ length: options.customers }, () => makePerson(random, NOW_MS, members));
  const { records: stored, people } = mergeSome(random, made, options.breakage === 'merged-apart');
  const pool = createPool({ databaseUrl: url, maxConnections: 2, onError: () => undefined });
  const problems: string[] = [];
  const counts = { rules: 0, customers: people.length, merged: made.length - people.length, inSegments: 0, unknown: 0 };
  try {
    const client = await pool.connect();
    await fillOffice(client, members, stored, NOW_MS);
    client.release();
    options.say(`${people.length} people at the office`);
    const records = people.map((one) => recordOf(one, ALL_PARTS));
    const sieve = new SegmentSieve(records);
    for (; counts.rules < options.rules && problems.length < MAX_PROBLEMS; counts.rules += 1) {
      const asked = {
        viewer: random.pick(members),
        zone: random.pick(ZONES),
        nowMs: random.chance(0.5) ? NOW_MS : NOW_MS + random.between(0, 80) * 6 * 3_600_000,
      };
      const rule = randomRule(random, withMembers(members), DAYS);
      const found = await askAll({ ...options, pool, sieve, people, asked, rule });
      counts.inSegments += found.size;
      problems.push(...found.problems.map((problem) => `${problem}: ${JSON.stringify({ ...asked, rule })}`));
      const unknown = unknownOf(random, rule);
      const context = {
        viewer: { id: asked.viewer.id, teamId: asked.viewer.teamId ?? '' },
        zone: asked.zone,
        nowMs: NOW_MS,
      };
      const read = readRule(unknown, context);
      counts.unknown += read.problems.length;
      if (read.problems.length === 0 || records.some((one) => isInSegment(one, read.tree, NOW_MS)))
        problems.push(`somebody is in ${JSON.stringify(unknown)}`);
      if ((counts.rules + 1) % 200 === 0) options.say(`${counts.rules + 1} rules`);
    }
  } finally {
    await pool.end();
  }
  return { problems, counts };
}

/** A card reads of its customer alone, and what the rule asks: every so many of them are asked both ways. */
const CARDS_EVERY = 20;

type Question = {
  readonly pool: Pool;
  readonly sieve: SegmentSieve;
  readonly people: readonly Person[];
  readonly asked: { readonly viewer: Member; readonly zone: string; readonly nowMs: number };
  readonly rule: SegmentRule;
  readonly breakage: SegmentBreakage | null;
};

async function askAll({ pool, sieve, people, asked, rule, breakage }: Question) {
  const { viewer, zone, nowMs } = asked;
  const context = {
    viewer: { id: viewer.id, teamId: viewer.teamId ?? '' },
    zone: breakage === 'other-zone' ? 'UTC' : zone,
    nowMs,
  };
  const stored = segmentRule.parse(JSON.parse(JSON.stringify(rule)));
  const { tree, problems: unread } = readRule(stored, context);
  const member = { ...viewer, fullName: '', email: '', scopeVersion: 1 };
  const opposite: SegmentTree = { test: 'not', of: tree };
  const office = await selectInSegment(
    pool,
    member,
    breakage === 'half-open' ? endless(tree) : tree,
    nowMs,
    people.length,
  );
  const others = await selectInSegment(pool, member, opposite, nowMs, 0);
  const seen = people.map((one) => isSeen(one, viewer));
  const onDeviceTree = breakage === 'blind-not' ? withoutNot(tree) : tree;
  const passing = sieve.passing(onDeviceTree, nowMs);
  const parts: SegmentParts = breakage === 'part-unread' ? new Set() : partsAsked(onDeviceTree);
  const onCards = people.filter(
    (one, at) =>
      at % CARDS_EVERY === 0 && isInSegment(recordOf(one, parts), onDeviceTree, nowMs) !== (passing[at] === 1),
  );
  const onDevice: string[] = [];
  const expected: string[] = [];
  people.forEach(({ truth }, at) => {
    if (seen[at] !== true) return;
    if (passing[at] === 1) onDevice.push(truth.id);
    if (expects(rule, truth, { zone, nowMs, memberId: viewer.id, teamId: viewer.teamId ?? '' }))
      expected.push(truth.id);
  });
  const problems = unread.map(({ what, word }) => `${what} ${word} is not known`);
  if (onCards.length > 0) problems.push(`${onCards.length} cards say another thing than the list`);
  const all = seen.filter(Boolean).length;
  if (office.count + others.count !== all) problems.push(`${office.count} and ${others.count} are not all ${all}`);
  if (office.count !== office.ids.length) problems.push(`${office.count} counted, ${office.ids.length} listed`);
  problems.push(...differences('device', onDevice, expected), ...differences('SQL', office.ids, expected));
  return { problems, size: expected.length };
}

function differences(engine: string, ids: readonly string[], expected: readonly string[]): string[] {
  const [have, want] = [new Set(ids), new Set(expected)];
  const tooMany = ids.filter((id) => !want.has(id));
  const missing = expected.filter((id) => !have.has(id));
  return tooMany.length + missing.length === 0
    ? []
    : [`${engine} has ${tooMany.length} too many and lacks ${missing.length} (${tooMany[0] ?? missing[0]})`];
}

function isSeen({ customer, truth }: Person, { id, role, teamId }: Member): boolean {
  if (role === 'admin' || truth.choices['ownerId'] === id || (customer['sharedWith'] as string[]).includes(id))
    return true;
  return role === 'manager' && truth.choices['teamId'] === teamId;
}

function recordOf({ customer, stageStamp, appointments, interactions, threads }: Person, parts: SegmentParts) {
  const { conversations, files } = threads;
  const hanging = { appointments, interactions, conversations, files } as unknown as SegmentHanging;
  return withParts(customerRecord(customer, stageStamp), parts, hanging, NOW_MS);
}

function makeMembers(): Member[] {
  const teams = [uuidv7(), uuidv7()];
  return [
    { id: uuidv7(), role: 'admin', teamId: null },
    ...teams.flatMap((teamId) =>
      (['manager', 'agent', 'agent'] as const).map((role) => ({ id: uuidv7(), role, teamId })),
    ),
  ];
}

/**
 * Of every so many one is merged into another, which may be merged in turn: all records as they are stored, and who
 * that makes of them. `isApart`: what hangs on the merged ones is forgotten.
 */
function mergeSome(random: Random, made: readonly Person[], isApart: boolean) {
  const records: Person[] = [];
  const people: Person[] = [];
  for (let at = 0; at < made.length; at += 1) {
    let person = made[at]!;
    const own = records.length;
    records.push(person);
    let last = person;
    while (random.chance(0.12) && at + 1 < made.length) {
      at += 1;
      const lost = made[at]!;
      // Into the person's first record, or into one that was merged itself.
      const into = random.chance(0.5) ? records[own]! : last;
      records.push((last = mergedInto(lost, into)));
      if (!isApart) person = together(person, lost);
    }
    people.push(person);
  }
  return { records, people };
}

const withMembers = (members: readonly Member[]) => ({
  ...VALUES,
  ...Object.fromEntries(MEMBER_FACTS.map((fact) => [fact, members.map(({ id }) => id)])),
  teamId: [...new Set(members.map(({ teamId }) => teamId ?? ''))],
});

/** The same rule with a condition of a later build: nobody's, however it is turned. */
function unknownOf(random: Random, rule: SegmentRule): SegmentRule {
  const condition = randomCondition(random, VALUES, DAYS);
  const unknown = random.chance(0.5) ? { ...condition, fact: 'shoeSize' } : { ...condition, operator: 'resembles' };
  const group = { combinator: 'or' as const, not: true, rules: [unknown] };
  return {
    combinator: 'or',
    ...(random.chance(0.5) ? { not: true } : {}),
    rules: [...rule.rules.slice(0, 3), random.pick([unknown, group])],
  };
}

function withoutNot(tree: SegmentTree): SegmentTree {
  if (tree.test === 'not') return withoutNot(tree.of);
  return tree.test === 'all' || tree.test === 'any' ? { ...tree, of: tree.of.map(withoutNot) } : tree;
}

function endless(tree: SegmentTree): SegmentTree {
  if (tree.test === 'not') return { ...tree, of: endless(tree.of) };
  if (tree.test === 'all' || tree.test === 'any') return { ...tree, of: tree.of.map(endless) };
  return tree.test === 'moment' ? { ...tree, belowMs: null } : tree;
}
