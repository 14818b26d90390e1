import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { StartError } from '../start-error';
import { makeFolder } from './make-folder';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'saha-folder-'));
});
afterEach(() => rm(base, { recursive: true, force: true }));

it('makes what is missing, and leaves alone what is there', async () => {
  const folder = path.join(base, 'a', 'b', 'c');
  await makeFolder(folder);
  await makeFolder(folder);
  expect((await stat(folder)).isDirectory()).toBe(true);
});

it('says what stands in the way', async () => {
  const file = path.join(base, 'file');
  await writeFile(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(path.join(file, 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

// Node's recursive mkdir never ends there.
it.skipIf(!existsSync('/proc/self'))('ends below a folder that takes no others', async () => {
  await expect(makeFolder('/proc/saha/data')).rejects.toThrow(
    new StartError('No folder can be made at /proc/saha: choose another place'),
  );
});
