import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { shutDown, startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres';
import { isSameProcess, processIdentity } from './process-identity';

const PREFIX = 'saha-postgres-';
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** A throw-away cluster in the system's temporary folder; `stop` removes it. Not safe against power cuts, and fast. */
export async function startTemporaryPostgres(): Promise<EmbeddedPostgres> {
  await sweepTemporary();
  const dataDir = await mkdtemp(path.join(tmpdir(), `${PREFIX}${processIdentity(process.pid) ?? process.pid}-`));
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
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
