/** `npm test`: everything that must hold, fast parts first; stops at the first part that fails. */
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureWebkit } from './webkit.mjs';
import { buildApp, checkNode, generateDatabaseClient, installPackages } from './prepare.mjs';
import { readIfThere, ROOT, runCommand, runNode, StepError } from './steps.mjs';

const RESULTS = '.cache/test-results';
const VITEST_RESULT = `${RESULTS}/vitest.json`;
const PLAYWRIGHT_RESULT = `${RESULTS}/playwright.json`;

const MEMORY = '/dev/shm';
const ROOM_BYTES = 12 * 1024 ** 3;

const PARTS = [
  [
    'types, layout, lint and import directions',
    () =>
      allOf([
        tool('types', 'typescript/bin/tsc', ['-p', '.', '--noEmit']),
        tool('layout', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
        tool('lint', 'eslint/bin/eslint.js', ['--cache', '--cache-location', '.cache/eslint', '.']),
        tool('import directions', 'dependency-cruiser/bin/dependency-cruise.mjs', [
          'app',
          'server',
          'sync',
          'prisma',
          '--config',
          '.dependency-cruiser.cjs',
        ]),
      ]),
  ],
  [
    'unit and integration tests',
    () =>
      tool('unit and integration tests', 'vitest/vitest.mjs', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${VITEST_RESULT}`,
      ]),
  ],
  ['app build', buildApp],
  [
    'browser tests',
    () =>
      tool('browser tests', '@playwright/test/cli.js', ['test', '--reporter=list,json'], {
        PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(ROOT, PLAYWRIGHT_RESULT),
      }),
  ],
];

await runCommand(async () => {
  process.chdir(ROOT);
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  checkNode();
  // From two places, which have nothing to do with each other.
  await allOf([installPackages(), installBrowsers()]);
  await generateDatabaseClient();
  writeTemporaryFilesToMemory();
  const times = [];
  let failedPart;
  for (const [name, work] of PARTS) {
    process.stdout.write(`\n── ${name}\n`);
    const startedAtMs = performance.now();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      process.stdout.write(`${error.message}\n`);
      failedPart = name;
    }
    times.push(
      `${name} ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s${failedPart === name ? ' FAILED' : ''}`,
    );
    if (failedPart !== undefined) break;
  }
  process.stdout.write(`\n${times.join(' · ')}\n`);
  const { passed, failed, secondTry } = countTests();
  if (secondTry > 0)
    process.stdout.write(`${secondTry} of the browser tests passed only at the second try: see "flaky" above\n`);
  // A part without tests of its own that failed counts as one, so that the last line never looks like success.
  process.stdout.write(`${passed} passed, ${failedPart === undefined ? failed : Math.max(failed, 1)} failed\n`);
  process.exitCode = failedPart === undefined && failed === 0 ? 0 : 1;
});

/** One after the other: Debian's installer runs alone. */
async function installBrowsers() {
  await ensureChromium();
  await ensureWebkit();
}

/**
 * Browsers' profiles and databases are written by the gigabyte and thrown away; where memory has the room, not to the
 * disk: a tenth of the time.
 */
function writeTemporaryFilesToMemory() {
  if (process.env.TMPDIR !== undefined || process.platform !== 'linux') return;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (Math.min(bavail * bsize, freemem()) > ROOM_BYTES) process.env.TMPDIR = MEMORY;
  } catch {
    // There is none: the disk will do.
  }
}

function tool(label, file, args, env = {}) {
  return runNode(label, [`node_modules/${file}`, ...args], { env, show: true });
}

/** Ends when all have ended, and fails with the first that failed. */
async function allOf(works) {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function countTests() {
  const vitest = parse(VITEST_RESULT);
  const browser = parse(PLAYWRIGHT_RESULT).stats ?? {};
  return {
    passed: (vitest.numPassedTests ?? 0) + (browser.expected ?? 0) + (browser.flaky ?? 0),
    failed: (vitest.numFailedTests ?? 0) + (browser.unexpected ?? 0),
    secondTry: browser.flaky ?? 0,
  };
}

function parse(place) {
  try {
    return JSON.parse(readIfThere(place));
  } catch {
    return {};
  }
}
