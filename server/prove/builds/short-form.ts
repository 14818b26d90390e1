/** The short form of `npm run prove -- builds`: the tablets of the build that runs it before an office of the other. */
import { expect, inject, it } from 'vitest';
import { inTurn } from '../in-turn';
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

/** `own` is the build that must be running, or one way round would be tried twice. */
export function proveShortForm(own: typeof OWN_BUILD): void {
  it(
    'loses nothing and finds nothing to mend before an office of the other build',
    { timeout: PATIENCE_MS },
    async () => {
      expect(OWN_BUILD).toBe(own);
      const { problems, counts } = await run(null);
      expect(problems).toEqual([]);
      expect(counts.typed).toBeGreaterThan(30);
      expect(counts.compared).toBeGreaterThan(0);
    },
  );

  const lost: readonly (readonly [BuildsBreakage, RegExp])[] = [
    ['forgets', /^lost/],
    ['unsaid', /taken for damage/],
  ];
  it.each(inTurn(lost))('finds %s', { timeout: PATIENCE_MS }, async (breakage, what) => {
    expect((await run(breakage)).problems.join('\n')).toMatch(what);
  });
}
