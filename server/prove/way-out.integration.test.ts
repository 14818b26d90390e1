/** The short form of the proof of the way out, and that it notices. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { runWayOut } from './way-out/run-way-out';
import { itInTurn } from './in-turn';

const PATIENCE_MS = 180_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.close());

const prove = (breakage: 'looking-counts' | null) =>
  runWayOut({
    databaseUrl: database.url,
    seed: 1,
    amounts: { mails: 20, links: 20, people: 24, guesses: 200, addresses: 10, events: 60, requests: 40 },
    breakage,
    say: () => undefined,
  });

it('is taken by everybody who wants to, and by no machine', { timeout: PATIENCE_MS }, async () => {
  const { problems, counts } = await prove(null);
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ mailsRead: 20, scannedOut: 0, peopleOut: 24, hits: 0, mailable: 0, endsDifferent: 0 });
});

itInTurn('is found out when looking counts', { timeout: PATIENCE_MS }, async () => {
  const { problems } = await prove('looking-counts');
  expect(problems.join('\n')).toMatch(/because a scanner looked/);
});
