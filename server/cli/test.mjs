/**
 * `npm test`: what must hold, fast parts first; stops at the first part that fails. Of the browser's scenarios those of
 * a working day and, by the commit, one part of the others (`-- --part N`); of the mistakes that are put into the
 * proofs, and of the long scenarios of synchronisation, a sixth; `-- --all` runs every one.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './chromium.mjs';
import { ensureWebkit } from './webkit.mjs';
import { buildApp, checkNode, generateDatabaseClient, installPackages } from './prepare.mjs';
import { allOf, checks, tool } from './checks.mjs';
import { allScenarios, partOfCommit, PARTS, scenariosOf } from './scenarios.mjs';
import { readIfThere, ROOT, runCommand, StepError } from './steps.mjs';

const RESULTS = '.cache/test-results';
const VITEST_RESULT = `${RESULTS}/vitest.json`;
const PLAYWRIGHT_RESULT = `${RESULTS}/playwright.json`;

const MEMORY = '/dev/shm';
const ROOM_BYTES = 12 * 1024 ** 3;

const SLOWEST = 10;

const STEPS = [
  ['types, layout, lint, import directions and app build', () => allOf([...checks(), buildApp()])],
  [
    'unit and integration tests',
    () =>
      tool(
        'unit and integration tests',
        'vitest/vitest.mjs',
        ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_RESULT}`],
        // Which mistakes are put into the proofs (server/prove/in-turn.ts).
        { SAHA_PART: wanted.all ? '' : String(chosenPart()) },
      ),
  ],
  [
    'browser tests',
    () => {
      const { say, files } = chosenScenarios();
      process.stdout.write(`${say}\n`);
      return tool('browser tests', '@playwright/test/cli.js', ['test', '--reporter=list,json', ...files], {
        PLAYWRIGHT_JSON_OUTPUT_NAME: path.join(ROOT, PLAYWRIGHT_RESULT),
      });
    },
  ],
];

let wanted = { all: false, part: undefined };

await runCommand(async () => {
  process.chdir(ROOT);
  wanted = readArguments();
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  checkNode();
  // From two places, which have nothing to do with each other.
  await allOf([installPackages(), installBrowsers()]);
  await generateDatabaseClient();
  writeTemporaryFilesToMemory();
  const times = [];
  let failedPart;
  for (const [name, work] of STEPS) {
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
  const vitest = parse(VITEST_RESULT);
  const browser = parse(PLAYWRIGHT_RESULT);
  process.stdout.write(`The slowest: ${slowest(vitest, browser).join(' · ')}\n`);
  const { passed, failed, secondTry } = countTests(vitest, browser.stats ?? {});
  if (secondTry > 0)
    process.stdout.write(`${secondTry} of the browser tests passed only at the second try: see "flaky" above\n`);
  // A part without tests of its own that failed counts as one, so that the last line never looks like success.
  process.stdout.write(`${passed} passed, ${failedPart === undefined ? failed : Math.max(failed, 1)} failed\n`);
  process.exitCode = failedPart === undefined && failed === 0 ? 0 : 1;
});

/** Throws StepError where it was asked wrongly. */
function readArguments() {
  const usage = `npm test [-- --all | --part N], N from 1 to ${PARTS}`;
  let values;
  try {
    ({ values } = parseArgs({ options: { all: { type: 'boolean', default: false }, part: { type: 'string' } } }));
  } catch (error) {
    throw new StepError(`${error.message} ${usage}`);
  }
  const part = values.part === undefined ? undefined : Number(values.part);
  if (part !== undefined && !(Number.isInteger(part) && part >= 1 && part <= PARTS)) throw new StepError(usage);
  return { all: values.all, part };
}

function chosenScenarios() {
  const every = allScenarios();
  if (wanted.all) return { say: `All ${every.length} files of scenarios`, files: [] };
  const part = chosenPart();
  const names = scenariosOf(part, every);
  return {
    say: `${names.length} of ${every.length} files of scenarios: those that always run, and part ${part} of ${PARTS}`,
    files: names.map((name) => `app/e2e/${name}`),
  };
}

function chosenPart() {
  return wanted.part ?? partOfCommit(currentCommit());
}

function currentCommit() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    // Unpacked without its history: the first part, then.
    return null;
  }
}

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

/** Where the time goes: files of unit and integration tests, and browser scenarios, with their seconds. */
function slowest(vitest, browser) {
  const scenarios = (suite) => [
    ...(suite.specs ?? []).map(({ title, file, line, tests }) => ({
      name: `${file}:${line} ${title.slice(0, 40)}`,
      ms: Math.max(0, ...tests.flatMap(({ results }) => results.map(({ duration }) => duration))),
    })),
    ...(suite.suites ?? []).flatMap(scenarios),
  ];
  const files = (vitest.testResults ?? []).map(({ name, startTime, endTime }) => ({
    name: path.relative(ROOT, name),
    ms: endTime - startTime,
  }));
  return [...files, ...(browser.suites ?? []).flatMap(scenarios)]
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SLOWEST)
    .map(({ name, ms }) => `${name} ${(ms / 1000).toFixed(0)} s`);
}

function countTests(vitest, browser) {
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
