/**
 * The PostgreSQL that comes with the product, for an office without a database server of its own.
 *
 * The server process is detached: Ctrl-C in the terminal reaches us, and we stop it when our own work has ended. When
 * this process is killed without warning, the database goes on running (or is left to recover) and the next start
 * adopts it.
 * `<base>/postgres` is the cluster; beside it lie postgres.json (port and password), postgres.log and postgres.users
 * (who uses it, folder-claim.ts).
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { StartError } from '../start-error';
import { APP_ROLE, appPassword, makeAppRole } from './app-role';
import { createCluster, PROGRAM_ENV, resetPassword, SUPERUSER } from './create-cluster';
import { addClaim, dropClaim, withFolderLock } from './folder-claim';
import { keepRunning } from './keep-running';
import { freePort, readAccess, writeAccess, type Access } from './postgres-access';
import { placePostgres, type PostgresPlace } from './postgres-place';
import { isPostgresIn, processIdentity } from './process-identity';

export type EmbeddedPostgres = {
  /** Connection string of the office's database, for serving (app-role.ts). */
  readonly url: string;
  /** The same as its owner, who is a superuser: for migrations and restores. */
  readonly ownerUrl: string;
  /** The server was already running: left by a killed process, or shared with one that runs. */
  readonly adopted: boolean;
  /** Stops the server unless another process uses it. Safe to call twice. */
  stop(): Promise<void>;
};

const DATABASE = 'saha';
const READY_PATIENCE_MS = 300_000;
const STOP_PATIENCE_MS = 30_000;
const MAX_LOG_BYTES = 10 * 1024 * 1024;

/** Statements and row values stay out of the log: they hold what people wrote. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '192MB',
  max_connections: '120',
  random_page_cost: '1.1',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/**
 * Starts (or joins) the PostgreSQL of `dataDir` and makes sure the office's database exists, empty at first.
 * `notice` hears lines worth showing to the person who starts it. Throws StartError.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  notice?: (line: string) => void;
  settings?: Readonly<Record<string, string>>;
}): Promise<EmbeddedPostgres> {
  try {
    return await start(options.dataDir, options.notice ?? (() => undefined), { ...SETTINGS, ...options.settings });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT')
      throw new StartError(`The disk is full: nothing can be written to ${options.dataDir}`);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') throw new StartError(unusableLine(options.dataDir));
    throw error;
  }
}

async function start(
  dataDir: string,
  notice: (line: string) => void,
  settings: Readonly<Record<string, string>>,
): Promise<EmbeddedPostgres> {
  const place = await placePostgres(dataDir, notice);
  const claims = path.join(place.base, 'postgres.users');
  const lock = path.join(place.base, 'postgres.lock');
  const { access, adopted } = await withFolderLock(lock, async () => {
    addClaim(claims);
    try {
      return await bringUp(place, settings);
    } catch (error) {
      dropClaim(claims);
      throw error;
    }
  });
  // Processes that share it may see it end at the same time: the first that has the lock starts it.
  const stopWatching = keepRunning({
    isRunning: () => runningPid(place) !== null,
    restart: () => withFolderLock(lock, () => startAgain(place, access, settings)),
    notice,
  });
  const onExit = () => {
    const pid = runningPid(place);
    if (dropClaim(claims) && pid !== null) process.kill(pid, 'SIGINT');
  };
  process.on('exit', onExit);
  let stopping: Promise<void> | undefined;
  return {
    url: appUrl(access),
    ownerUrl: connectionUrl(access, DATABASE),
    adopted,
    stop: () =>
      (stopping ??= stopWatching().then(() =>
        withFolderLock(lock, async () => {
          process.off('exit', onExit);
          if (dropClaim(claims)) await shutDown(place);
        }),
      )),
  };
}

async function bringUp(
  place: PostgresPlace,
  settings: Readonly<Record<string, string>>,
): Promise<{ access: Access; adopted: boolean }> {
  const cluster = clusterDir(place);
  const accessFile = path.join(place.base, 'postgres.json');
  assertReadable(cluster);
  if (!existsSync(path.join(cluster, 'PG_VERSION'))) {
    const access = { port: await freePort(0), password: randomBytes(18).toString('base64url') };
    await createCluster(place, cluster, access.password);
    await writeAccess(accessFile, access);
  }
  let access = readAccess(accessFile);
  const running = runningPid(place);
  if (running !== null && access !== null) {
    try {
      await waitUntilReady(access, () => runningPid(place) !== null, place);
      return { access, adopted: true };
    } catch (error) {
      // One that was killed a moment ago still stood in the list of processes: it is started anew below.
      if (runningPid(place) !== null) throw error;
    }
  } else if (running !== null) await shutDown(place);
  // A pid file whose number now belongs to some other program would keep PostgreSQL from starting.
  await rm(path.join(cluster, 'postmaster.pid'), { force: true });
  const password = access?.password ?? randomBytes(18).toString('base64url');
  if (access === null) await resetPassword(place, cluster, password);
  access = { port: await freePort(access?.port ?? 0), password };
  await writeAccess(accessFile, access);
  await launch(place, access, settings);
  return { access, adopted: false };
}

/**
 * On the port that everybody knows. What the ended server left stays: PostgreSQL sees by it whether one of its
 * processes still works on the data, and then does not start.
 */
