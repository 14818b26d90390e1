/**
 * Who uses a database folder. Several processes may (the server, a seed command beside it); the last one out stops the
 * database. A process killed without warning leaves its claim behind, which no longer counts.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error';
import { isSameProcess, processIdentity } from './process-identity';

const LOCK_PATIENCE_MS = 120_000;

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
      writeFileSync(lockFile, ownIdentity(), { flag: 'wx' });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(lockFile);
    if (holder !== '' && !isSameProcess(holder)) rmSync(lockFile, { force: true });
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

function readHolder(lockFile: string): string {
  try {
    return readFileSync(lockFile, 'utf8');
  } catch {
    return '';
  }
}
