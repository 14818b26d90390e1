/** An office with a year of work behind it, as its reports see it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { parseConfig } from '../../../server/config';
import { migrate } from '../../../server/db/migrate';
import { createPool } from '../../../server/db/pool';
import { startTemporaryPostgres } from '../../../server/db/temporary-postgres';
import { closeDeps, createDeps, type Deps } from '../../../server/deps';

const TEAMS = 5;
export type ReportOffice = {
  readonly deps: Deps;
  readonly adminId: string;
  /** Of the admin. */
  readonly email: string;
  readonly password: string;
  close(): Promise<void>;
};
const [EMAIL, PASSWORD] = ['yonetici@ornek.example', 'bench-office-2026'];

/** `facts`: calls, visits and appointments, evenly over the last twelve months. */
export async function openReportOffice(agents: number, customers: number, facts: number): Promise<ReportOffice> {
  const postgres = await startTemporaryPostgres();
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-bench-reports-'));
  await migrate(postgres.url);
  const pool = createPool({ databaseUrl: postgres.url, maxConnections: 6, onError: () => undefined });
  const adminId = uuidv7();
  const client = await pool.connect();
  try {
    // What triggers would add row by row is added below at once.
    await client.query(`SET statement_timeout = 0; SET session_replication_role = replica`);
    await client.query(
      `INSERT INTO teams (id, name) SELECT gen_random_uuid(), 'Ekip ' || n FROM generate_series(1, ${TEAMS}) AS n`,
    );
    await client.query(`INSERT INTO members (id, full_name, email, role) VALUES ($1, 'Yönetici', $2, 'admin')`, [
      adminId,
      EMAIL,
    ]);
    await client.query(
      `INSERT INTO members (id, full_name, email, role, team_id)
       SELECT gen_random_uuid(), 'Danışman ' || n, 'danisman' || n || '@ornek.example', 'agent',
         (SELECT id FROM teams ORDER BY name LIMIT 1 OFFSET n % ${TEAMS}) FROM generate_series(1, $1::int) AS n`,
      [agents],
    );
    await client.query(
      `CREATE TEMP TABLE agent AS SELECT row_number() OVER (ORDER BY email) - 1 AS at, id, team_id FROM members
        WHERE role = 'agent'`,
    );
    await client.query(
      `INSERT INTO customers (id, first_name, last_name, source, stage, owner_id, team_id, created_by, created_at, city)
       SELECT gen_random_uuid(), 'Ad ' || n, 'Soyad', (ARRAY['fair', 'website', 'referral', 'phone'])[n % 4 + 1],
         (ARRAY['new', 'contacted', 'won', 'lost'])[n % 4 + 1], a.id, a.team_id, a.id,
           now() - n % 365 * interval '1 day',
         (ARRAY['İzmir', 'Ankara', 'Adana'])[n % 3 + 1]
       FROM generate_series(1, $1::int) AS n JOIN agent a ON a.at = n % $2::int`,
      [customers, agents],
    );
    await client.query(
      `INSERT INTO customer_spans (customer_id, field, value, from_at)
       SELECT c.id, f.field, f.value, c.created_at FROM customers c CROSS
         JOIN LATERAL (VALUES ('owner', c.owner_id::text),
         ('team', c.team_id::text), ('stage', c.stage), ('source', c.source)) AS f(field, value)`,
    );
    await client.query(`CREATE TEMP TABLE whose AS SELECT row_number() OVER () - 1 AS at, id, owner_id FROM customers`);
    await client.query(
      `INSERT INTO interactions (id, customer_id, author_id, kind, outcome, occurred_at, created_at)
       SELECT gen_random_uuid(), w.id, w.owner_id, CASE n % 5 WHEN 0 THEN 'visit' ELSE 'call' END, 'reached', t.at, t.at
       FROM generate_series(1, $1::int) AS n JOIN whose w ON w.at = n % $2::int
         CROSS JOIN LATERAL (SELECT now() - n % 365 * interval '1 day' - n % 480 * interval '1 minute' AS at) AS t`,
      [Math.round(facts * 0.8), customers],
    );
    await client.query(
      `INSERT INTO appointments (id, customer_id, agent_id, kind, starts_at, ends_at, zone, status, created_by,
        created_at)
       SELECT gen_random_uuid(), w.id, w.owner_id, 'meeting', t.at, t.at + interval '1 hour', 'Europe/Istanbul',
         (ARRAY['held', 'held', 'no_show', 'cancelled'])[n % 4 + 1], w.owner_id, t.at - interval '3 days'
       FROM generate_series(1, $1::int) AS n JOIN whose w ON w.at = n % $2::int
         CROSS JOIN LATERAL (SELECT now() - n % 365 * interval '1 day' AS at) AS t`,
      [facts - Math.round(facts * 0.8), customers],
    );
    await client.query(`RESET session_replication_role; ANALYZE; RESET statement_timeout`);
  } finally {
    client.release(true);
  }
  const settings = { SAHA_DATA_DIR: folder, SAHA_ORIGIN: 'https://saha.example', LOG_LEVEL: 'error' };
  const deps = createDeps({ config: parseConfig({ ...settings, DATABASE_URL: postgres.url }, folder), pool });
  await pool.query('INSERT INTO credentials (member_id, password_hash) VALUES ($1, $2)', [
    adminId,
    await deps.passwords.hash(PASSWORD),
  ]);
  return {
    deps,
    adminId,
    email: EMAIL,
    password: PASSWORD,
    close: async () => {
      await closeDeps(deps);
      await pool.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
