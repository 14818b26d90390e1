/**
 * `npm run prove -- calendar`: recurring appointments fall where RFC 5545 says. The last line is one JSON object; the exit
 * code is 1 when something was found, 2 when it was asked wrongly.
 *
 *   --rules N   random rules compared with the walker (5,000)
 *   --seed N    1
 */
import { parseArgs } from 'node:util';
import { Random } from '../random';
import { compareExpansion } from './compare-expansion';

const RULES_PER_LINE = 500;

process.exitCode = prove(process.argv.slice(2));

function prove(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { rules: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } },
  });
  const rules = Number(values.rules);
  const seed = Number(values.seed);
  if (![rules, seed].every((number) => Number.isSafeInteger(number) && number >= 0)) {
    process.stderr.write('--rules and --seed are whole numbers\n');
    return 2;
  }
  const total = { rules: 0, occurrences: 0, cuts: 0 };
  const differing: string[] = [];
  const random = new Random(seed);
  while (total.rules < rules && differing.length === 0) {
    const counts = compareExpansion(random, Math.min(RULES_PER_LINE, rules - total.rules));
    total.rules += counts.rules;
    total.occurrences += counts.occurrences;
    total.cuts += counts.cuts;
    differing.push(...counts.differing);
    process.stdout.write(`${total.rules} rules, ${total.occurrences} occurrences, ${differing.length} differing\n`);
  }
  for (const found of differing) process.stdout.write(`${found}\n`);
  const ok = differing.length === 0;
  process.stdout.write(`${JSON.stringify({ prove: 'calendar', ok, seed, ...total, differing: differing.length })}\n`);
  return ok ? 0 : 1;
}
