import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withFolderLock } from './folder-claim';
import { processIdentity } from './process-identity';

let folder: string, lock: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'saha-claim-'));
  lock = path.join(folder, 'postgres.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('names who has it, lets the next one wait, and leaves nothing behind', async () => {
  const order: string[] = [];
  await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      withFolderLock(lock, async () => {
        expect(readFileSync(lock, 'utf8')).toBe(processIdentity(process.pid) ?? String(process.pid));
        order.push(name);
        await Promise.resolve();
        order.push(name);
      }),
    ),
  );
  expect(order).toHaveLength(6);
  for (const at of [0, 2, 4]) expect(order[at]).toBe(order[at + 1]);
  expect(existsSync(lock)).toBe(false);
});

it('passes over the lock of a process that has ended', async () => {
  await writeFile(lock, '999999999 1');
  expect(await withFolderLock(lock, () => Promise.resolve('done'))).toBe('done');
});

it('passes over a lock without a name, as a full disk leaves it', async () => {
  await writeFile(lock, '');
  const before = new Date(Date.now() - 60_000);
  await utimes(lock, before, before);
  expect(await withFolderLock(lock, () => Promise.resolve('done'))).toBe('done');
  expect(existsSync(lock)).toBe(false);
});
