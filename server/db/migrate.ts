/**
 * Applies prisma/migrations to a database, and keeps Prisma's own records, so that `prisma migrate deploy` and `status`
 * agree with it wherever Prisma's engine can be had.
 *
 * 1 take the advisory lock that Prisma takes, so processes that start together wait for one another;
 * 2 compare the records with the folder: refuse a database that is newer than the code, a migration changed after it
 * was
 *   applied, and one that Prisma left half done;
 * 3 apply what is missing in order, each in one transaction together with its record.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { StartError } from '../start-error';
import { grantToApp, roleOf, type DatabaseUrls } from './app-role';

const PRISMA_LOCK = 72_707_369;
export const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/**
 * Checksums of migrations as offices applied them before their files were rewritten. Never for what makes another
 * database: what these left otherwise is made equal by the migration that is named.
 */
const REWRITTEN: Readonly<Record<string, string>> = {
  // Nobody but a superuser could apply these two; 20261204010000_erasure_of_any_owner.
  '20261130030000_erasure': 'c516a3107e5b3439f5f2c2a52ba16196453f854744ad9d7d86cc94c78468a19f',
  '20261204000000_imports': '9f4c117a19f68a6fb748f90dff8d0ba3c99a3c1bafee83ffd8844c8baf18b125',
};

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };

/** Brings the office's database up to date as its owner, and lets the app's role use what is there. As `migrate`. */
export function migrateOffice({ url, ownerUrl }: DatabaseUrls): Promise<string[]> {
  const appRole = roleOf(url);
  return migrate(ownerUrl, MIGRATIONS_DIR, appRole === roleOf(ownerUrl) ? null : appRole);
}

/**
 * Brings the database at `databaseUrl` up to date; `appRole` is who else works with it. Returns the names of the
 * migrations it applied. Throws StartError.
 */
export async function migrate(
  databaseUrl: string,
  migrationsDir: string = MIGRATIONS_DIR,
  appRole: string | null = null,
): Promise<string[]> {
  const migrations = await readMigrations(migrationsDir);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 15_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query("set statement_timeout = 0; set lock_timeout = 0; set timezone = 'UTC'");
    await client.query('select pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(RECORDS_TABLE);
    const missing = findMissing(migrations, await readApplied(client));
    for (const migration of missing) await apply(client, migration);
    if (appRole !== null) await grantToApp(client, appRole);
    return missing.map(({ name }) => name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function readMigrations(migrationsDir: string): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(migrationsDir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: checksumOf(sql) };
    }),
  );
}

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at, rolled_back_at from _prisma_migrations order by started_at',
  );
  return rows.filter((row) => row.rolled_back_at === null);
}

function findMissing(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const halfDone = applied.find((row) => row.finished_at === null);
  if (halfDone !== undefined)
    throw new StartError(
      `The migration ${halfDone.migration_name} began and did not end: settle it with "prisma migrate resolve"`,
    );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const unknown = applied.filter((row) => !known.has(row.migration_name)).map((row) => row.migration_name);
  if (unknown.length > 0)
    throw new StartError(`The database is newer than this program (it has ${unknown.join(', ')}): update the program`);
  const changed = applied.find((row) => !matches(known.get(row.migration_name), row.checksum));
  if (changed !== undefined)
    throw new StartError(
      `The migration ${changed.migration_name} was changed after it had been applied: put its file back as it was and write a new one`,
    );
  const done = new Set(applied.map((row) => row.migration_name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new StartError(
      `The migration ${migration.name} failed and nothing of it was kept: ${error instanceof Error ? error.message : String(error)}${lineOf(migration.sql, error)}`,
    );
  }
}

/** Git may have changed line ends on this machine or on the one that applied the file; that is no change. */
function matches(migration: Migration | undefined, checksum: string): boolean {
  if (migration === undefined) return false;
  if (REWRITTEN[migration.name] === checksum) return true;
  const unix = migration.sql.replaceAll('\r\n', '\n');
  return [migration.sql, unix, unix.replaceAll('\n', '\r\n')].some((sql) => checksumOf(sql) === checksum);
}

function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? ` (line ${sql.slice(0, position).split('\n').length})` : '';
}

const checksumOf = (sql: string) => createHash('sha256').update(sql).digest('hex');

const RECORDS_TABLE = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;
