/** The short form of `npm run prove -- files`, and that it notices. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../test/database';
import { runFilesIn, type FileBreakage } from './files/run-files';
import { itInTurn } from './in-turn';

const PATIENCE = { timeout: 120_000 };
const say = () => undefined;

async function prove(breakage: FileBreakage | null, uploads: number, hostile: number) {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  try {
    return await runFilesIn({ url: database.url, folder }, { seed: 7, uploads, hostile, breakage, say });
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

it('keeps bytes once and each file where it belongs, and none that is made to do harm', PATIENCE, async () => {
  const { problems, counts } = await prove(null, 30, 10);
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ uploads: 30, lost: 0, visibleToOthers: 0, refused: 10 });
  expect(counts['kills']).toBeGreaterThan(0);
});

itInTurn('is found out when whoever asks is answered', PATIENCE, async () => {
  expect((await prove('blind-audience', 6, 0)).problems.join('\n')).toMatch(/read by somebody who may not/);
});