async function startAgain(
  place: PostgresPlace,
  access: Access,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  if (runningPid(place) !== null) return;
  if ((await freePort(access.port)) !== access.port)
    throw new StartError(`The database cannot start again: another program has taken its port ${access.port}`);
  await launch(place, access, settings);
}

async function launch(place: PostgresPlace, access: Access, settings: Readonly<Record<string, string>>): Promise<void> {
  const logFile = logPath(place);
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) truncateSync(logFile);
  const log = openSync(logFile, 'a', 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(
    path.join(place.programs, 'bin', 'postgres'),
    ['-D', clusterDir(place), '-p', String(access.port), ...flags],
    {
      ...place.runAs,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: PROGRAM_ENV,
    },
  );
  closeSync(log);
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  child.unref();
  await waitUntilReady(
    access,
    () => failure === undefined && child.exitCode === null && child.signalCode === null,
    place,
  );
}

/** Resolves when the office's database answers; it is created when missing. Recovery after a crash may take a while. */
async function waitUntilReady(access: Access, alive: () => boolean, place: PostgresPlace): Promise<void> {
  const giveUpAtMs = Date.now() + READY_PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({
      connectionString: connectionUrl(access, 'postgres'),
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`create database ${DATABASE}`);
      await makeAppRole(client, appPassword(access.password));
      return;
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === '28P01')
        throw new StartError(
          `The database in ${clusterDir(place)} does not accept the password in postgres.json: end its postgres process and remove postgres.json`,
        );
      if (!alive()) throw new StartError(failureLine(place));
      if (Date.now() > giveUpAtMs)
        throw new StartError(`PostgreSQL has not become ready in five minutes: see ${logPath(place)}`);
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(40);
  }
}

/** Ends the server of `place`, if one runs: politely, then firmly. */
export async function shutDown(place: Pick<PostgresPlace, 'base'>): Promise<void> {
  const pid = runningPid(place);
  if (pid === null) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    const nextSignalAtMs = Date.now() + STOP_PATIENCE_MS;
    while (Date.now() < nextSignalAtMs) {
      if (processIdentity(pid) === null) return;
      await sleep(20);
    }
  }
}

/** Pid of the server that runs on this cluster, null when none does. */
function runningPid(place: Pick<PostgresPlace, 'base'>): number | null {
  const file = path.join(clusterDir(place), 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  if (!(pid > 0) || processIdentity(pid) === null) return null;
  return isPostgresIn(pid, clusterDir(place)) ? pid : null;
}

function failureLine(place: PostgresPlace): string {
  const log = readFileSync(logPath(place), 'utf8').slice(-4000);
  if (log.includes('No space left on device')) return `The disk is full: PostgreSQL cannot write to ${place.base}`;
  const reason = log
    .split('\n')
    .filter((line) => /\b(FATAL|PANIC|ERROR):|postgres: /.test(line))
    .at(-1)
    ?.replace(/^.*?\b(FATAL|PANIC|ERROR):\s*/, '');
  return `PostgreSQL did not start${reason === undefined ? '' : `: ${reason}`} (log: ${logPath(place)})`;
}

function assertReadable(cluster: string): void {
  try {
    if (existsSync(cluster)) closeSync(openSync(path.join(cluster, 'PG_VERSION'), 'r'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new StartError(`${cluster} is no PostgreSQL folder: move it away, or choose another SAHA_DATA_DIR`);
    throw error;
  }
}

const unusableLine = (folder: string) =>
  `The data folder ${folder} belongs to someone else and cannot be used: start as its owner, or choose another SAHA_DATA_DIR`;
const clusterDir = (place: Pick<PostgresPlace, 'base'>) => path.join(place.base, 'postgres');
const logPath = (place: Pick<PostgresPlace, 'base'>) => path.join(place.base, 'postgres.log');
const connectionUrl = (access: Access, database: string) =>
  `postgresql://${SUPERUSER}:${access.password}@127.0.0.1:${access.port}/${database}`;
const appUrl = ({ port, password }: Access) =>
  `postgresql://${APP_ROLE}:${appPassword(password)}@127.0.0.1:${port}/${DATABASE}`;
