/** The short forms of the proofs of sending, consent and restores, and that each of them notices. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import { runConsent } from './consent/run-consent';
import { runRestore } from './restore/run-restore';
import { runSending } from './sending/run-sending';
import { itInTurn } from './in-turn';

const PATIENCE_MS = 180_000;
const say = () => undefined;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
});
afterAll(() => database.close());

// Both wait for most of their time: for claims, pauses and events that come late.
describe.concurrent('sending', () => {
  const short = { seed: 1, deliveries: 120, kills: 1, freezes: 1, workers: 2, perSecond: 60, say };
  it('reaches everybody once although workers die', { timeout: PATIENCE_MS }, async () => {
    const { problems, counts } = await runSending({ databaseUrl: database.url, ...short, breakage: null });
    expect(problems).toEqual([]);
    expect(counts).toMatchObject({ deliveries: 120, twice: 0, unknownAfterEvents: 0 });
  });
  itInTurn('is found out when it tries blindly again', { timeout: PATIENCE_MS }, async () => {
    const { problems } = await runSending({
      databaseUrl: database.url,
      ...short,
      kills: 2,
      freezes: 1,
      // On a slow machine the few that are lost anyway are explained by their events before anybody tries again.
      lostShare: 0.3,
      breakage: 'blind-resend',
    });
    expect(problems.join('\n')).toMatch(/twice/);
  });
});

describe('consent', () => {
  it('is what a model says it is, in random interleavings', { timeout: PATIENCE_MS }, async () => {
    const { problems, counts } = await runConsent({
      databaseUrl: database.url,
      seed: 1,
      interleavings: 25,
      restores: 2,
      breakage: null,
      say,
    });
    expect(problems).toEqual([]);
    expect(counts['sent']).toBeGreaterThan(0);
    expect(counts['heldBack']).toBeGreaterThan(0);
  });
  itInTurn('is found out when a tablet’s yes wins over the office’s no', { timeout: PATIENCE_MS }, async () => {
    const { problems } = await runConsent({
      databaseUrl: database.url,
      seed: 1,
      interleavings: 25,
      restores: 0,
      breakage: 'yes-wins',
      say,
    });
    expect(problems.join('\n')).toMatch(/over a no it knew/);
  });
});

describe('a restore', () => {
  it('sends nothing twice and forgets no no', { timeout: PATIENCE_MS }, async () => {
    const { problems, counts } = await runRestore({
      databaseUrl: database.url,
      seed: 1,
      restores: 3,
      breakage: null,
      say,
    });
    expect(problems).toEqual([]);
    expect(counts['sent']).toBeGreaterThan(0);
    expect(counts['fresh']).toBeGreaterThan(0);
    expect(counts['diedBeforeJournal']).toBeGreaterThan(counts['restores'] ?? 0);
  });
  itInTurn('is found out when the journals were left behind', { timeout: PATIENCE_MS }, async () => {
    const { problems } = await runRestore({
      databaseUrl: database.url,
      seed: 2,
      restores: 3,
      breakage: 'no-journal',
      say,
    });
    expect(problems.join('\n')).toMatch(/times|had said stop/);
  });
});
