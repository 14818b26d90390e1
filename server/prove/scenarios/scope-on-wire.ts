/**
 * Three teams, ten agents and thousands of customers that change hands, while everybody pulls. Every document of
 * every page is held against an oracle; so is what a device holds in the end. Forged checkpoints and other people's ids
 * have no effect.
 */
import type { Checkpoint, PullOutput, PushOutput } from '../../../sync/protocol/messages';
import { noCounts } from '../proving-ground';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { clean, type Verdict } from '../verdict';
import { editOfCustomer, newAppointmentBelow, newInteractionBelow } from '../wire/push-examples';
import { idsInScope, problemsOfDocuments, SCOPED, type ScopedCollection } from '../wire/scope-oracle';
import { furnishScopeOffice, reassign, type ScopeOffice } from '../wire/scope-office';
import { changedTables, readStateDigest } from '../wire/state-digest';
import { dataOf, isDone } from '../wire/wire-client';
import { WireOffice, type Caller } from '../wire/wire-office';

const MAX_PROBLEMS = 20;
type Replica = {
  readonly caller: Caller;
  readonly held: Map<ScopedCollection, Set<string>>;
  readonly at: Map<ScopedCollection, Checkpoint>;
  readonly unswept: Map<ScopedCollection, Set<string>>;
};
type Counts = { pulls: number; documents: number; reassignments: number; forged: number; foreign: number };

export async function scopeOnWire({
  tally,
  seed,
  short,
  wireBreakage: breakage = null,
  databaseUrl,
}: ScenarioInput): Promise<void> {
  const verdict = clean();
  const counts: Counts = { pulls: 0, documents: 0, reassignments: 0, forged: 0, foreign: 0 };
  await WireOffice.run({ databaseUrl, breakage }, async (wire) => {
    const random = new Random(seed);
    const office = await furnishScopeOffice(wire, short ? 300 : 5_000);
    const replicas = office.people.map((caller): Replica => ({
      caller,
      held: new Map(SCOPED.map((name) => [name, new Set()])),
      at: new Map(),
      unswept: new Map(),
    }));
    const wanted = short ? 150 : 1_000;
    while (counts.pulls < wanted && verdict.leaks.length < MAX_PROBLEMS) {
      if (random.chance(0.25)) {
        await reassign(random, office);
        counts.reassignments += 1;
      }
      await pullPage(office, random.pick(replicas), random.pick(SCOPED), random, verdict, counts);
      if (random.chance(0.08)) await reachForOthers(office, random.pick(replicas).caller, random, verdict, counts);
    }
    for (const replica of replicas)
      for (const collection of SCOPED)
        if (verdict.leaks.length < MAX_PROBLEMS) await comeToRest(office, replica, collection, random, verdict, counts);
  });
  tally.add(
    verdict,
    noCounts(),
    `scope-on-wire, seed ${seed}; again: npm run prove -- sync --scenario scope-on-wire --seed ${seed}${short ? ' --short' : ''}`,
  );
  tally.scenario('scope-on-wire', { ...counts, leaks: verdict.leaks.length });
}

/** Who somebody is at this moment: roles change. */
async function roleNow({ office }: ScopeOffice, { memberId }: Caller): Promise<{ memberId: string; role: string }> {
  return {
    memberId,
    role: (await office.pool.query<{ role: string }>('SELECT role FROM members WHERE id = $1', [memberId])).rows[0]!
      .role,
  };
}

/** True when there was no more to come. */
async function pullPage(
  office: ScopeOffice,
  { caller, held, at, unswept }: Replica,
  collection: ScopedCollection,
  random: Random,
  verdict: Verdict,
  counts: Counts,
): Promise<boolean> {
  const known = at.get(collection) ?? null;
  const forged = random.chance(0.2) ? forge(random, office, known, caller) : null;
  const answer = await office.office.client.call(
    'query',
    'sync.pull',
    { collection, deviceId: caller.deviceId, checkpoint: forged ?? known, limit: random.pick([7, 50, 400, 2_000]) },
    caller.cookie,
  );
  counts.pulls += 1;
  if (!isDone(answer)) {
    verdict.errors.push(`a pull was answered ${answer.status} ${answer.text.slice(0, 200)}`);
    return true;
  }
  const page = dataOf<PullOutput>(answer);
  counts.documents += page.documents.length;
  verdict.leaks.push(
    ...(await problemsOfDocuments(office.office.pool, await roleNow(office, caller), collection, page.documents)).map(
      (problem) => `${caller.email}: ${problem}`,
    ),
  );
  // What was asked for with a forged place says nothing about where this replica stands.
  if (forged !== null) {
    counts.forged += 1;
    return false;
  }
  const here = held.get(collection)!;
  if (known === null || page.restarted) unswept.set(collection, new Set(here));
  for (const { id, fields } of page.documents) {
    if (typeof fields['deletedAt'] === 'string' && fields['deletedAt'] !== '') here.delete(id);
    else here.add(id);
    unswept.get(collection)?.delete(id);
  }
  for (const id of page.gone) here.delete(id);
  at.set(collection, page.checkpoint);
  if (!page.hasMore) {
    for (const id of unswept.get(collection) ?? []) here.delete(id);
    unswept.delete(collection);
  }
  return !page.hasMore;
}

