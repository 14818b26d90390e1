/** The short form of `npm run prove -- sync`; the long form runs by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import type { Breakage } from './breakage';
import { ProvingGround } from './proving-ground';
import { runSchedules, SCENARIOS, WIRE_SCENARIOS, type ScenarioName } from './run-proof';
import { leadingTab } from './scenarios/leading-tab';
import { movedStore } from './scenarios/moved-store';
import { sharedTablet } from './scenarios/shared-tablet';
import { Tally } from './tally';
import { inTurn, itInTurn } from './in-turn';

const PATIENCE_MS = 120_000;
/** What takes long has its turn; those of one turn stand six apart. */
const LONG: readonly ScenarioName[] = [
  ...(['faulty-office', 'moved-store', 'leading-tab'] as const),
  ...(['storage-errors', 'killed-server', 'damaged-replica'] as const),
  ...(['restored-backup', 'checkpoint-holes', 'clock-skew'] as const),
];
const QUICK = (Object.keys(SCENARIOS) as ScenarioName[]).filter(
  (name) => !WIRE_SCENARIOS.includes(name) && !LONG.includes(name),
);

let database: TestDatabase, ground: ProvingGround;
let lines: string[];
const tallyOf = (seed: number, breakage: Breakage | null = null) =>
  new Tally(seed, breakage, (line) => lines.push(line));

beforeAll(async () => {
  database = await createTestDatabase();
  ground = await ProvingGround.open(database.url);
}, PATIENCE_MS);
afterAll(async () => {
  await ground?.close();
  await database?.close();
});

describe('synchronisation', () => {
  it('loses, repeats, skips and leaks nothing in random schedules', { timeout: PATIENCE_MS }, async () => {
    lines = [];
    const tally = tallyOf(1);
    await runSchedules({ grounds: [ground], tally, seed: 1, count: 12, breakage: null });
    expect(lines.join('\n')).toBe('');
    expect(tally.schedules).toBe(12);
  });

  it.each([...QUICK, ...inTurn(LONG)])('holds in scenario %s', { timeout: PATIENCE_MS }, async (name) => {
    lines = [];
    const tally = tallyOf(1);
    await SCENARIOS[name]({ ground, tally, seed: 1, short: true, breakage: null, databaseUrl: database.url });
    expect(lines.join('\n')).toBe('');
  });
});

describe('the proof', () => {
  // Seeds that are known to catch the mistake soon. `settle-all` takes hundreds of schedules: it stays with the long
  // form.
  const SEEDS: readonly (readonly [Breakage, number])[] = [
    ['master-wins', 30],
    ['overwrite', 3],
    ['sequence-checkpoint', 1],
    ['no-idempotence', 69],
    ['no-exits', 1],
    ['settle-none', 30],
  ];
  it.each(inTurn(SEEDS))('finds %s', { timeout: 3 * PATIENCE_MS }, async (breakage, seed) => {
    lines = [];
    const tally = tallyOf(seed, breakage);
    // It ends with the first that is found; documents' ids, and so what meets in a schedule, differ from run to run.
    await runSchedules({ grounds: [ground], tally, seed, count: 600, breakage });
    expect(tally.isClean).toBe(false);
  });

  it.each(inTurn<Breakage>(['no-digests', 'blind-digests']))('finds %s', { timeout: PATIENCE_MS }, async (breakage) => {
    lines = [];
    const tally = tallyOf(1, breakage);
    await SCENARIOS['damaged-replica']({ ground, tally, seed: 1, short: true, breakage, databaseUrl: database.url });
    expect(tally.isClean).toBe(false);
  });

  itInTurn('finds a frozen tab that nobody takes over from', { timeout: PATIENCE_MS }, async () => {
    lines = [];
    const tally = tallyOf(1);
    await leadingTab(
      { ground, tally, seed: 1, short: true, breakage: null, databaseUrl: database.url },
      { canSteal: false },
    );
    expect(tally.isClean).toBe(false);
  });

  itInTurn('finds a second person who is handed the first one’s store', { timeout: PATIENCE_MS }, async () => {
    lines = [];
    const tally = tallyOf(1);
    await sharedTablet(
      { ground, tally, seed: 1, short: true, breakage: null, databaseUrl: database.url },
      { mixesUp: true },
    );
    expect(tally.isClean).toBe(false);
  });

  itInTurn('finds a move to a new store that forgets what waits', { timeout: PATIENCE_MS }, async () => {
    lines = [];
    const tally = tallyOf(1);
    await movedStore(
      { ground, tally, seed: 1, short: true, breakage: null, databaseUrl: database.url },
      { forgets: true },
    );
    expect(tally.isClean).toBe(false);
  });

  itInTurn('finds clocks that nobody corrects', { timeout: PATIENCE_MS }, async () => {
    lines = [];
    const tally = tallyOf(1, 'skew');
    await SCENARIOS['clock-skew']({
      ground,
      tally,
      seed: 1,
      short: false,
      breakage: 'skew',
      databaseUrl: database.url,
    });
    expect(tally.isClean).toBe(false);
  });
});
