/** The short form of `npm run prove -- segments`. */
import { afterEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { compare, SEGMENT_BREAKAGES, type SegmentBreakage } from './segments/run-segments';
import { inTurn } from './in-turn';

let database: TestDatabase;
afterEach(() => database.close());

async function run(seed: number, breakage: SegmentBreakage | null = null) {
  database = await createTestDatabase();
  return compare({ seed, rules: 80, customers: 250, breakage, say: () => undefined }, database.url);
}

it('segments have the same people on a device and at the office', { timeout: 60_000 }, async () => {
  const { problems, counts } = await run(7);
  expect(problems).toEqual([]);
  expect(counts['inSegments']).toBeGreaterThan(500);
  expect(counts['unknown']).toBeGreaterThan(50);
  expect(counts['merged']).toBeGreaterThan(20);
});

it.each(inTurn(SEGMENT_BREAKAGES))('notices %s', { timeout: 60_000 }, async (breakage) => {
  const { problems } = await run(8, breakage);
  expect(problems.length).toBeGreaterThan(0);
});
