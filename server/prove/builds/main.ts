/**
 * `npm run prove -- builds [--seed N] [--runs N] [--customers N] [--edits N] [--browsers 0] [--break NAME]`: the proof
 * that a build with three more fields of a customer and one more collection loses and mends nothing, its tablets before
 * an office of today's build and today's tablets before its office. Of a newer tablet every screen is opened in a
 * browser as well; of today's it is by `npm test` (app/e2e/next-build.e2e.ts). `--break`: forgets, unsaid, or lacking,
 * which the browser finds.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { argumentsOf, bundleServerPrograms, type ServerProgram } from '../../test/server-programs';
import { proveWith, type ProofInput, type ProofResult } from '../prove-with';
import { makeNextApp } from './make-next-app';
import { proveInBrowser } from './prove-in-browser';
import { BUILDS_BREAKAGES, type BuildsBreakage, type BuildsVerdict } from './run-builds';

const TABLETS: Readonly<Record<string, ServerProgram>> = {
  "today's tablets": 'server/prove/builds/tablets.ts',
  'newer tablets': 'server/prove/builds/next-tablets.ts',
};
const run = promisify(execFile);

type Amount = 'runs' | 'customers' | 'edits' | 'browsers';
/** `lacking`: the newer app does not say what stands where a document lacks a field. */
type Breakage = BuildsBreakage | 'lacking';
type Input = ProofInput<Amount, Breakage>;
const NOTHING: ProofResult = { problems: [], counts: {} };

await proveWith<Amount, Breakage>(
  'builds',
  { runs: 10, customers: 200, edits: 1_000, browsers: 1 },
  [...BUILDS_BREAKAGES, 'lacking'],
  async (input): Promise<ProofResult> => {
    const { amounts, breakage, say } = input;
    const isSeen = amounts.browsers > 0 && (breakage === null || breakage === 'lacking');
    // The one keeps a core busy, the other waits for PostgreSQL.
    const [tablets] = await Promise.all([
      breakage === 'lacking' ? NOTHING : proveTablets(input),
      isSeen ? makeNextApp(breakage === 'lacking') : undefined,
    ]);
    if (isSeen) say('newer tablets in a browser');
    const seen = isSeen ? await proveInBrowser() : NOTHING;
    return { problems: [...tablets.problems, ...seen.problems], counts: { ...tablets.counts, ...seen.counts } };
  },
);

async function proveTablets({ databaseUrl, seed, amounts, breakage, say }: Input): Promise<ProofResult> {
  await bundleServerPrograms();
  const problems: string[] = [];
  const counts = { typed: 0, repairs: 0, compared: 0 };
  for (let at = seed; at < seed + amounts.runs; at += 1)
    for (const [whose, program] of Object.entries(TABLETS)) {
      const asked = [databaseUrl, at, amounts.customers, amounts.edits, breakage ?? ''].map(String);
      const { stdout } = await run(process.execPath, [...argumentsOf(program), ...asked]);
      const verdict = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as BuildsVerdict;
      problems.push(...verdict.problems.map((problem) => `seed ${at}, ${whose}: ${problem}`));
      for (const key of ['typed', 'repairs', 'compared'] as const) counts[key] += verdict.counts[key];
      say(`seed ${at}, ${whose}: ${JSON.stringify(verdict.counts)}`);
    }
  return { problems, counts };
}
