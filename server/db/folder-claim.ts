/**
 * Who uses a database folder. Several processes may (the server, a seed command beside it); the last one out stops the
 * database. A process killed without warning leaves its claim behind, which no longer counts.
 */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error';
import { isSameProcess, processIdentity } from './process-identity';

const LOCK_PATIENCE_MS = 120_000;
/** How long a lock may stand without a name: it is taken and named in one breath. */
const NAMELESS_MS = 5_000;

function ownIdentity(): string {
  return processIdentity(process.pid) ?? String(process.pid);
}

export function addClaim(claimsDir: string): void {
  mkdirSync(claimsDir, { recursive: true });
  writeFileSync(path.join(claimsDir, ownIdentity()), '');
}

/**
 * Takes this process's claim back. True when nobody else uses the folder. Synchronous, so that an exit handler can call
 * it.
 */
export function dropClaim(claimsDir: string): boolean {
  rmSync(path.join(claimsDir, ownIdentity()), { force: true });
  let others = 0;
  for (const identity of readdirSync(claimsDir)) {
    if (isSameProcess(identity)) others += 1;
    else rmSync(path.join(claimsDir, identity), { force: true });
  }
  return others === 0;
}

/** Runs `work` while no other process starts or stops the same database. */
export async function withFolderLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  const giveUpAtMs = Date.now() + LOCK_PATIENCE_MS;
  for (;;) {
    try {
      takeLock(lockFile);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isAbandoned(lockFile)) rmSync(lockFile, { force: true });
    else if (Date.now() > giveUpAtMs)
      throw new StartError(
        `Another process has been starting the database for two minutes: end it, or remove ${lockFile}`,
      );
    else await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

/** Throws EEXIST where somebody has it. */
function takeLock(lockFile: string): void {
  const file = openSync(lockFile, 'wx');
  try {
    writeSync(file, ownIdentity());
  } catch (error) {
    // A full disk takes the file and not what stands in it: it would lock out everybody, for good.
    rmSync(lockFile, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Whoever has it has ended, or ended before it could say who it is. */
function isAbandoned(lockFile: string): boolean {
  try {
    const holder = readFileSync(lockFile, 'utf8');
    if (holder !== '') return !isSameProcess(holder);
    return Date.now() - statSync(lockFile).mtimeMs > NAMELESS_MS;
  } catch {
    return false;
  }
}
