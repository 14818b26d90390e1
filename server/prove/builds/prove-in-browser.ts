/** The scenarios of newer tablets (app/e2e/newer-tablet.next.ts) in Chromium, in a process of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureChromium } from '../../cli/chromium.mjs';
import type { ProofResult } from '../prove-with';

/** What is read of what Playwright reports in JSON. */
type Failure = { readonly message?: string };
type Suite = {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
      readonly results: readonly { readonly status: string; readonly errors: readonly Failure[] }[];
    }[];
  }[];
};
type Report = Suite & { readonly errors: readonly Failure[] };

/** Every scenario must have been tried: what did not run proves nothing. */
const SCENARIOS = 2;
const OPENED = 'opened';

export async function proveInBrowser(): Promise<ProofResult> {
  await ensureChromium();
  const folder = await mkdtemp(path.join(tmpdir(), 'saha-prove-'));
  try {
    return verdictOf(await reportOf(path.join(folder, 'report.json')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function reportOf(file: string): Promise<Report> {
  const told = ['test', '--config', 'server/prove/builds/playwright.config.ts', '--reporter', 'json'];
  const runner = spawn(process.execPath, ['node_modules/@playwright/test/cli.js', ...told], {
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // Its exit code says that something failed; what it was is in the report, and without one nothing was tried.
  await once(runner, 'exit');
  return JSON.parse(await readFile(file, 'utf8')) as Report;
}

function verdictOf(report: Report): ProofResult {
  const specs = specsOf(report);
  const results = specs.flatMap(({ title, tests }) =>
    tests.flatMap((one) => one.results.map((of) => ({ title, ...of }))),
  );
  const problems = [
    ...report.errors.map(inOneLine),
    ...results.flatMap(({ title, status, errors }) =>
      status === 'passed' ? [] : [`${title}: ${errors.length === 0 ? status : errors.map(inOneLine).join('; ')}`],
    ),
    ...(results.length === SCENARIOS ? [] : [`${results.length} of ${SCENARIOS} scenarios in a browser were tried`]),
  ];
  const opened = specs
    .flatMap(({ tests }) => tests.flatMap(({ annotations }) => annotations))
    .filter(({ type }) => type === OPENED)
    .reduce((sum, { description }) => sum + Number(description), 0);
  return { problems, counts: { screens: opened } };
}

const specsOf = ({ suites = [], specs = [] }: Suite): NonNullable<Suite['specs']> => [
  ...specs,
  ...suites.flatMap(specsOf),
];

/** What failed, and of what on the screen. */
function inOneLine({ message = '' }: Failure): string {
  const [first = '', ...more] = stripVTControlCharacters(message).trim().split('\n');
  return [first, ...more.filter((line) => line.startsWith('Locator: '))].join(' ');
}
