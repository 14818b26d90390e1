/**
 * Before all browser tests: the server's program, and one throw-away PostgreSQL with a migrated, seeded office that
 * every test clones.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FullConfig } from '@playwright/test';
import pg from 'pg';
import { seedDemoOffice } from '../../prisma/seed/seed-demo-office';
import { migrate } from '../../server/db/migrate';
import { createPasswordHasher } from '../../server/features/auth/hash-password';
import { createPool } from '../../server/db/pool';
import { startTemporaryPostgres } from '../../server/db/temporary-postgres';
import { bundleServerPrograms } from '../../server/test/server-programs';
import { freePorts } from './server-process';

export const TEMPLATE_DATABASE = 'e2e_template';
export const POSTGRES_URL_VARIABLE = 'SAHA_E2E_POSTGRES_URL';
export const PREPARED_FOLDER_VARIABLE = 'SAHA_E2E_PREPARED';
export const PREPARED_PORTS_VARIABLE = 'SAHA_E2E_PORTS';
const CUSTOMERS = 300;

export default async function prepareOfficeTemplate({ workers }: FullConfig): Promise<() => Promise<void>> {
  await bundleServerPrograms();
  const server = await startTemporaryPostgres();
  try {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`create database ${TEMPLATE_DATABASE}`);
    await client.end();
    const template = new URL(server.url);
    template.pathname = `/${TEMPLATE_DATABASE}`;
    await migrate(template.href);
    const pool = createPool({ databaseUrl: template.href, maxConnections: 4, onError: () => undefined });
    await seedDemoOffice(pool, {
      customers: CUSTOMERS,
      nowMs: Date.now(),
      seed: 1,
      hashPassword: (password) => createPasswordHasher().hash(password),
    });
    await pool.end();
    process.env[POSTGRES_URL_VARIABLE] = server.url;
    const prepared = await mkdtemp(path.join(tmpdir(), 'saha-prepared-'));
    process.env[PREPARED_FOLDER_VARIABLE] = prepared;
    process.env[PREPARED_PORTS_VARIABLE] = (await freePorts(workers)).join(',');
    return async () => {
      await server.stop();
      await rm(prepared, { recursive: true, force: true });
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
