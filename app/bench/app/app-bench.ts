/** The screens over what a tablet holds of a large office. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { launchTablet } from '../../e2e/launch-tablet';
import type { Bench, Limit } from '../bench';
import { openBenchOffice, type BenchOffice } from '../bench-office';
import { bundleForPage } from '../bundle-for-page';
import { armPage } from '../device';
import { editWaiting } from '../edit-waiting';
import { codeBeforeFirstRows } from '../first-screen-code';
import { percentile, rounded, say } from '../report';
import { prepareContext, signInOnScreen } from '../sign-in';
import { interactWhileSyncing, openColdOffline, scrollFrames, toggleFilters, typeSearches } from './customer-list';
import { measureScreen, screensOf, waitingScreen, type ScreenTimes } from './every-screen';

const TIMES_BARE = 1.5;
const LAST_CHANGE_MS = 100;
const SEARCH_MS = 50;
const INTERACTION_MS = 100;
const CODE_KB = 250;
const SEARCH_ROUNDS = 4;
const FILTERS = 20;
const PATIENCE_MS = 1_200_000;
type Amounts = { customers: number; waiting: number; repeats: number };

export const appBench: Bench<Amounts> = {
  amounts: { customers: 100_000, waiting: 2_000, repeats: 12 },
  async run(_, amounts) {
    const office = await openBenchOffice({ customers: amounts.customers, onlyCustomers: false });
    // On a disk, as on a tablet: what a passing context may store is less than this office.
    const profile = await mkdtemp(path.join(tmpdir(), 'saha-bench-profile-'));
    const context = await launchTablet(profile, { baseURL: office.url, reducedMotion: 'no-preference' });
    try {
      return await measure(context, office, amounts);
    } finally {
      await context.close();
      await office.close();
      await rm(profile, { recursive: true, force: true });
    }
  },
};

async function measure(context: BrowserContext, office: BenchOffice, { customers, waiting, repeats }: Amounts) {
  await prepareContext(context);
  const page = await context.newPage();
  await signInOnScreen(page, office.url, 'admin', '/customers');
  await page.waitForSelector('[role=row]');
  const { interactionP98Ms, layoutShift } = await interactWhileSyncing(page, await context.newCDPSession(page));
  say(`during the first synchronisation at 4x slowed CPU: p98 ${interactionP98Ms} ms, layout shift ${layoutShift}`);
  await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: PATIENCE_MS });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.goto(`${office.url}/customers`);
  await page.getByText(/^[\d.]+ müşteri$/).waitFor({ timeout: 120_000 });
  await page.waitForTimeout(3_000);
  await page.evaluate(await bundleForPage({ entry: 'app/bench/app/bare-screens.page.ts' }));
  await armPage(page);

  const searchP95Ms = rounded(percentile(await typeSearches(page, SEARCH_ROUNDS), 0.95), 1);
  const filterP95Ms = rounded(percentile(await toggleFilters(page, FILTERS), 0.95), 1);
  const scrollFrameP95Ms = rounded(percentile(await scrollFrames(page), 0.95), 1);
  say(`${customers} customers: search p95 ${searchP95Ms}, filter p95 ${filterP95Ms}, scrolling ${scrollFrameP95Ms} ms`);

  const appointments = await page.evaluate(() =>
    (window as unknown as { bare: { load(): Promise<number> } }).bare.load(),
  );
  say(`${appointments} appointments are on the device`);
  const screens: Record<string, ScreenTimes> = {};
  for (const screen of screensOf(Date.now(), customers, await busiestCustomer(office)))
    screens[screen.name] = await measureScreen(page, screen, repeats);

  const edited = await editWaiting(page, office.url, waiting, 'Bekleyen', () => context.setOffline(true));
  if (edited !== waiting) throw new Error(`${edited} of ${waiting} documents were there to edit`);
  await page.goto(`${office.url}/outbox`);
  await page.waitForSelector('li[data-state]');
  await page.evaluate(await bundleForPage({ entry: 'app/bench/app/bare-screens.page.ts' }));
  await armPage(page);
  const outbox = waitingScreen(waiting);
  screens[outbox.name] = await measureScreen(page, outbox, repeats);
  await page.close();
  const coldFirstRowsMs = await openColdOffline(context, office.url);
  say(`cold start without network at 4x slowed CPU: first rows after ${coldFirstRowsMs} ms`);
  await context.setOffline(false);
  const codeKb = await codeBeforeFirstRows(context, `${office.url}/customers`);

  return {
    figures: {
      ratios: Object.fromEntries(Object.entries(screens).map(([name, { ratio }]) => [name, ratio])),
      screens,
      appointments,
      searchP95Ms,
      filterP95Ms,
      scrollFrameP95Ms,
      interactionP98Ms,
      layoutShift,
      coldFirstRowsMs,
      codeKb,
    },
    limits: [
      ...Object.entries(screens).flatMap(([name, times]) => limitsOf(name, times)),
      { what: 'search, painted, p95', value: searchP95Ms, unit: 'ms', atMost: SEARCH_MS },
      { what: 'interaction while synchronising, p98', value: interactionP98Ms, unit: 'ms', atMost: INTERACTION_MS },
      { what: 'code before the first screen', value: codeKb, unit: 'KB brotli', atMost: CODE_KB },
    ],
  };
}

/** The time is held to where the library alone keeps it. */
const limitsOf = (name: string, { p95Ms, bareP50Ms, ratio }: ScreenTimes): Limit[] => [
  { what: `${name}, beside its library alone`, value: ratio, atMost: TIMES_BARE },
  ...(bareP50Ms < LAST_CHANGE_MS ? [{ what: `${name}, p95`, value: p95Ms, unit: 'ms', atMost: LAST_CHANGE_MS }] : []),
];

async function busiestCustomer({ pool }: BenchOffice): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    'SELECT customer_id AS id FROM interactions GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
  );
  return rows[0]!.id;
}
