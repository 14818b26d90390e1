import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';

let dataDir: string;
let running: EmbeddedPostgres[];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'saha-embedded-'));
  await chmod(dataDir, 0o711);
  running = [];
});
afterEach(async () => {
  for (const server of running) await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  running.push(server);
  return server;
}
async function ask(server: EmbeddedPostgres, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
const portOf = (server: EmbeddedPostgres) => Number(new URL(server.url).port);
const postmasterPid = async () =>
  Number.parseInt(await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
const isListening = (server: EmbeddedPostgres) =>
  ask(server, 'select 1').then(
    () => true,
    () => false,
  );

/** Starts the same database in a process of its own that writes a row and is then killed without warning. */
async function startInKilledProcess(): Promise<void> {
  const script = `
    import pg from 'pg';
    import { startEmbeddedPostgres } from './server/db/embedded-postgres';
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    await client.query("create table kept as select 'kept' as word");
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const signal = await new Promise((resolve) => child.on('exit', (_code, name) => resolve(name)));
  expect(signal, output).toBe('SIGKILL');
}

describe('embedded PostgreSQL', () => {
  it('is started again when it ends unasked, on the port everybody knows, with what was committed', async () => {
    const server = await start();
    await ask(server, "create table kept as select 'kept' as word");
    const pid = await postmasterPid();
    process.kill(pid, 'SIGKILL');
    // Until then callers are told that it is away; nothing here says how long that may take.
    while (!(await isListening(server)) || (await postmasterPid()) === pid) await sleep(100);
    expect(await ask(server, 'select word from kept')).toEqual([{ word: 'kept' }]);
    await server.stop();
    expect(await isListening(server)).toBe(false);
  }, 120_000);

  it('stops cleanly and starts again on the same port with its data', async () => {
    const first = await start();
    await ask(first, 'create table kept (n int)');
    await first.stop();
    expect(await isListening(first)).toBe(false);
    const second = await start();
    expect(second.adopted).toBe(false);
    expect(portOf(second)).toBe(portOf(first));
    expect(await ask(second, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }]);
  });

  it('adopts the server that a killed process left running, and stops it in the end', async () => {
    await startInKilledProcess();
    const next = await start();
    expect(next.adopted).toBe(true);
    expect(await ask(next, 'select word from kept')).toEqual([{ word: 'kept' }]);
    await next.stop();
    expect(await isListening(next)).toBe(false);
  });

  it('recovers when server and process were both killed', async () => {
    await startInKilledProcess();
    process.kill(await postmasterPid(), 'SIGKILL');
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await ask(next, 'select word from kept')).toEqual([{ word: 'kept' }]);
  });

  it('is not confused by a pid file whose number belongs to another program', async () => {
    const first = await start();
    await first.stop();
    await writeFile(
      path.join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${path.join(dataDir, 'postgres')}\n1\n5432\n\n127.0.0.1\n`,
    );
    expect(await isListening(await start())).toBe(true);
  });

  it('takes another port when its own is taken, and remembers it', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(portOf(first), '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const second = await start();
    expect(portOf(second)).not.toBe(portOf(first));
    squatter.close();
    await second.stop();
    expect(portOf(await start())).toBe(portOf(second));
  });

  it('finds its way in again when postgres.json was lost', async () => {
    const first = await start();
    await ask(first, 'create table kept (n int)');
    await first.stop();
    await rm(path.join(dataDir, 'postgres.json'));
    expect(await ask(await start(), 'select * from kept')).toEqual([]);
  });

  it('says in one line that a folder is no database', async () => {
    const first = await start();
    await first.stop();
    await rm(path.join(dataDir, 'postgres', 'PG_VERSION'));
    await expect(start()).rejects.toThrow(/^[^\n]+is no PostgreSQL folder[^\n]+$/);
  });
});
