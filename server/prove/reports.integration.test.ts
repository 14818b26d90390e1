/** The short form of `npm run prove -- reports`, and that it notices. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { runReports } from './reports/run-reports';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
const short = () => ({ pool: database.pool, ownerUrl: database.url, seed: 1, customers: 20, drawnEvery: 5 });

it('every figure is what happened, and a closed month stays', { timeout: 120_000 }, async () => {
  const { problems, counts } = await runReports({ ...short(), offices: 2, breakage: null });
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ offices: 2, corrections: 6, drawn: 1 });
  expect(counts['figures']).toBeGreaterThan(100);
});

it('is found out when it counts by today’s owner', { timeout: 120_000 }, async () => {
  const { problems } = await runReports({ ...short(), offices: 1, drawnEvery: 9, breakage: 'today' });
  expect(problems.join('\n')).toMatch(/agents|team/);
});
