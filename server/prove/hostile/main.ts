/**
 * `npm run prove -- hostile`: the office stays quick, small, right and unchanged whatever is sent to it. The last line
 * is one JSON object; the exit code is 1 when something was found, 2 when it was asked wrongly.
 *
 *   --requests N (10000)   --large N (300) of them with more than a megabyte   --seed N
 *   --break NAME           with a limit taken away; must be found
 */
import { parseArgs } from 'node:util';
import { startTemporaryPostgres } from '../../db/temporary-postgres';
import { HOSTILE_BREAKAGES, isHostileBreakage } from './hostile-breakage';
import { runHostile, type HostileOutcome } from './run-hostile';

const MAX_STALL_MS = 200;
const MAX_GROWTH = 0.2;

process.exitCode = await prove(process.argv.slice(2));

async function prove(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      requests: { type: 'string', default: '10000' },
      large: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      break: { type: 'string' },
    },
  });
  const [requests, large, seed] = [Number(values.requests), Number(values.large), Number(values.seed)];
  const breakage = values.break ?? null;
  if (![requests, large, seed].every((number) => Number.isSafeInteger(number) && number >= 0) || large > requests) {
    process.stderr.write('--requests, --large and --seed are whole numbers\n');
    return 2;
  }
  if (breakage !== null && !isHostileBreakage(breakage)) {
    process.stderr.write(`--break is one of ${HOSTILE_BREAKAGES.join(', ')}\n`);
    return 2;
  }
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const postgres = await startTemporaryPostgres();
  try {
    const outcome = await runHostile({ databaseUrl: postgres.url, seed, requests, large, breakage, say });
    const problems = [...outcome.problems, ...measured(outcome)];
    for (const problem of problems) say(`FOUND ${problem}`);
    const ok = problems.length === 0;
    say(
      JSON.stringify({
        prove: 'hostile',
        ok,
        seed,
        ...(breakage === null ? {} : { break: breakage }),
        ...outcome,
        problems: problems.length,
      }),
    );
    return ok ? 0 : 1;
  } finally {
    await postgres.stop();
  }
}

function measured({ longestStallMs, memoryBeforeMb, memoryAfterMb }: HostileOutcome): string[] {
  return [
    ...(longestStallMs < MAX_STALL_MS ? [] : [`the event loop stood still for ${longestStallMs} ms`]),
    ...(memoryAfterMb <= memoryBeforeMb * (1 + MAX_GROWTH)
      ? []
      : [`memory grew from ${memoryBeforeMb} MB to ${memoryAfterMb} MB`]),
  ];
}
