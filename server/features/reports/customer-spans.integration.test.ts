/** What stood of a customer when: by what the office wrote down, against what the people here know they did. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { Random } from '../../../prisma/factories/random';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { Tablet } from '../../test/tablet';

type Field = 'owner' | 'stage' | 'source' | 'team';
type Known = { field: Field; value: string; atMs: number };
const MINUTE_MS = 60_000;

let teams: TwoTeams;
let boss: Tablet;
let owner: pg.Client;
const log = new Map<string, Known[]>();
beforeAll(async () => {
  teams = await createTwoTeams();
  boss = await Tablet.signIn(teams.office, teams.admin);
  owner = new pg.Client({ connectionString: teams.office.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await teams.office.close();
});

const teamOf = (memberId: string) => (memberId === teams.agents[0].id ? teams.team : teams.otherTeam);
/** What the log says stood; the first where nothing was yet. */
function expectedAt(id: string, field: Field, atMs: number): string {
  const known = log.get(id)!.filter((one) => one.field === field);
  return (known.filter((one) => one.atMs <= atMs).at(-1) ?? known[0]!).value;
}
async function valueAt(id: string, field: Field, atMs: number): Promise<string> {
  const { rows } = await owner.query<{ value: string }>('SELECT customer_value_at($1, $2, $3) AS value', [
    id,
    field,
    new Date(atMs),
  ]);
  return rows[0]!.value;
}
/** All fields of all customers, at every change and just before it. */
async function differences(): Promise<string[]> {
  const found: string[] = [];
  for (const [id, known] of log)
    for (const { field, atMs } of known)
      for (const at of [atMs - 1, atMs]) {
        const [is, should] = [await valueAt(id, field, at), expectedAt(id, field, at)];
        if (is !== should) found.push(`${field} of ${id} at ${new Date(at).toISOString()}: ${is}, not ${should}`);
      }
  return found;
}

async function liveAtRandom(random: Random): Promise<void> {
  const { office, agents } = teams;
  for (let made = 0; made < 5; made += 1) {
    office.clock.nowMs += MINUTE_MS;
    const ownerId = random.pick(agents).id;
    const values = { ownerId, stage: 'new', source: 'website' };
    const id = boss.create('customers', boss.newCustomer(values));
    const atMs = boss.nowMs;
    log.set(id, [
      { field: 'owner', value: ownerId, atMs },
      { field: 'team', value: teamOf(ownerId), atMs },
      { field: 'stage', value: 'new', atMs },
      { field: 'source', value: 'website', atMs },
    ]);
    await boss.sync();
    for (let step = 0; step < 4; step += 1) {
      // Decided offline, several of them before the office hears of any.
      office.clock.nowMs += random.between(1, 500) * MINUTE_MS;
      const stage = random.pick(['contacted', 'qualified', 'won', 'lost']);
      const next = random.pick(agents).id;
      const source = random.pick(['fair', 'instagram', 'website']);
      const change: Partial<Record<string, string>> = random.pick<Partial<Record<string, string>>>([
        { stage },
        { ownerId: next },
        { source, stage },
      ]);
      boss.edit('customers', id, change);
      const now = (field: Field, value: string | undefined) => {
        if (value !== undefined && value !== expectedAt(id, field, Infinity))
          log.get(id)!.push({ field, value, atMs: boss.nowMs });
      };
      now('stage', change['stage']);
      now('source', change['source']);
      now('owner', change['ownerId']);
      if (change['ownerId'] !== undefined) now('team', teamOf(change['ownerId']));
      // Its way to the office takes hours; what was decided counts from when it was.
      office.clock.nowMs += random.between(0, 300) * MINUTE_MS;
      await boss.sync();
    }
  }
}

describe('what stood of a customer', () => {
  it('is known for every moment, from when it was decided', async () => {
    // The database's own clock must be ahead of what happens here.
    teams.office.clock.nowMs = Date.UTC(2026, 7, 3, 9);
    await liveAtRandom(new Random(21));
    expect(await differences()).toEqual([]);
    const { rows } = await owner.query<{ gaps: number }>(
      `SELECT count(*)::int AS gaps FROM (SELECT until_at, lead(from_at) OVER (PARTITION BY customer_id, field
        ORDER BY id) AS next FROM customer_spans) s
       WHERE until_at IS DISTINCT FROM next`,
    );
    expect(rows[0]!.gaps).toBe(0);
  });

  it('is told again by the audit trail, and marked where that is silent', async () => {
    await owner.query('TRUNCATE customer_spans');
    await owner.query('SELECT saha_backfill_spans()');
    const wrong = await differences();
    // Whose team it was is not in the trail: it is taken for today's.
    expect(wrong.filter((line) => !line.startsWith('team'))).toEqual([]);
    const silent = await owner.query(
      `SELECT DISTINCT field FROM customer_spans WHERE assumed AND until_at IS NULL ORDER BY 1`,
    );
    expect(silent.rows.map(({ field }) => field as string).filter((field) => field !== 'team')).toEqual([]);

    const id = [...log.keys()][0]!;
    await owner.query('BEGIN');
    await owner.query('ALTER TABLE audit_events DISABLE TRIGGER USER');
    await owner.query('DELETE FROM audit_events WHERE document_id = $1', [id]);
    await owner.query('TRUNCATE customer_spans');
    await owner.query('SELECT saha_backfill_spans()');
    const { rows } = await owner.query<{ value: string; assumed: boolean; isSince: boolean }>(
      `SELECT s.value, s.assumed, s.from_at = c.created_at AS "isSince" FROM customer_spans s
        JOIN customers c ON c.id = s.customer_id
       WHERE s.customer_id = $1 AND s.field = 'stage'`,
      [id],
    );
    await owner.query('ROLLBACK');
    expect(rows).toEqual([{ value: expectedAt(id, 'stage', Infinity), assumed: true, isSince: true }]);
  });
});
