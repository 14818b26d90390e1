/** The real server on a database of its own, for one test. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { POSTGRES_URL_VARIABLE, TEMPLATE_DATABASE } from './office-template';

export type Office = {
  readonly url: string;
  readonly databaseUrl: string;
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Takes the server away, as a power cut does. */
  kill(): Promise<void>;
  /** Brings it back on the same port. */
  start(): Promise<void>;
  close(): Promise<void>;
};

const READY_PATIENCE_MS = 60_000;

export async function openOffice(): Promise<Office> {
  const serverUrl = process.env[POSTGRES_URL_VARIABLE];
  if (serverUrl === undefined) throw new Error('the template office is not prepared: run through playwright.config.ts');
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  await runSql(serverUrl, `create database ${name} template ${TEMPLATE_DATABASE}`);
  const database = new URL(serverUrl);
  database.pathname = `/${name}`;
  const databaseUrl = database.href;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'saha-e2e-'));
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  let server: ChildProcess | null = null;

  const start = async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      env: {
        ...process.env, NODE_ENV: 'production', PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: databaseUrl, SAHA_DATA_DIR: dataDir,
        SAHA_DEMO: 'on', SAHA_ORIGIN: url, LOG_LEVEL: 'warn', [POSTGRES_URL_VARIABLE]: undefined,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    server = child;
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => { output = (output + chunk.toString()).slice(-4_000); });
    child.stderr?.on('data', (chunk: Buffer) => { output = (output + chunk.toString()).slice(-4_000); });
    const patienceEndsAtMs = Date.now() + READY_PATIENCE_MS;
    while (!(await isReady(url))) {
      if (child.exitCode !== null || Date.now() > patienceEndsAtMs) throw new Error(`the server did not start:\n${output}`);
      await sleep(100);
    }
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    const child = server;
    server = null;
    if (child === null || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  await start();
  return {
    url, databaseUrl, start,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => (await pool.query<Row>(sql, values)).rows,
    kill: () => end('SIGKILL'),
    close: async () => {
      await end('SIGTERM');
      await pool.end();
      await runSql(serverUrl, `drop database if exists ${name} with (force)`);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  try { return (await fetch(`${url}/readyz`)).ok; } catch { return false; }
}

async function runSql(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try { await client.query(sql); } finally { await client.end(); }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
