/** A start as on the internet: https in front, a database of one's own. Nobody gets in by what everybody knows. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_LOGINS } from '../prisma/seed/demo-people';
import { seedDemoOffice } from '../prisma/seed/seed-demo-office';
import { PROTOCOL_HEADER } from '../sync/protocol/version';
import { createPasswordHasher } from './features/auth/hash-password';
import { createTestDatabase, type TestDatabase } from './test/database';
import { argumentsOf } from './test/server-programs';

const ORIGIN = 'https://saha.example';
const OWNER_WARNING = 'database.ownerRole';
let folder: string;
let empty: TestDatabase, seeded: TestDatabase;
const running: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-production-'));
  [empty, seeded] = [await createTestDatabase(), await createTestDatabase()];
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await empty?.close();
  await seeded?.close();
  for (const one of [folder, `${folder}-journal`]) await rm(one, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

type Settings = Readonly<Record<string, string>>;
function start(settings: Settings, args = argumentsOf('server/main.ts')): { child: ChildProcess; said: () => string } {
  const env = { PATH: process.env['PATH'], SAHA_DATA_DIR: folder, LOG_LEVEL: 'silent', ...settings };
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: env as unknown as NodeJS.ProcessEnv,
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  return { child, said: () => said };
}

/** The office as it answers at `origin` once it is ready. */
async function startReady(settings: Settings) {
  const port = await freePort();
  const { child, said } = start({ PORT: String(port), ...settings });
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error(`it did not start: ${said()}`);
    await sleep(50);
  }
  const headers = { 'content-type': 'application/json', [PROTOCOL_HEADER]: '1' };
  return {
    said,
    office: async () => {
      const answer = (await (await fetch(`${url}/trpc/auth.office`, { headers })).json()) as {
        result: { data: object };
      };
      return answer.result.data;
    },
    signIn: async ({ email, password }: { email: string; password: string }) => {
      const body = JSON.stringify({ email, password });
      return (await fetch(`${url}/trpc/auth.signIn`, { method: 'POST', headers, body })).status;
    },
  };
}

// Three whole processes start here, on whatever else the machine does.
describe('a production start', { timeout: 120_000 }, () => {
  it('makes no demo office and lets nobody in by its logins', async () => {
    const server = await startReady({ SAHA_ORIGIN: ORIGIN, DATABASE_URL: empty.url, LOG_LEVEL: 'warn' });
    expect(await server.office()).toMatchObject({ isDemo: false, demoLogins: [] });
    for (const login of DEMO_LOGINS) expect(await server.signIn(login)).toBe(401);
    // Who serves owns the tables.
    expect(server.said()).toContain(OWNER_WARNING);
    expect((await empty.pool.query('SELECT count(*)::int AS members FROM members')).rows).toEqual([{ members: 0 }]);
    expect(server.said()).toContain('npm run admin:create');
    expect(server.said()).toContain('No account is set for e-mail, SMS, WhatsApp: ');
    expect(server.said()).not.toContain(DEMO_LOGINS[0]!.password);
  });

  it('lets nobody in by the logins of a demo office that the database holds already, and shows none', async () => {
    const cheap = createPasswordHasher({ memoryCost: 64, timeCost: 1 });
    const hashPassword = (password: string) => cheap.hash(password);
    await seedDemoOffice(seeded.pool, { nowMs: Date.now(), hashPassword, customers: 5 });
    const server = await startReady({
      SAHA_ORIGIN: ORIGIN,
      DATABASE_URL: seeded.appUrl,
      DATABASE_OWNER_URL: seeded.url,
      LOG_LEVEL: 'warn',
    });
    expect(await server.office()).toMatchObject({ isDemo: false, demoLogins: [] });
    for (const login of DEMO_LOGINS) expect(await server.signIn(login)).toBe(401);
    expect(server.said()).not.toContain(DEMO_LOGINS[0]!.password);
    expect(server.said()).not.toContain(OWNER_WARNING);
    // The same database where SAHA_DEMO lets it be one: the refusal above is no accident of the database's.
    const open = await startReady({ SAHA_DEMO: 'on', DATABASE_URL: seeded.url });
    expect(await open.office()).toMatchObject({ isDemo: true, demoLogins: DEMO_LOGINS });
    expect(await open.signIn(DEMO_LOGINS[0]!)).toBe(200);
  });

  it('says only of what has no account that it stays', async () => {
    const server = await startReady({
      SAHA_ORIGIN: ORIGIN,
      DATABASE_URL: empty.url,
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      SAHA_SES_ENDPOINT: 'http://127.0.0.1:9',
    });
    expect(server.said()).toContain('No account is set for SMS, WhatsApp: ');
  });

  it('does not begin when the demo is switched on over https', async () => {
    const { child, said } = start({ SAHA_ORIGIN: ORIGIN, DATABASE_URL: empty.url, SAHA_DEMO: 'on' });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(said()).toMatch(/^Settings are wrong: SAHA_DEMO=on [^\n]*\n$/);
  });

  it('does not begin where its journal cannot be kept', async () => {
    const file = path.join(folder, 'no-folder');
    await writeFile(file, '');
    const port = String(await freePort());
    const { child, said } = start({
      PORT: port,
      DATABASE_URL: empty.url,
      SAHA_JOURNAL_DIR: path.join(file, 'journal'),
    });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(said()).toMatch(/^The journal cannot be kept in [^\n]* another SAHA_JOURNAL_DIR\n$/);
  });
});

describe('a restore', { timeout: 120_000 }, () => {
  it('says which journals it read, and what to do where none lies', async () => {
    const database = await createTestDatabase();
    try {
      const file = path.join(folder, 'backups', 'a.backup.gz');
      const command = ['--import', 'tsx'];
      const journals = path.join(folder, 'journals-of-the-restore');
      const settings = { DATABASE_URL: database.url, SAHA_JOURNAL_DIR: journals };
      const made = start(settings, [...command, 'server/cli/db-backup.ts', file]);
      expect(await once(made.child, 'close')).toEqual([0, null]);
      const without = start(settings, [...command, 'server/cli/db-restore.ts', file]);
      expect(await once(without.child, 'close')).toEqual([0, null]);
      expect(without.said()).toMatch(`No journal lies in ${journals}. `);
      await mkdir(journals);
      await writeFile(path.join(journals, '2026-01-01-1-a.journal'), '');
      const withOne = start(settings, [...command, 'server/cli/db-restore.ts', file]);
      expect(await once(withOne.child, 'close')).toEqual([0, null]);
      expect(withOne.said()).toMatch(`Journals read: 1, in ${journals}.`);
    } finally {
      await database.close();
    }
  });
});
