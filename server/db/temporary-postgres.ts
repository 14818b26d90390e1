import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { shutDown, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';
import { isSameProcess, processIdentity } from './process-identity';

export type TemporaryPostgres = Omit<EmbeddedPostgres, 'url' | 'ownerUrl'> & {
  /** As its owner, a superuser. */
  readonly url: string;
  /** As the office's own role. */
  readonly appUrl: string;
  /** Ends it without letting anything finish, and starts it again in the same place. */
  crash(): Promise<void>;
};

const PREFIX = 'saha-postgres-';
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '200' };

/**
 * A throw-away cluster in the system's temporary folder; `stop` removes it. Not safe against power cuts, and fast.
 * `survivesCrash`: what was committed is there after `crash`.
 */
export async function startTemporaryPostgres({ survivesCrash = false } = {}): Promise<TemporaryPostgres> {
  await sweepTemporary();
  const dataDir = await mkdtemp(path.join(tmpdir(), `${PREFIX}${processIdentity(process.pid) ?? process.pid}-`));
  await chmod(dataDir, 0o711);
  const start = () =>
    startEmbeddedPostgres({ dataDir, settings: { ...SETTINGS, synchronous_commit: survivesCrash ? 'on' : 'off' } });
  let server = await start();
  const { ownerUrl: url, url: appUrl, adopted } = server;
  return {
    url,
    appUrl,
    adopted,
    crash: async () => {
      const pid = await postmasterOf(url);
      process.kill(pid, 'SIGQUIT');
      while (processIdentity(pid) !== null) await sleep(20);
      await server.stop();
      server = await start();
    },
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ file: string }>(`SELECT pg_read_file('postmaster.pid') AS file`);
    return Number.parseInt(rows[0]?.file ?? '', 10);
  } finally {
    await client.end();
  }
}

/** Ends and removes throw-away clusters whose test run was killed. */
async function sweepTemporary(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const identity = name.startsWith(PREFIX) ? name.slice(PREFIX.length, name.lastIndexOf('-')) : '';
    if (identity === '' || isSameProcess(identity)) continue;
    const base = path.join(tmpdir(), name);
    try {
      await shutDown({ base });
      await rm(base, { recursive: true, force: true });
    } catch {
      // Another user's: not ours to remove.
    }
  }
}
