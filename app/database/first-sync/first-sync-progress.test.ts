import { expect, test } from 'vitest';
import { FirstSyncProgress } from './first-sync-progress';
import type { LeaderStatus } from '../replication/sync-status';

test('what is said of a first synchronisation never falls, also where the office counts anew and finds more', () => {
  const said: number[] = [];
  const progress = new FirstSyncProgress(({ firstSync }: Partial<LeaderStatus>) => {
    if (firstSync) said.push(firstSync.done / firstSync.total);
  });
  progress.received(1_000); // before anything was counted: it is among what is held then
  progress.expect([
    { count: 4_000, held: 1_000 },
    { count: 6_000, held: 0 },
  ]);
  for (let page = 0; page < 4; page += 1) progress.received(1_000);
  // The line broke; meanwhile somebody brought in a fair's worth of customers.
  progress.expect([
    { count: 9_000, held: 4_000 },
    { count: 6_000, held: 1_000 },
  ]);
  for (let page = 0; page < 12; page += 1) progress.received(1_000);
  expect(said[0]).toBeCloseTo(0.1);
  expect(said).toEqual([...said].sort((a, b) => a - b));
  expect(Math.max(...said)).toBe(1);
});

test('a filling that goes on after the page was closed begins where it was', () => {
  const said: unknown[] = [];
  new FirstSyncProgress(({ firstSync }) => said.push(firstSync)).expect([
    { count: 4_000, held: 4_000 },
    { count: 6_000, held: 2_500 },
  ]);
  expect(said).toEqual([{ done: 6_500, total: 10_000 }]);
});
