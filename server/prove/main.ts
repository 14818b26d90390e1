/**
 * `npm run prove -- sync`: the proof that synchronisation loses nothing. Without options as many schedules, and all
 * scenarios in their short form, as take a quarter of an hour at most. The last line is one JSON object; the exit code
 * is 1 when something was found, 2 when it was asked wrongly.
 *
 *   --schedules N   how many random schedules (0: none)
 *   --seed N        seed of the first; the others count on from it
 *   --offices N     in how many offices at once (2)
 *   --scenario NAME one scenario, or `all`, and no schedules
 *   --short         scenarios in their short form
 *   --runs N, --run-seconds N  of faulty-office: how often and how long (8 of 30 s; in full 50 of 120 s)
 *   --amount N      how many of what a scenario on the wire counts (fuzz: requests per procedure)
 *   --only NAME     fuzz with one procedure alone
 *   --break NAME    with a known mistake put in; must be found
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startTemporaryPostgres } from '../db/temporary-postgres';
import { bundleServerPrograms } from '../test/server-programs';
import { BREAKAGES, type Breakage } from './breakage';
import { ProvingGround } from './proving-ground';
import { runSchedules, SCENARIOS, type ScenarioName } from './run-proof';
import { Tally } from './tally';
import { isWireBreakage, WIRE_BREAKAGES } from './wire/wire-breakage';

const SCHEDULES = 300;

process.exitCode = await prove(process.argv.slice(2));

async function prove(args: string[]): Promise<number> {
  const values = readOptions(args);
  if (typeof values === 'string') return askedWrongly(values);
  const wireBreakage = values.break !== undefined && isWireBreakage(values.break) ? values.break : null;
  const breakage = (wireBreakage === null ? (values.break ?? null) : null) as Breakage | null;
  const scenario = values.scenario ?? (wireBreakage === null ? undefined : WIRE_BREAKAGES[wireBreakage]);
  const names = Object.keys(SCENARIOS) as ScenarioName[];
  const isAskedNothing = scenario === undefined && values.schedules === undefined && breakage === null;
  const short = values.short || isAskedNothing;
  const wanted =
    scenario === undefined ? (isAskedNothing ? names : []) : scenario === 'all' ? names : [scenario as ScenarioName];
  const count = Number(values.schedules ?? (scenario !== undefined ? 0 : breakage === null ? SCHEDULES : 200));
  const amount = values.amount === undefined ? undefined : Number(values.amount);
  const seed = Number(values.seed),
    offices = Number(values.offices);
  const runs = values.runs === undefined ? undefined : Number(values.runs);
  const runSeconds = values['run-seconds'] === undefined ? undefined : Number(values['run-seconds']);
  if (breakage !== null && !BREAKAGES.includes(breakage))
    return askedWrongly(`--break is one of ${[...BREAKAGES, ...Object.keys(WIRE_BREAKAGES)].join(', ')}`);
  if (!wanted.every((name) => names.includes(name)))
    return askedWrongly(`--scenario is one of ${names.join(', ')}, all`);
  if (
    ![count, seed, offices, amount ?? 1, runs ?? 1, runSeconds ?? 1].every(
      (number) => Number.isSafeInteger(number) && number >= 0,
    ) ||
    offices === 0
  ) {
    return askedWrongly('--schedules, --seed, --offices, --amount, --runs and --run-seconds are whole numbers');
  }

  const tally = new Tally(seed, breakage ?? wireBreakage, (line) => void process.stdout.write(`${line}\n`));
  await bundleServerPrograms();
  const postgres = await startTemporaryPostgres();
  try {
    const grounds: ProvingGround[] = [];
    try {
      while (grounds.length < (count > 1 ? offices : 1))
        grounds.push(await ProvingGround.open(await newDatabase(postgres.url, grounds.length)));
      const ground = grounds[0] as ProvingGround;
      const databaseUrl = ground.office.url;
      // Clocks that are never corrected only show where people write against each other.
      if (breakage === 'skew')
        await SCENARIOS['clock-skew']({ ground, tally, seed, short: true, breakage, databaseUrl });
      // Nor does a comparison that sees nothing, where nothing was damaged.
      else if (breakage === 'no-digests' || breakage === 'blind-digests')
        await SCENARIOS['damaged-replica']({ ground, tally, seed, short: true, breakage, databaseUrl });
      else await runSchedules({ grounds, tally, seed, count, breakage });
      for (const name of wanted) {
        tally.say(`scenario ${name}`);
        const startedAtMs = performance.now();
        await SCENARIOS[name]({
          ground,
          tally,
          seed,
          short,
          breakage,
          databaseUrl,
          wireBreakage,
          ...(amount === undefined ? {} : { amount }),
          ...(values.only === undefined ? {} : { only: values.only }),
          ...(runs === undefined ? {} : { runs }),
          ...(runSeconds === undefined ? {} : { runSeconds }),
        });
        tally.say(`scenario ${name} took ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
      }
    } finally {
      for (const ground of grounds) await ground.close();
    }
  } finally {
    await postgres.stop();
  }
  tally.finish();
  return tally.isClean ? 0 : 1;
}

/** Or what is wrong with them. */
function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        offices: { type: 'string', default: '2' },
        schedules: { type: 'string' },
        seed: { type: 'string', default: '1' },
        scenario: { type: 'string' },
        short: { type: 'boolean', default: false },
        runs: { type: 'string' },
        'run-seconds': { type: 'string' },
        break: { type: 'string' },
        amount: { type: 'string' },
        only: { type: 'string' },
      },
    }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function newDatabase(serverUrl: string, at: number): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE prove_${at}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/prove_${at}`;
  return url.href;
}

function askedWrongly(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}
