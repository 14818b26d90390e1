/**
 * Ten thousand edits made without network, on their way from the tablet's store until PostgreSQL holds them all. The
 * edits are put into the store as the product stores them; what is timed is the product's own loop, browser and server
 * together.
 */
import type { Browser } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBenchOffice } from './bench-office';
import { editWaiting } from './edit-waiting';
import { pushToNowhere } from './peers/rxdb-push';
import { rounded, say } from './report';
import { prepareContext, signInOnScreen } from './sign-in';

export type DrainFigures = { edits: number; rowsPerSecond: number; nowhereRowsPerSecond: number; ratio: number };
const EDITS = 10_000,
  CITY = 'Çevrimdışı';

export async function measurePushDrain(browser: Browser): Promise<DrainFigures> {
  const office = await openBenchOffice({ customers: EDITS, onlyCustomers: true });
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'tr-TR' });
  try {
    await prepareContext(context);
    const page = await context.newPage();
    await signInOnScreen(page, office.url, 'admin', '/customers');
    await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: 120_000 });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const edited = await editWaiting(page, office.url, EDITS, CITY);
    if (edited !== EDITS) throw new Error(`${edited} of ${EDITS} documents were there to edit`);
    const startedAtMs = Date.now();
    await page.goto(`${office.url}/`);
    for (;;) {
      const {
        rows: [arrived],
      } = await office.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM customers WHERE city = $1', [
        CITY,
      ]);
      if (arrived?.count === EDITS) break;
      if (Date.now() - startedAtMs > 300_000) throw new Error(`only ${arrived?.count} of ${EDITS} edits arrived`);
      await sleep(100);
    }
    const takenMs = Date.now() - startedAtMs;
    const nowhereMs = await pushToNowhere(browser, office.url, EDITS);
    const figures = {
      edits: EDITS,
      rowsPerSecond: rounded(EDITS / (takenMs / 1000), 0),
      nowhereRowsPerSecond: rounded(EDITS / (nowhereMs / 1000), 0),
      ratio: rounded(nowhereMs / takenMs),
    };
    say(
      `push of ${EDITS} offline edits until PostgreSQL holds them, opening the app included: ${figures.rowsPerSecond} rows/s; RxDB pushing as many to nowhere ${figures.nowhereRowsPerSecond} rows/s, ratio ${figures.ratio}`,
    );
    return figures;
  } finally {
    await context.close();
    await office.close();
  }
}
