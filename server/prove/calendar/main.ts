/**
 * `npm run prove -- calendar`: recurring appointments fall where RFC 5545 says; what devices book, change and cut
 * without knowing of one another ends alike everywhere, with every clash flagged once; and a series is saved whole or
 * not at all. The last line is one JSON object; the exit code is 1 when something was found, 2 when it was asked
 * wrongly.
 *
 *   --rules N     random rules compared with the walker (5,000)
 *   --bookings N  what six devices do, in offices of 200 each (2,000)
 *   --kills N     ends of a tablet inside a save (500)
 *   --seed N      1
 *   --break NAME  forgets-clashes: one is flagged nowhere; one-by-one: a save is not one write. Must be found.
 */
import { openTestOffice } from '../../test/office';
import { proveWith, type ProofResult } from '../prove-with';
import { Random } from '../../../prisma/factories/random';
import { withMigratedPlace } from '../server-process';
import { compareExpansion } from './compare-expansion';
import { proveKilledSaves } from './killed-saves';
import { proveOfflineDevices } from './offline-devices';

const RULES_PER_LINE = 500;
const BOOKINGS_OF_OFFICE = 200;
const BREAKAGES = ['forgets-clashes', 'one-by-one'] as const;
type Say = (line: string) => void;

await proveWith(
  'calendar',
  { rules: 5_000, bookings: 2_000, kills: 500 },
  BREAKAGES,
  async ({ databaseUrl, seed, amounts, breakage, say }) => {
    const results = [
      expansions(amounts.rules, seed, say),
      await offices(databaseUrl, amounts.bookings, seed, breakage === 'forgets-clashes', say),
      await kills(amounts.kills, seed, breakage === 'one-by-one', say),
    ];
    return {
      problems: results.flatMap(({ problems }) => problems),
      counts: Object.assign({}, ...results.map(({ counts }) => counts)) as ProofResult['counts'],
    };
  },
);

function expansions(rules: number, seed: number, say: Say): ProofResult {
  const counts = { rules: 0, expanded: 0, split: 0 };
  const problems: string[] = [];
  const random = new Random(seed);
  while (counts.rules < rules && problems.length === 0) {
    const compared = compareExpansion(random, Math.min(RULES_PER_LINE, rules - counts.rules));
    counts.rules += compared.rules;
    counts.expanded += compared.occurrences;
    counts.split += compared.cuts;
    problems.push(...compared.differing);
    say(`${counts.rules} rules, ${counts.expanded} occurrences, ${problems.length} differing`);
  }
  return { problems, counts };
}

async function offices(
  databaseUrl: string,
  bookings: number,
  seed: number,
  forgetsClashes: boolean,
  say: Say,
): Promise<ProofResult> {
  const counts: Record<string, number> = { actions: 0 };
  const problems: string[] = [];
  for (let at = 0; at * BOOKINGS_OF_OFFICE < bookings && problems.length === 0; at += 1) {
    const actions = Math.min(BOOKINGS_OF_OFFICE, bookings - at * BOOKINGS_OF_OFFICE);
    const { differing, ...found } = await withMigratedPlace(databaseUrl, async ({ url }) => {
      const office = openTestOffice({ url, appUrl: url, close: () => Promise.resolve() });
      return proveOfflineDevices(office, new Random(seed + at), actions, { forgetsClashes }).finally(office.close);
    });
    counts['actions']! += actions;
    for (const [name, count] of Object.entries(found)) counts[name] = (counts[name] ?? 0) + count;
    problems.push(...differing.map((one) => `seed ${seed + at}: ${one}`));
    say(`${counts['actions']} of ${bookings} done by devices, ${problems.length} differing`);
  }
  return { problems, counts };
}

async function kills(count: number, seed: number, oneByOne: boolean, say: Say): Promise<ProofResult> {
  const { differing, ...found } = await proveKilledSaves(new Random(seed), count, { oneByOne, say });
  return { problems: differing, counts: found };
}
