/**
 * The unit tests that a change can have reached: those that import, over however many files, something that differs
 * from a commit (`--since REF`; left out, from the last one, and of a clean tree from the one before), and those that
 * read files of the project by themselves, of which nobody knows what they read. `--all`: every one.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createVitest } from 'vitest/node';
import { ROOT, runCommand } from './steps.mjs';

const READS_FILES = /\breadFile(Sync)?\(|\breaddir(Sync)?\(|\bimport\.meta\.glob\(|\bglob\(/;

await runCommand(async () => {
  process.chdir(ROOT);
  const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, since: { type: 'string' } } });
  const changed = values.all ? undefined : (values.since ?? lastState());
  const vitest = await createVitest('test', {
    watch: false,
    project: ['unit'],
    reporters: ['dot'],
    passWithNoTests: true,
    ...(changed !== undefined && { changed }),
  });
  try {
    await vitest.standalone();
    const reached = await vitest.getRelevantTestSpecifications();
    const every = await vitest.globTestSpecifications();
    const isReached = new Set(reached.map(({ moduleId }) => moduleId));
    const chosen = every.filter(
      ({ moduleId }) => isReached.has(moduleId) || READS_FILES.test(readFileSync(moduleId, 'utf8')),
    );
    process.stdout.write(
      `Unit tests: ${chosen.length} of ${every.length} files${changed ? ` since ${changed}` : ''}\n`,
    );
    const { unhandledErrors } = await vitest.runTestSpecifications(chosen, chosen.length === every.length);
    const hasFailed = vitest.state.getCountOfFailedTests() > 0 || unhandledErrors.length > 0;
    process.exitCode = hasFailed ? 1 : (process.exitCode ?? 0);
  } finally {
    await vitest.close();
  }
});

/** Undefined where there is no history to compare with. */
function lastState() {
  const git = (...args) => execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    if (git('status', '--porcelain') !== '') return 'HEAD';
    git('rev-parse', '--verify', '--quiet', 'HEAD~1');
    return 'HEAD~1';
  } catch {
    return undefined;
  }
}
