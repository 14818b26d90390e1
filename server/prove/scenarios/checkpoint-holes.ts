/**
 * A transaction that began earlier commits later. The barrier: one is open, another writes and commits, devices
 * pull, the first commits. Then load: sixteen writers whose transactions overlap, while every device keeps pulling; how
 * long a row takes from its commit to the stores of those who may see it is measured.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AGENTS, DEVICE_NAMES, PEOPLE } from '../cast';
import { CALM } from '../plan-schedule';
import { Random } from '../../../prisma/factories/random';
import type { ScenarioInput } from '../scenario-input';
import { isClean } from '../verdict';

const WRITERS = 16;
const RUNS_PER_BATCH = 10;
/** The short form runs beside other tests. */
const MAX_LAG_P99_MS = { long: 2_000, short: 10_000 };

export async function checkpointHoles(input: ScenarioInput): Promise<void> {
  const barriers = await barrierRuns(input, input.short ? 10 : 200);
  const load = await underLoad(input, input.short ? 1_500 : 60_000);
  input.tally.scenario('checkpoint-holes', { barriers, ...load });
}

async function barrierRuns({ ground, tally, seed, breakage }: ScenarioInput, wanted: number): Promise<number> {
  const { threads, office } = ground;
  const pull = () => threads.askAll('round', { hear: true, alone: false, crashBefore: null });
  let runs = 0;
  while (runs < wanted) {
    await ground.begin(seed + runs, CALM, breakage);
    await pull();
    for (let at = 0; at < RUNS_PER_BATCH; at += 1, runs += 1) {
      ground.pass(50);
      await office.beginImport(AGENTS[runs % AGENTS.length] as (typeof AGENTS)[number], ground.nowMs);
      await threads.ask('nur1', 'createCustomer', 'ayse');
      await threads.ask('nur1', 'round', { hear: false, alone: false, crashBefore: null });
      await pull();
      await office.endImport();
      await pull();
    }
    await ground.heal();
    const verdict = await ground.judge();
    tally.add(verdict, ground.takeCounts(), `checkpoint-holes, barrier runs to ${runs}`);
    await ground.end(!isClean(verdict));
    if (tally.failures > 0) break;
  }
  return runs;
}

async function underLoad(
  { ground, tally, seed, short, breakage, databaseUrl }: ScenarioInput,
  forMs: number,
): Promise<Record<string, number>> {
  await ground.begin(seed, CALM, breakage);
  const until = performance.now() + forMs;
  const writers = new pg.Pool({ connectionString: databaseUrl, max: WRITERS });
  const committedAtMs = new Map<string, number>();
  const write = async (writer: number) => {
    const random = new Random(seed * WRITERS + writer);
    while (performance.now() < until) {
      const client = await writers.connect();
      try {
        await client.query('BEGIN');
        const ids: string[] = [];
        for (let at = random.between(1, 3); at > 0; at -= 1) {
          ids.push(await ground.office.addCustomer(random.pick(AGENTS), ground.nowMs, [], client));
          await sleep(random.between(0, 30));
        }
        await client.query('COMMIT');
        for (const id of ids) committedAtMs.set(id, Date.now());
      } finally {
        client.release();
      }
      // So many that the order of commits is thoroughly mixed, and no more than a device takes in.
      await sleep(random.between(50, 250));
    }
  };
  const listen = async (device: (typeof DEVICE_NAMES)[number]) => {
    while (performance.now() < until) {
      await ground.threads.ask(device, 'round', { hear: true, alone: false, crashBefore: null });
      await sleep(20);
    }
  };
  // Begun before: what is measured is the feed, not a first synchronisation.
  await ground.threads.askAll('round', { hear: false, alone: false, crashBefore: null });
  await ground.threads.askAll('watchArrivals');
  await Promise.all([...Array.from({ length: WRITERS }, (_, at) => write(at)), ...DEVICE_NAMES.map(listen)]);
  await writers.end();
  await ground.heal();
  const lags = (await ground.threads.askAll('takeArrivals'))
    .flat()
    .flatMap(([id, atMs]) => (committedAtMs.has(id) ? [Math.max(0, atMs - (committedAtMs.get(id) as number))] : []))
    .sort((a, b) => a - b);
  const lagAt = (part: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * part))] ?? 0;
  const verdict = await ground.judge();
  if (lagAt(0.99) > MAX_LAG_P99_MS[short ? 'short' : 'long'])
    verdict.errors.push(`one row in a hundred takes ${lagAt(0.99)} ms or more to arrive`);
  tally.add(verdict, ground.takeCounts(), `checkpoint-holes, ${WRITERS} writers (${PEOPLE.nur.role} sees all)`);
  await ground.end(!isClean(verdict));
  return { rowsUnderLoad: committedAtMs.size, arrivals: lags.length, lagP50Ms: lagAt(0.5), lagP99Ms: lagAt(0.99) };
}
