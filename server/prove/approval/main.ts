/**
 * `npm run prove -- approval`: what a manager has to approve is never confirmed without, whoever meets whom in whichever
 * order. The last line is one JSON object; the exit code is 1 when something was found, 2 when it was asked wrongly.
 *
 *   --races N   appointments raced for (1,000)
 *   --seed N    1
 */
import { parseArgs } from 'node:util';
import { createTestOffice } from '../../test/office';
import { Random } from '../random';
import { proveRaces } from './run-races';

process.exitCode = await prove(process.argv.slice(2));

async function prove(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { races: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
  });
  const races = Number(values.races);
  const seed = Number(values.seed);
  if (![races, seed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
    process.stderr.write('--races and --seed are whole numbers\n');
    return 2;
  }
  const office = await createTestOffice();
  const { wrong, ...counts } = await proveRaces(office, new Random(seed), races).finally(() => office.close());
  for (const found of wrong) process.stdout.write(`${found}\n`);
  const ok = wrong.length === 0 && counts.races === races;
  process.stdout.write(`${JSON.stringify({ prove: 'approval', ok, seed, ...counts, wrong: wrong.length })}\n`);
  return ok ? 0 : 1;
}
