/**
 * `npm run prove -- forms`: whatever people type, on two devices, in forms and fields, and whatever happens to their
 * tabs meanwhile, no value that anyone confirmed disappears without having been shown to the one who replaced it or
 * standing on a card. It runs the app's own screens with its own stores. The last line is one JSON object; the exit
 * code is 1 when something was found, 2 when it was asked wrongly.
 *
 *   --runs N      random interleavings (400)
 *   --seed N      1
 *   --break NAME  base-at-saving, commits-by-itself, keeps-untouched: with what forms did before; must be found
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const THREADS = 2;
const BREAKAGES = ['base-at-saving', 'commits-by-itself', 'keeps-untouched'];
type Result = { readonly problems: readonly string[]; readonly counts: Readonly<Record<string, number>> };

process.exitCode = await prove(process.argv.slice(2));

async function prove(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      break: { type: 'string' },
    },
  });
  const runs = Number(values.runs);
  const seed = Number(values.seed);
  const breakage = values.break ?? null;
  if (![runs, seed].every((number) => Number.isSafeInteger(number) && number >= 0))
    return askedWrongly('--runs and --seed are whole numbers');
  if (breakage !== null && !BREAKAGES.includes(breakage))
    return askedWrongly(`--break is one of ${BREAKAGES.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'saha-forms-'));
  try {
    const status = await runThreads({ seed, runs, threads: THREADS, breakage, folder });
    const results = Array.from({ length: THREADS }, (_, at) => join(folder, `${at}.json`))
      .filter(existsSync)
      .map((path) => JSON.parse(readFileSync(path, 'utf8')) as Result);
    const problems = results.flatMap((result) => result.problems);
    const counts: Record<string, number> = {};
    for (const result of results)
      for (const [name, count] of Object.entries(result.counts)) counts[name] = (counts[name] ?? 0) + count;
    for (const problem of problems.slice(0, 5)) process.stdout.write(`FOUND ${problem}\n`);
    const ok = status === 0 && results.length === THREADS && problems.length === 0;
    const asked = breakage === null ? {} : { break: breakage };
    process.stdout.write(
      `${JSON.stringify({ prove: 'forms', ok, seed, ...asked, ...counts, problems: problems.length })}\n`,
    );
    return ok ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runThreads(asked: Readonly<Record<string, unknown>> & { readonly folder: string }): Promise<number> {
  const said = join(asked.folder, 'said');
  let shown = 0;
  const show = () => {
    if (!existsSync(said)) return;
    const lines = readFileSync(said, 'utf8');
    process.stdout.write(lines.slice(shown));
    shown = lines.length;
  };
  const watcher = watch(asked.folder, show);
  const vitest = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'server/prove/forms/vitest.config.ts'],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, FORMS_PROOF: JSON.stringify(asked) } },
  );
  return new Promise((resolve) => {
    vitest.once('exit', (code) => {
      watcher.close();
      show();
      resolve(code ?? 1);
    });
  });
}

function askedWrongly(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}
