/** The short form of the scenarios on the wire; `npm run prove -- sync --scenario NAME` runs the long one by hand. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/database';
import type { ProvingGround } from './proving-ground';
import { SCENARIOS, WIRE_SCENARIOS, type ScenarioName } from './run-proof';
import { shareOf } from './scenarios/fuzz';
import { Tally } from './tally';
import { allProcedures } from './wire/procedures';
import { WIRE_BREAKAGES, type WireBreakage } from './wire/wire-breakage';
import { inTurn } from './in-turn';

const PATIENCE_MS = 240_000;
/** Who may do and see what. The others take turns. */
const EACH_TIME: readonly ScenarioName[] = ['procedure-rights', 'scope-on-wire'];
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());

async function run(name: ScenarioName, wireBreakage: WireBreakage | null, only?: string) {
  const lines: string[] = [];
  const tally = new Tally(1, wireBreakage, (line) => lines.push(line));
  // None of them has simulated devices.
  const ground = null as unknown as ProvingGround;
  await SCENARIOS[name]({
    ground,
    tally,
    seed: 1,
    short: true,
    breakage: null,
    databaseUrl: database.url,
    wireBreakage,
    ...(only === undefined ? {} : { only }),
  });
  return { tally, lines };
}

describe('the wire', () => {
  it('has a rule and a right example for every procedure of the router', () => {
    expect(() => allProcedures()).not.toThrow();
  });

  it('is fuzzed within one budget, however many procedures there are, and leaves none out', () => {
    const spent = [1, 7, 129, 700, 1_500].map((count) => count * shareOf(1_500, count));
    expect(Math.max(...spent)).toBeLessThanOrEqual(1_500);
    expect(shareOf(1_500, 2_000)).toBe(1);
  });

  it.each([...EACH_TIME, ...inTurn(WIRE_SCENARIOS.filter((name) => !EACH_TIME.includes(name)))])(
    'holds in scenario %s',
    { timeout: PATIENCE_MS },
    async (name) => {
      expect((await run(name, null)).lines).toEqual([]);
    },
  );
});

describe('the proof on the wire', () => {
  // Where it is enough to look at one procedure, the others are left out.
  const only: Partial<Record<WireBreakage, string>> = {
    'unchecked-input': 'auth.revokeSession',
    'leaking-errors': 'auth.me',
    'half-done': 'members.createTeam',
    'open-procedure': 'members.teams',
    'foreign-session': 'auth.revokeSession',
  };
  it.each(inTurn(Object.entries(WIRE_BREAKAGES) as [WireBreakage, ScenarioName][]))(
    'finds %s',
    { timeout: PATIENCE_MS },
    async (breakage, name) => {
      expect((await run(name, breakage, only[breakage])).tally.isClean).toBe(false);
    },
  );
});
