/** The real server on a database of its own, for one test; its process may have been an office before. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { createPasswordHasher } from '../../server/features/auth/hash-password';
import { NEXT_MIGRATION } from '../../server/prove/builds/next/migration';
import { POSTGRES_URL_VARIABLE, TEMPLATE_DATABASE } from './office-template';
import { httpsFront } from './https-front';
import { freePort, startHostedServer, type ServerProcess } from './server-process';

export type Office = {
  readonly url: string;
  readonly databaseUrl: string;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Takes the server away, as a power cut does. */
  kill(): Promise<void>;
  /** Brings it back on the same port. */
  start(): Promise<void>;
  /** Is of the build after this one from now on, on the same port; what is handed out to browsers stays what it was. */
  becomeNext(): Promise<void>;
  close(): Promise<void>;
};

/** Of everybody in an office that is no demo: what is published lets nobody in there. */
export const OWN_PASSWORD = 'kıyıdaki eski deniz feneri';

/** What an office is a copy of, and where it answers. */
export type OfficePlace = { readonly template: string; readonly dataDir: string; readonly port: number };

/**
 * @param from what to copy; without it the seeded office, on a port of its own
 * @param keepAs the database and the folder to use, which stay when the office is closed
 * @param clientDir the app it hands out to browsers, where it is not the usual one
 * @param isHttps browsers reach it over HTTPS, as they do every office; it is no demo then, and OWN_PASSWORD lets in
 */
export async function openOffice({
  from,
  port: ownPort,
  keepAs,
  clientDir,
  isHttps = false,
}: {
  from?: OfficePlace;
  port?: number;
  keepAs?: { database: string; dataDir: string };
  clientDir?: string;
  isHttps?: boolean;
} = {}): Promise<Office> {
  const serverUrl = process.env[POSTGRES_URL_VARIABLE];
  if (serverUrl === undefined) throw new Error('the template office is not prepared: run through playwright.config.ts');
  const name = keepAs?.database ?? `e2e_${randomBytes(6).toString('hex')}`;
  // What is kept was begun by a worker that did not come to its end.
  if (keepAs !== undefined) await runSql(serverUrl, `drop database if exists ${name} with (force)`);
  await runSql(serverUrl, `create database ${name} template ${from?.template ?? TEMPLATE_DATABASE}`);
  const database = new URL(serverUrl);
  database.pathname = `/${name}`;
  const databaseUrl = database.href;
  const port = from?.port ?? ownPort ?? (await freePort());
  const dataDir = keepAs?.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'saha-e2e-')));
  if (keepAs !== undefined) await rm(dataDir, { recursive: true, force: true });
  if (from !== undefined) await cp(from.dataDir, dataDir, { recursive: true });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  if (isHttps) {
    await pool.query('UPDATE office SET is_demo = false');
    await pool.query('UPDATE credentials SET password_hash = $1', [await createPasswordHasher().hash(OWN_PASSWORD)]);
  }
  const front = isHttps ? await httpsFront(await freePort(), port) : null;
  let server: ServerProcess | null = null;
  const place = { databaseUrl, dataDir, port, clientDir, ...(front && { origin: front.url }) };
  const start = async (program?: 'server/prove/builds/next-main.ts') => {
    server = await startHostedServer({ ...place, program });
    await front?.open();
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (server !== null) await front?.close();
    await server?.end(signal);
    server = null;
  };
  await start();
  return {
    url: front?.url ?? `http://localhost:${port}`,
    databaseUrl,
    start: () => start(),
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
      (await pool.query<Row>(sql, values)).rows,
    kill: () => end('SIGKILL'),
    becomeNext: async () => {
      await end('SIGTERM');
      await pool.query(NEXT_MIGRATION);
      await start('server/prove/builds/next-main.ts');
    },
    close: async () => {
      await end('SIGTERM');
      await pool.end();
      if (keepAs !== undefined) return;
      await runSql(serverUrl, `drop database if exists ${name} with (force)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