function forge(
  random: Random,
  { office, teamIds }: ScopeOffice,
  known: Checkpoint | null,
  { memberId }: Caller,
): Checkpoint {
  const right = known ?? { epoch: office.epoch, scope: 'agent::1', xid: '0', id: '' };
  return {
    ...right,
    ...random.pick<Partial<Checkpoint>>([
      { scope: 'admin::1' },
      { scope: `manager:${random.pick(teamIds)}:${random.between(1, 9)}` },
      { scope: `agent:${memberId}:1` },
      { epoch: memberId },
      { xid: '0', id: '' },
      { xid: '99999999999999999999' },
      { id: memberId },
      { id: "' OR 1=1" },
      { xid: '1', id: '00000000-0000-7000-8000-000000000000' },
    ]),
  };
}

/** Everything that was committed has come; what is held is what may be seen, no more and no less. */
async function comeToRest(
  office: ScopeOffice,
  replica: Replica,
  collection: ScopedCollection,
  random: Random,
  verdict: Verdict,
  counts: Counts,
): Promise<void> {
  await horizonPassed(office);
  const calm = new Random(random.below(1_000));
  calm.chance = () => false;
  while (!(await pullPage(office, replica, collection, calm, verdict, counts)));
  const held = replica.held.get(collection)!;
  const right = await idsInScope(office.office.pool, replica.caller.memberId, collection);
  const tooMany = [...held].filter((id) => !right.has(id)),
    missing = [...right].filter((id) => !held.has(id));
  if (tooMany.length > 0)
    verdict.leaks.push(`${replica.caller.email} still holds ${tooMany.length} ${collection}, such as ${tooMany[0]}`);
  if (missing.length > 0)
    verdict.skipped.push(`${replica.caller.email} never got ${missing.length} ${collection}, such as ${missing[0]}`);
}

/** Transactions of others on the same PostgreSQL hold the feed back as well. */
async function horizonPassed({ office: { pool } }: ScopeOffice): Promise<void> {
  const next = (await pool.query<{ xid: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid'))
    .rows[0]!.xid;
  while (
    !(
      await pool.query<{ passed: boolean }>('SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 AS passed', [
        next,
      ])
    ).rows[0]!.passed
  ) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

/** Pushes, repairs, digests and histories of what this person does not see. */
async function reachForOthers(
  office: ScopeOffice,
  caller: Caller,
  random: Random,
  verdict: Verdict,
  counts: Counts,
): Promise<void> {
  const { pool, client } = office.office;
  if (caller.role === 'admin') return;
  const seen = await idsInScope(pool, caller.memberId, 'customers');
  const { rows } = await pool.query<{ id: string; interactionId: string }>(
    'SELECT c.id, i.id AS "interactionId" FROM customers c JOIN interactions i ON i.customer_id = c.id WHERE c.deleted_at IS NULL AND NOT c.id = ANY($1) ORDER BY c.id OFFSET $2 LIMIT 1',
    [[...seen], random.below(100)],
  );
  const [theirs] = rows;
  if (theirs === undefined) return;
  const { deviceId, cookie } = caller;
  const before = await readStateDigest(pool);
  for (const input of [
    editOfCustomer(caller, theirs.id),
    newAppointmentBelow(caller, theirs.id),
    newInteractionBelow(caller, theirs.id),
    { ...editOfCustomer(caller, theirs.interactionId), collection: 'interactions' },
  ]) {
    const answer = await client.call('mutation', 'sync.push', input, cookie);
    const results = isDone(answer) ? dataOf<PushOutput>(answer).results : [];
    if (results.some((result) => result.outcome !== 'refused' || result.document !== null))
      verdict.leaks.push(`${caller.email}: a push for a foreign customer was answered ${answer.text.slice(0, 200)}`);
  }
  await client.call(
    'mutation',
    'sync.repair',
    { collection: 'customers', deviceId, ids: [theirs.id], removed: 0 },
    cookie,
  );
  const history = await client.call(
    'query',
    'audit.ofDocument',
    { collection: 'customers', id: theirs.id, cursor: null },
    cookie,
  );
  if (isDone(history)) verdict.leaks.push(`${caller.email} is told the history of a foreign customer`);
  const digests = await client.call(
    'query',
    'sync.digestOf',
    { collection: 'customers', deviceId, buckets: Array.from({ length: 16 }, (_, at) => at) },
    cookie,
  );
  for (const [id] of dataOf<{ documents: [string, number][] }>(digests).documents)
    if (!seen.has(id)) verdict.leaks.push(`${caller.email} is told the digest of a foreign customer`);
  const counted = dataOf<{ count: number }>(
    await client.call('query', 'sync.count', { collection: 'customers' }, cookie),
  ).count;
  if (counted !== seen.size)
    verdict.leaks.push(`${caller.email} is told of ${counted} customers and sees ${seen.size}`);
  counts.foreign += 8;
  const changed = changedTables(before, await readStateDigest(pool));
  if (changed.length > 0) verdict.repeated.push(`${caller.email}: ${changed.join(', ')} changed through ids of others`);
}
