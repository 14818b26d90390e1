/** The server's own process, started as in an office, and how a device of a proof reaches it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { serverConnection } from '../../app/database/replication/server-connection';
import { migrate } from '../db/migrate';
import { argumentsOf, type ServerProgram } from '../test/server-programs';
import { TEMPLATE_DATABASE } from '../test/template-database';

const START_PATIENCE_MS = 60_000;
const MAX_SAID = 4_000;

const running = new Set<ChildProcess>();
// Nobody else would end them when the proof is broken off.
process.on('exit', () => {
  for (const server of running) server.kill('SIGKILL');
});
export type ServerConnection = ReturnType<typeof serverConnection>;
export type ServerProcess = {
  process: ChildProcess;
  origin: string;
  /** The end of what it wrote. */ said: () => string;
};

export function connect(origin: string, token: string): ServerConnection {
  return serverConnection({
    origin,
    fetch: (address, options) =>
      fetch(address, { ...options, headers: { ...options?.headers, cookie: `saha_session=${token}` } }),
  });
}

/** `program`: instead of the office's own main, with what it is to be told. */
export async function startServer(
  databaseUrl: string,
  dataDir: string,
  role: 'web' | 'all' = 'web',
  [program, ...told]: readonly [ServerProgram, ...string[]] = ['server/main.ts'],
): Promise<ServerProcess> {
  const server = spawn(process.execPath, [...argumentsOf(program), ...told], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      PORT: '0',
      SAHA_DEMO: 'off',
      SAHA_ROLE: role,
      SAHA_DATA_DIR: dataDir,
      SAHA_JOURNAL_DIR: path.join(dataDir, 'journal'),
      LOG_LEVEL: 'silent',
    } as unknown as NodeJS.ProcessEnv,
  });
  running.add(server);
  server.on('exit', () => running.delete(server));
  let said = '';
  const patience = setTimeout(() => server.kill('SIGKILL'), START_PATIENCE_MS);
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      server.on('exit', () => reject(new Error(`the server did not start: ${said}`)));
      // Read on to the end: a process whose output nobody takes fails when it has something to say.
      server.stdout?.on('data', (chunk: Buffer) => {
        said = `${said}${chunk.toString()}`.slice(-MAX_SAID);
        const port = /http:\/\/localhost:(\d+)/.exec(said)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      });
    });
    return { process: server, origin, said: () => said };
  } finally {
    clearTimeout(patience);
  }
}

export async function killServer({ process: server }: ServerProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGKILL');
  await once(server, 'exit');
}

type Place = { url: string; folder: string };

/** A migrated database beside the given one and an empty folder, both gone afterwards. */
export async function withMigratedPlace<T>(databaseUrl: string, work: (place: Place) => Promise<T>): Promise<T> {
  const [template] = await onServer<{ name: string }>(
    databaseUrl,
    `SELECT datname AS name FROM pg_database WHERE datname = '${TEMPLATE_DATABASE}' AND datistemplate`,
  );
  return withOwnPlace(
    databaseUrl,
    async (place) => {
      await migrate(place.url);
      return work(place);
    },
    template?.name,
  );
}

/** A database beside the given one, empty unless made of a template, and an empty folder, both gone afterwards. */
export async function withOwnPlace<T>(
  databaseUrl: string,
  work: (place: Place) => Promise<T>,
  template = 'template1',
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  const name = `prove_${randomBytes(6).toString('hex')}`;
  await onServer(databaseUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  try {
    return await work({ url: url.href, folder });
  } finally {
    await onServer(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await rm(folder, { recursive: true, force: true });
  }
}

export async function onServer<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
