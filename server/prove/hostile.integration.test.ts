/** The short form of the proof; the long one, which measures, runs by hand (`npm run prove -- hostile`). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import type { HostileBreakage } from './hostile/hostile-breakage';
import { runHostile } from './hostile/run-hostile';
import { itInTurn } from './in-turn';

const PATIENCE_MS = 240_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

const run = (requests: number, breakage: HostileBreakage | null) =>
  runHostile({ databaseUrl: database.url, seed: 1, requests, large: 4, breakage, say: () => undefined });

describe('an office under attack', () => {
  it('answers everything, fails at nothing and changes nothing', { timeout: PATIENCE_MS }, async () => {
    const outcome = await run(250, null);
    expect([outcome.requests, outcome.problems]).toEqual([250, []]);
  });

  itInTurn('is seen to change where a limit is taken away', { timeout: PATIENCE_MS }, async () => {
    expect((await run(150, 'many-devices')).problems).toEqual([expect.stringContaining('devices')]);
  });
});
