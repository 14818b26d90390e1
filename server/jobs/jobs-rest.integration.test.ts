/** An office with nothing to do does nothing: a job that asks to be looked at again at once never rests. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { seedDemoOffice } from '../../prisma/seed/seed-demo-office';
import { createTestOffice, type Office } from '../test/office';
import { JOBS } from './job-list';
import { createJobRunner } from './job-runner';

const PATIENCE_MS = 120_000;
/** How long nothing may run before it counts as rest; a job that never rests runs every few milliseconds. */
const CALM_MS = 1_500;
/** Looked at together, and again where one wakes another. */
const MOST_RUNS = 8;

let office: Office;
afterEach(() => office.close());

/** How often each job had run when all of them rested, or when the time was up. */
async function runsUntilRest({ deps }: Office): Promise<Record<string, number>> {
  const runs: Record<string, number> = {};
  const busy = new Set<string>();
  let lastAtMs = performance.now();
  const counted = JOBS.map((job) => ({
    ...job,
    run: async (...given: Parameters<typeof job.run>) => {
      runs[job.name] = (runs[job.name] ?? 0) + 1;
      busy.add(job.name);
      try {
        return await job.run(...given);
      } finally {
        busy.delete(job.name);
        lastAtMs = performance.now();
      }
    },
  }));
  const runner = createJobRunner(deps, counted);
  runner.lookAtAll();
  const endsAtMs = performance.now() + 60_000;
  const isAtRest = () => busy.size === 0 && performance.now() - lastAtMs > CALM_MS;
  while (!isAtRest() && performance.now() < endsAtMs && Math.max(0, ...Object.values(runs)) <= 10 * MOST_RUNS)
    await sleep(50);
  await runner.stop();
  return runs;
}

const restless = (runs: Readonly<Record<string, number>>) =>
  Object.entries(runs).filter(([, count]) => count > MOST_RUNS);

it('of a new office every job rests once it has looked', { timeout: PATIENCE_MS }, async () => {
  office = await createTestOffice();
  const runs = await runsUntilRest(office);
  expect(Object.keys(runs).sort()).toEqual(JOBS.map(({ name }) => name).sort());
  expect(restless(runs)).toEqual([]);
});

it('of an office with a year behind it as well', { timeout: PATIENCE_MS }, async () => {
  office = await createTestOffice();
  const { pool, now } = office.deps;
  await seedDemoOffice(pool, { customers: 40, nowMs: now(), seed: 3, hashPassword: () => Promise.resolve('none') });
  expect(restless(await runsUntilRest(office))).toEqual([]);
});
