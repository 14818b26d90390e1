/** An office of a given size on a throw-away PostgreSQL, served by the real server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { seedDemoOffice } from '../../prisma/seed/seed-demo-office';
import { createPool } from '../../server/db/pool';
import { migrate } from '../../server/db/migrate';
import { startTemporaryPostgres } from '../../server/db/temporary-postgres';
import { createPasswordHasher } from '../../server/features/auth/hash-password';
import { writeCountries } from '../../prisma/seed/write-countries';
import { freePort, startServerProcess } from '../e2e/server-process';

/** It has much to look through when it opens. */
const START_PATIENCE_MS = 300_000;
const QUIET_WITHIN_MS = 600_000;
const QUIET_MS = 10_000;

export type BenchOffice = {
  readonly url: string;
  readonly pid: number;
  readonly pool: pg.Pool;
  close(): Promise<void>;
};

/**
 * `onlyCustomers` leaves out what hangs on them, so that a rate per customer is one. `furnish` adds what a measurement
 * needs, before the office opens.
 */
export async function openBenchOffice({
  customers,
  onlyCustomers,
  furnish,
}: {
  customers: number;
  onlyCustomers: boolean;
  furnish?: (pool: pg.Pool) => Promise<unknown>;
}): Promise<BenchOffice> {
  const postgres = await startTemporaryPostgres();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'saha-bench-'));
  await migrate(postgres.url);
  const pool = createPool({ databaseUrl: postgres.url, maxConnections: 6, onError: () => undefined });
  await writeCountries(pool);
  await seedDemoOffice(pool, {
    customers,
    nowMs: Date.now(),
    seed: 1,
    hashPassword: (password) => createPasswordHasher().hash(password),
  });
  if (onlyCustomers) await pool.query('TRUNCATE appointments, interactions');
  await furnish?.(pool);
  await pool.query('ANALYZE');
  const port = await freePort();
  const server = await startServerProcess({ databaseUrl: postgres.url, dataDir, port, patienceMs: START_PATIENCE_MS });
  await untilQuiet(pool);
  return {
    url: server.url,
    pid: server.pid,
    pool,
    close: async () => {
      await server.end('SIGTERM');
      await pool.end();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What an office does by itself once it opens (clashes, reminders, series) would be measured along. */
async function untilQuiet(pool: pg.Pool): Promise<void> {
  const writes = async () => {
    const { rows } = await pool.query<{ sum: string }>(
      `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables
       WHERE relname IN ('customers', 'appointments', 'interactions', 'messages', 'reminders')`,
    );
    return rows[0]!.sum;
  };
  const until = Date.now() + QUIET_WITHIN_MS;
  let quietSince = Date.now();
  for (let before = await writes(); Date.now() - quietSince < QUIET_MS;) {
    if (Date.now() > until) throw new Error(`the office went on writing for ${QUIET_WITHIN_MS} ms`);
    await sleep(1_000);
    const now = await writes();
    if (now !== before) quietSince = Date.now();
    before = now;
  }
}
