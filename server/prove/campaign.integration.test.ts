/** The short form of the proof of campaigns, and that it notices. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { runCampaigns } from './campaign/run-campaigns';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.close());
const short = { seed: 1, recipients: 80, kills: 1, workers: 1, perSecond: 30, pairs: 40, say: () => undefined };

it('a campaign reaches everybody once although its worker dies', { timeout: 180_000 }, async () => {
  const { problems, counts } = await runCampaigns({ databaseUrl: database.url, ...short, breakage: null });
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ recipients: 80, pauses: 1, twice: 0, bouncesLost: 0, leftByTheirMail: 4 });
});
