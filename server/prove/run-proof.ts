/** Schedules one after another, and the scenarios by name. */
import type { Breakage } from './breakage';
import type { ProvingGround } from './proving-ground';
import { runSchedule } from './run-schedule';
import { checkpointHoles } from './scenarios/checkpoint-holes';
import { clockSkew } from './scenarios/clock-skew';
import { killedServer } from './scenarios/killed-server';
import { lostAnswers } from './scenarios/lost-answers';
import { restoredBackup } from './scenarios/restored-backup';
import { revokedAccess } from './scenarios/revoked-access';
import { storageErrors } from './scenarios/storage-errors';
import type { Tally } from './tally';

/** Enough to know; a breakage would go on for ever. */
const MAX_FAILURES = 5;
const SCHEDULES_PER_LINE = 500;

export type ScenarioInput = { ground: ProvingGround; tally: Tally; seed: number; short: boolean; breakage: Breakage | null; databaseUrl: string };
export const SCENARIOS = {
  S3: lostAnswers, S4: checkpointHoles, S5: restoredBackup, S6: clockSkew, S10: revokedAccess, S12: storageErrors, kill: killedServer,
} as const;
export type ScenarioName = keyof typeof SCENARIOS;

/** `untilFound`: stops at the first schedule in which something is found. */
export async function runSchedules(
  { ground, tally, seed, count, breakage, untilFound = breakage !== null }:
  { ground: ProvingGround; tally: Tally; seed: number; count: number; breakage: Breakage | null; untilFound?: boolean },
): Promise<void> {
  const startedAtMs = performance.now();
  for (let at = 0; at < count; at += 1) {
    const { plan, verdict } = await runSchedule(ground, seed + at, breakage);
    tally.schedules += 1;
    tally.add(verdict, ground.takeCounts(), `seed ${plan.seed}; again: npm run prove -- sync --schedules 1 --seed ${plan.seed}${breakage === null ? '' : ` --break ${breakage}`}`, [plan.weather, ...plan.steps]);
    if (tally.failures >= MAX_FAILURES || (untilFound && tally.failures > 0)) return;
    if (tally.schedules % SCHEDULES_PER_LINE === 0) tally.say(`${tally.schedules} schedules, ${(tally.schedules / (performance.now() - startedAtMs) * 1000).toFixed(1)} a second`);
  }
}
