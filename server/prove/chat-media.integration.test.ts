/** The short form of `npm run prove -- chat-media`, and that it notices. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../test/database';
import { runMedia, type MediaOptions } from './chat-media/run-media';
import { openOffice } from './office-in-process';
import { itInTurn } from './in-turn';

async function prove(breakage: MediaOptions['breakage'], messages: number) {
  const database = await createTestDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  const office = await openOffice(database.url, folder, Date.now);
  try {
    return await runMedia(office.out.deps, { seed: 5, messages, breakage, say: () => undefined, isLarge: false });
  } finally {
    await office.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

it(
  'has every file once in either direction, whose answer was lost and whoever died',
  { timeout: 120_000 },
  async () => {
    const { problems, counts } = await prove(null, 20);
    expect(problems).toEqual([]);
    expect(counts['kills']).toBeGreaterThan(0);
  },
);

itInTurn('is found out when a file that came is taken for fetched', { timeout: 120_000 }, async () => {
  expect((await prove('forget-file', 8)).problems.join('\n')).toMatch(/that came is .* instead of/);
});
