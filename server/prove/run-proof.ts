/** Schedules one after another, and the scenarios by name. */
import type { Breakage } from './breakage';
import type { ProvingGround } from './proving-ground';
import type { Plan } from './plan-schedule';
import { runSchedule } from './run-schedule';
import { checkpointHoles } from './scenarios/checkpoint-holes';
import { clockSkew } from './scenarios/clock-skew';
import { damagedReplica } from './scenarios/damaged-replica';
import { crossSite } from './scenarios/cross-site';
import { endedSessions } from './scenarios/ended-sessions';
import { faultyOffice } from './scenarios/faulty-office';
import { fuzz } from './scenarios/fuzz';
import { guessedPasswords } from './scenarios/guessed-passwords';
import { killedServer } from './scenarios/killed-server';
import { leadingTab } from './scenarios/leading-tab';
import { lostAnswers } from './scenarios/lost-answers';
import { movedStore } from './scenarios/moved-store';
import { olderBuild } from './scenarios/older-build';
import { procedureRights } from './scenarios/procedure-rights';
import { restoredBackup } from './scenarios/restored-backup';
import { revokedAccess } from './scenarios/revoked-access';
import { sharedTablet } from './scenarios/shared-tablet';
import { scopeOnWire } from './scenarios/scope-on-wire';
import { storageErrors } from './scenarios/storage-errors';
import type { Tally } from './tally';
import { isClean, type Verdict } from './verdict';

/** Enough to know; a breakage would go on for ever. */
const MAX_FAILURES = 5;
const SCHEDULES_PER_LINE = 500;
/** Tablets are replaced by new ones this often, so that first synchronisations are part of every run. */
const SCHEDULES_PER_TABLET = 50;

export const SCENARIOS = {
  'moved-store': movedStore,
  'older-build': olderBuild,
  'leading-tab': leadingTab,
  'shared-tablet': sharedTablet,
  'lost-answers': lostAnswers,
  'checkpoint-holes': checkpointHoles,
  'restored-backup': restoredBackup,
  'clock-skew': clockSkew,
  'revoked-access': revokedAccess,
  'storage-errors': storageErrors,
  'faulty-office': faultyOffice,
  'damaged-replica': damagedReplica,
  'killed-server': killedServer,
  'procedure-rights': procedureRights,
  'scope-on-wire': scopeOnWire,
  'cross-site': crossSite,
  fuzz,
  'guessed-passwords': guessedPasswords,
  'ended-sessions': endedSessions,
} as const;
export type ScenarioName = keyof typeof SCENARIOS;
/** Against a server process of their own, with everything on the wire. */
export const WIRE_SCENARIOS: readonly ScenarioName[] = [
  'procedure-rights',
  'scope-on-wire',
  'cross-site',
  'fuzz',
  'guessed-passwords',
  'ended-sessions',
];

/**
 * In several offices at once where several are given: most of the time is spent waiting. With a breakage it stops when
 * something is found. Seeds that follow on each other share their tablets, whose clocks and listening tell of the
 * schedules before; so what is found is found again with all of them, from the one that had new tablets.
 */
export async function runSchedules({
  grounds,
  tally,
  seed,
  count,
  breakage,
}: {
  grounds: readonly ProvingGround[];
  tally: Tally;
  seed: number;
  count: number;
  breakage: Breakage | null;
}): Promise<void> {
  const startedAtMs = performance.now();
  let begun = 0,
    isEnough = false;
  const runIn = async (ground: ProvingGround) => {
    while (begun < count && !isEnough) {
      const from = seed + begun;
      const end = seed + Math.min(count, (begun += SCHEDULES_PER_TABLET));
      await ground.replaceTablets();
      for (let next = from, hadNewTablets = from; next < end && !isEnough; next += 1) {
        const { plan, verdict } = await runSchedule(ground, next, breakage);
        report(ground, plan, verdict, hadNewTablets);
        if (!isClean(verdict)) hadNewTablets = next + 1;
      }
    }
  };
  const report = (ground: ProvingGround, plan: Plan, verdict: Verdict, hadNewTablets: number) => {
    tally.schedules += 1;
    const again = `npm run prove -- sync --schedules ${plan.seed - hadNewTablets + 1} --seed ${hadNewTablets}${breakage === null ? '' : ` --break ${breakage}`}`;
    tally.add(verdict, ground.takeCounts(), `seed ${plan.seed}; again: ${again}`, [
      plan.weather,
      ...plan.steps,
      ...plan.decisions,
    ]);
    if (tally.schedules % SCHEDULES_PER_LINE === 0)
      tally.say(
        `${tally.schedules} schedules, ${((tally.schedules / (performance.now() - startedAtMs)) * 1000).toFixed(1)} a second`,
      );
    isEnough = tally.failures >= (breakage === null ? MAX_FAILURES : 1);
  };
  await Promise.all(grounds.map(runIn));
}
