// @vitest-environment happy-dom
/** The short form of `npm run prove -- forms`, and that it notices each of what forms did before. */
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { expect, it } from 'vitest';
import type { FormsBreakage } from './forms/breakages';
import { runForms } from './forms/run-forms';
import { inTurn } from './in-turn';

const PATIENCE_MS = 180_000;
const prove = (runs: number, breakage: FormsBreakage | null) =>
  // From the fourth on tabs reload with something half typed.
  runForms({ seed: 4, runs, breakage, say: () => undefined });

it('loses nothing that anyone confirmed, whatever they and their tabs do', { timeout: PATIENCE_MS }, async () => {
  const { problems, counts } = await prove(3, null);
  expect(problems).toEqual([]);
  expect(counts.runs).toBe(3);
  expect(Math.min(counts.confirmed, counts.reloads)).toBeGreaterThan(0);
});

/** By what forms did: what its day loses. */
const LOST: Readonly<Record<FormsBreakage, RegExp>> = {
  'base-at-saving': /day base-at-saving: customers\/notes: “theirs” of somebody else is gone/,
  'commits-by-itself': /day commits-by-itself: customers\/notes: (“theirs” of somebody else is gone|nobody confirmed)/,
  'keeps-untouched': /day keeps-untouched: customers\/notes: “theirs” of somebody else is gone/,
};
it.each(inTurn(Object.entries(LOST) as [FormsBreakage, RegExp][]))(
  'is found out where forms do %s',
  { timeout: PATIENCE_MS },
  async (breakage, lost) => {
    const { problems } = await prove(0, breakage);
    expect(problems.join('\n')).toMatch(lost);
  },
);
