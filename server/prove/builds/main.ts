/**
 * `npm run prove -- builds [--seed N] [--runs N] [--customers N] [--edits N] [--break forgets|unsaid]`: the proof that
 * a build with three more fields of a customer and one more collection loses and mends nothing, its tablets before an
 * office of today's build and today's tablets before its office. What screens read is looked at in the short form.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { argumentsOf, bundleServerPrograms, type ServerProgram } from '../../test/server-programs';
import { proveWith, type ProofResult } from '../prove-with';
import { BUILDS_BREAKAGES, type BuildsBreakage, type BuildsVerdict } from './run-builds';

const TABLETS: Readonly<Record<string, ServerProgram>> = {
  "today's tablets": 'server/prove/builds/tablets.ts',
  'newer tablets': 'server/prove/builds/next-tablets.ts',
};
const run = promisify(execFile);

await proveWith<'runs' | 'customers' | 'edits', BuildsBreakage>(
  'builds',
  { runs: 10, customers: 200, edits: 1_000 },
  BUILDS_BREAKAGES,
  async ({ databaseUrl, seed, amounts, breakage, say }): Promise<ProofResult> => {
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
  },
);
