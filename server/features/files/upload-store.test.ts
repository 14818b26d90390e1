import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openUploadStore } from './upload-store';

it('is there at once in a new data folder, for whoever looks for what nobody finished', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-uploads-'));
  try {
    expect(await openUploadStore({ dataDir: path.join(folder, 'new') }).deleteExpired()).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
