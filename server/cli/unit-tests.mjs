/**
 * The unit tests that a change can have reached: those that import, over however many files, something that differs
 * from a commit (`--since REF`; left out, from the last one, and of a clean tree from the one before), and those that
 * read files of the project by themselves, of which nobody knows what they read. `--all`: every one.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createVitest } from 'vitest/node';
import { ROOT, runCommand, StepError } from './steps.mjs';

const READS_FILES = /\breadFile(Sync)?\(|\breaddir(Sync)?\(|\bimport\.meta\.glob\(|\bglob\(/;

await runCommand(async () => {
  process.chdir(ROOT);
  const changed = readArguments();
  // As the runner's own command sets it; by itself it would be `development`, in which some packages draw less.
  process.env.NODE_ENV ??= 'test';
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
    // The runner sets the exit code.
    await vitest.runTestSpecifications(chosen, chosen.length === every.length);
  } finally {
    await vitest.close();
  }
});

/** The commit to compare with; undefined for all. Throws StepError where it was asked wrongly. */
function readArguments() {
  let values;
  try {
    ({ values } = parseArgs({ options: { all: { type: 'boolean', default: false }, since: { type: 'string' } } }));
  } catch (error) {
    throw new StepError(`${error.message} npm run check [-- --all | --since REF]`);
  }
  if (values.all) return undefined;
  if (values.since === undefined) return lastState();
  if (!isCommit(values.since))
    throw new StepError(`${values.since} is no commit. npm run check [-- --all | --since REF]`);
  return values.since;
}

/** Undefined where there is no history to compare with. */
function lastState() {
  if (!isCommit('HEAD~1')) return undefined;
  return git('status', '--porcelain') === '' ? 'HEAD~1' : 'HEAD';
}

function isCommit(ref) {
  try {
    git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
    return true;
  } catch {
    return false;
  }
}

function git(...args) {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
