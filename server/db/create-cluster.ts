import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { StartError } from '../start-error';
import { makePrivateFolder, type PostgresPlace } from './postgres-place';

export const SUPERUSER = 'saha';
/**
 * PostgreSQL's programs inherit nothing from our environment: their messages must be in English to be understood here.
 */
export const PROGRAM_ENV = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } as unknown as NodeJS.ProcessEnv;

/** Makes a new cluster in `cluster`: in a folder beside it first, so that a half-made one is never taken for whole. */
export async function createCluster(place: PostgresPlace, cluster: string, password: string): Promise<void> {
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  await rm(draft, { recursive: true, force: true });
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (place.runAs !== undefined) await chown(passwordFile, place.runAs.uid, place.runAs.gid);
    // The C library's locale only classifies letters here; order and case are ICU's, Turkish.
    for (const locale of ['C.UTF-8', 'C']) {
      await rm(draft, { recursive: true, force: true });
      await makePrivateFolder(draft, place.runAs);
      const { code, output } = await run(place, 'initdb', [
        '--pgdata',
        draft,
        '--username',
        SUPERUSER,
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
        '--encoding',
        'UTF8',
        '--locale-provider',
        'icu',
        '--icu-locale',
        'tr-TR',
        '--locale',
        locale,
      ]);
      if (code === 0) {
        await rename(draft, cluster);
        return;
      }
      if (!output.includes('invalid locale')) throw new StartError(failureLine(output, place.base));
    }
    throw new StartError('PostgreSQL cannot make a database: this system knows neither the locale C.UTF-8 nor C');
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** Sets the superuser's password of a cluster that does not run (postgres.json was lost). */
export async function resetPassword(place: PostgresPlace, cluster: string, password: string): Promise<void> {
  const { code, output } = await run(
    place,
    'postgres',
    ['--single', '-D', cluster, 'postgres'],
    `alter role ${SUPERUSER} password '${password}'\n`,
  );
  if (code !== 0) throw new StartError(failureLine(output, place.base));
}

function failureLine(output: string, base: string): string {
  if (output.includes('No space left on device')) return `The disk is full: PostgreSQL cannot write to ${base}`;
  if (output.includes('error while loading shared libraries'))
    return `PostgreSQL cannot run here: ${output.split('\n', 1)[0] ?? ''}`;
  const reason = output
    .split('\n')
    .filter((line) => /error:|FATAL:|PANIC:/.test(line))
    .at(-1);
  return `PostgreSQL cannot make a database in ${base}${reason === undefined ? '' : `: ${reason.trim()}`}`;
}

function run(
  place: PostgresPlace,
  program: string,
  flags: readonly string[],
  input = '',
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const file = path.join(place.programs, 'bin', program);
    if (!existsSync(file)) throw new StartError(`The PostgreSQL program ${program} is missing: run npm ci`);
    const child = spawn(file, flags, { ...place.runAs, cwd: '/', detached: true, stdio: 'pipe', env: PROGRAM_ENV });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', reject).on('close', (code) => resolve({ code, output }));
    child.stdin.on('error', () => undefined).end(input);
  });
}
