/** The short form of `npm run prove -- builds`, one way round. */
import { expect, inject, it } from 'vitest';
import { lookAtRecords } from './look-at-records';
import { runBuilds, type BuildsBreakage } from './run-builds';
import { OWN_BUILD } from './two-builds';

const PATIENCE_MS = 120_000;
const run = (breakage: BuildsBreakage | null) =>
  runBuilds({
    serverUrl: inject('testServerUrl'),
    seed: 1,
    customers: 12,
    edits: 60,
    breakage,
    look: lookAtRecords,
  });

it(
  'tablets of the next build before an office of today: nothing lost, nothing mended',
  { timeout: PATIENCE_MS },
  async () => {
    expect(OWN_BUILD).toBe('next');
    const { problems, counts } = await run(null);
    expect(problems).toEqual([]);
    expect(counts.typed).toBeGreaterThan(30);
    expect(counts.compared).toBeGreaterThan(0);
  },
);

it.each<[BuildsBreakage, RegExp]>([
  ['forgets', /^lost/],
  ['unsaid', /taken for damage/],
])('finds %s', { timeout: PATIENCE_MS }, async (breakage, what) => {
  expect((await run(breakage)).problems.join('\n')).toMatch(what);
});
