/**
 * `npm run bench -- NAME [--amount N]`: measurements as ratios within one run (CONTRIBUTING.md), ended by one line of
 * JSON. The exit code is 1 when a limit is missed, 2 when it was asked wrongly.
 */
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, CHROMIUM_PATH } from '../e2e/launch-tablet';
import { appBench } from './app/app-bench';
import { holds, sayLimit, type Amounts, type Bench } from './bench';
import { calendarBench } from './calendar/calendar-bench';
import { campaignBench } from './campaign/campaign-bench';
import { chatBench } from './chat/chat-bench';
import { filesBench } from './files/files-bench';
import { journeyBench } from './journey/journey-bench';
import { loadNow, say } from './report';
import { reportsBench } from './reports/reports-bench';
import { segmentsBench } from './segments/segments-bench';
import { syncBench } from './sync-bench';
import { typingBench } from './typing/typing-bench';

const BENCHES: Readonly<Record<string, Bench>> = {
  sync: syncBench,
  typing: typingBench,
  app: appBench,
  segments: segmentsBench,
  chat: chatBench,
  journey: journeyBench,
  files: filesBench,
  calendar: calendarBench,
  campaign: campaignBench,
  reports: reportsBench,
};

const [name = '', ...given] = process.argv.slice(2);
const bench = BENCHES[name];
const amounts = bench === undefined ? `Which measurement? ${Object.keys(BENCHES).join('|')}` : amountsOf(bench, given);
if (bench === undefined || typeof amounts === 'string') {
  process.stderr.write(`${String(amounts)}\n`);
  process.exitCode = 2;
} else await measure(bench, amounts);

async function measure({ run }: Bench, asked: Amounts): Promise<void> {
  const loadBefore = loadNow();
  say(`load before: ${loadBefore}`);
  const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: CHROMIUM_ARGUMENTS });
  try {
    const { figures, limits } = await run(browser, asked);
    for (const limit of limits) sayLimit(limit);
    const ok = limits.every(holds);
    say(JSON.stringify({ bench: name, ok, ...asked, ...figures, load: [loadBefore, loadNow()] }));
    process.exitCode = ok ? 0 : 1;
  } finally {
    await browser.close();
  }
}

/** A line that says what is wrong with them, or what was asked for. */
function amountsOf({ amounts: defaults }: Bench, args: string[]): Amounts | string {
  const names = Object.keys(defaults);
  try {
    const options = Object.fromEntries(names.map((one) => [one, { type: 'string' as const }]));
    const values = parseArgs({ args, options }).values as Record<string, string | undefined>;
    const asked = Object.fromEntries(names.map((one) => [one, Number(values[one] ?? defaults[one])]));
    return Object.values(asked).every((value) => Number.isSafeInteger(value) && value > 0)
      ? asked
      : `${names.map((one) => `--${one}`).join(', ')} are whole numbers`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
