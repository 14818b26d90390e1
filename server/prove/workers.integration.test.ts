/** The short form of the proof of workers, and that it notices. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { runWorkers } from './workers/run-workers';
import { itInTurn } from './in-turn';

const PATIENCE_MS = 180_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.close());

const prove = (breakage: 'blind-resend' | null, points: number, starts: number) =>
  runWorkers({ databaseUrl: database.url, seed: 1, runs: 4, points, starts, breakage, say: () => undefined });

it('does everything once, whoever dies after which step', { timeout: PATIENCE_MS }, async () => {
  const { problems, counts } = await prove(null, 4, 1);
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ claimsOutlived: 4, killPoints: 12, coldStarts: 1 });
});

itInTurn('is found out when what nobody knows is tried again', { timeout: PATIENCE_MS }, async () => {
  const { problems } = await prove('blind-resend', 0, 0);
  expect(problems.join('\n')).toMatch(/written to 2 times/);
});
