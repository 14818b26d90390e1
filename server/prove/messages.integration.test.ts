/** The short form of `npm run prove -- messages`, and that it notices. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { runMessages } from './messages/run-messages';
import { itInTurn } from './in-turn';

const PATIENCE_MS = 180_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.close());
const run = (messages: number, breakage: 'blind-resend' | 'new-ids' | null) =>
  runMessages({ databaseUrl: database.url, seed: 1, messages, kills: messages / 10, breakage, say: () => undefined });

it('what six devices write offline leaves once and stands once in its thread', { timeout: PATIENCE_MS }, async () => {
  const { problems, counts } = await run(40, null);
  expect(problems).toEqual([]);
  expect(counts).toMatchObject({ messages: 40, lost: 0 });
  expect(Math.min(counts['kills'] ?? 0, counts['lostAnswers'] ?? 0, counts['begunTwice'] ?? 0)).toBeGreaterThan(0);
});

itInTurn('is found out when what nobody knows is tried blindly again', { timeout: PATIENCE_MS }, async () => {
  const { problems } = await run(30, 'blind-resend');
  expect(problems.join('\n')).toMatch(/was sent 2 times/);
});

itInTurn('is found out when a device writes anew what it heard no answer to', { timeout: PATIENCE_MS }, async () => {
  const { problems } = await run(30, 'new-ids');
  expect(problems.join('\n')).toMatch(/stands 2 times/);
});
