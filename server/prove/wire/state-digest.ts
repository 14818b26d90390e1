/** Everything the database holds, as one digest per table. */
import type pg from 'pg';

/** What any request may touch, refused or not. */
const PASSED_OVER: Readonly<Record<string, readonly string[] | 'whole table'>> = {
  // Guesses are counted, so that they can be limited.
  attempt_limits: 'whole table',
  // A session that is used lives on.
  sessions: ['last_seen_at', 'expires_at'],
};

export type StateDigest = ReadonlyMap<string, string>;

export async function readStateDigest(pool: pg.Pool): Promise<StateDigest> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'
      AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  const parts = tables
    .filter(({ name }) => PASSED_OVER[name] !== 'whole table')
    .map(({ name }) => {
      const without = ((PASSED_OVER[name] ?? []) as readonly string[]).map((column) => ` - '${column}'`).join('');
      return `SELECT '${name}' AS name, count(*) || ' ' || md5(coalesce(string_agg(row, '' ORDER BY row), '')) AS digest
        FROM (SELECT md5((to_jsonb(t)${without})::text) AS row FROM "${name}" t) AS rows`;
    });
  const { rows } = await pool.query<{ name: string; digest: string }>(parts.join(' UNION ALL '));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

/** Tables that are not as they were. */
export function changedTables(before: StateDigest, after: StateDigest): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
}
