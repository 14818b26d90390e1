import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';

/**
 * Names a running process so that a later process with the same number is not taken for it: `pid-starttime` where
 * the system tells the start time (Linux), else `pid`. null when it does not run, or has ended and only waits to be
 * reaped.
 */
export function processIdentity(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null;
  }
  if (process.platform !== 'linux') return String(pid);
  try {
    // The command in parentheses may hold spaces: count fields after its end. Field 3 is the state, 22 the start time.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' || fields[0] === 'X' ? null : `${pid}-${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

export function isSameProcess(identity: string): boolean {
  const pid = Number.parseInt(identity, 10);
  return Number.isSafeInteger(pid) && pid > 0 && processIdentity(pid) === identity;
}

/**
 * Whether a running process is a PostgreSQL server working in `folder` (it makes its data folder its working
 * directory).
 */
export function isPostgresIn(pid: number, folder: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder);
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).includes('postgres');
  } catch {
    return false;
  }
}
