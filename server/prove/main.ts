/**
 * `npm run prove -- sync`: the proof that synchronisation loses nothing. Without options its long form, schedules and all
 * scenarios. The last line is one JSON object; the exit code is 1 when something was found, 2 when it was asked wrongly.
 *
 *   --schedules N   how many random schedules (0: none)       --seed N        seed of the first; the others count on from it
 *   --scenario NAME one scenario, or `all`, and no schedules  --short         scenarios in their short form
 *   --break NAME    with a known mistake put in; must be found
 */
import { parseArgs } from 'node:util';
import { startTemporaryPostgres } from '../db/temporary-postgres';
import { BREAKAGES, type Breakage } from './breakage';
import { ProvingGround } from './proving-ground';
import { runSchedules, SCENARIOS, type ScenarioName } from './run-proof';
import { Tally } from './tally';

const LONG_FORM = 10_000;

process.exitCode = await prove(process.argv.slice(2));

async function prove(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: {
    schedules: { type: 'string' }, seed: { type: 'string', default: '1' }, scenario: { type: 'string' }, short: { type: 'boolean', default: false }, break: { type: 'string' },
  } });
  const breakage = (values.break ?? null) as Breakage | null;
  const names = Object.keys(SCENARIOS) as ScenarioName[];
  const wanted = values.scenario === undefined ? (values.schedules === undefined && breakage === null ? names : [])
    : values.scenario === 'all' ? names : [values.scenario as ScenarioName];
  const count = Number(values.schedules ?? (values.scenario !== undefined ? 0 : breakage === null ? LONG_FORM : 200));
  const seed = Number(values.seed);
  if (breakage !== null && !BREAKAGES.includes(breakage)) return askedWrongly(`--break is one of ${BREAKAGES.join(', ')}`);
  if (!wanted.every((name) => names.includes(name))) return askedWrongly(`--scenario is one of ${names.join(', ')}, all`);
  if (!Number.isSafeInteger(count) || count < 0 || !Number.isSafeInteger(seed)) return askedWrongly('--schedules and --seed are whole numbers');

  const tally = new Tally(seed, breakage, (line) => void process.stdout.write(`${line}\n`));
  const postgres = await startTemporaryPostgres();
  try {
    const ground = await ProvingGround.open(postgres.url);
    try {
      // Clocks that are never corrected only show where people write against each other.
      if (breakage === 'skew') await SCENARIOS.S6({ ground, tally, seed, short: true, breakage, databaseUrl: postgres.url });
      else await runSchedules({ ground, tally, seed, count, breakage });
      for (const name of wanted) {
        tally.say(`scenario ${name}`);
        await SCENARIOS[name]({ ground, tally, seed, short: values.short, breakage, databaseUrl: postgres.url });
      }
    } finally {
      await ground.close();
    }
  } finally {
    await postgres.stop();
  }
  tally.finish();
  return tally.isClean ? 0 : 1;
}

function askedWrongly(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}
