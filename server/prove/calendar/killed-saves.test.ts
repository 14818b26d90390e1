/** The short form of `npm run prove -- calendar` where a tablet dies while it saves a series. */
import { expect, it } from 'vitest';
import { Random } from '../../../prisma/factories/random';
import { proveKilledSaves } from './killed-saves';

const PATIENCE_MS = 120_000;

it('a series is saved whole or not at all, wherever the tablet dies', { timeout: PATIENCE_MS }, async () => {
  const counts = await proveKilledSaves(new Random(1), 10);
  expect(counts.differing).toEqual([]);
  expect(Math.min(counts.whole, counts.nothing)).toBeGreaterThan(0);
});

it('notices a store that writes documents one by one', { timeout: PATIENCE_MS }, async () => {
  const counts = await proveKilledSaves(new Random(1), 60, { oneByOne: true });
  expect(counts.differing).toHaveLength(1);
});
