/**
 * Ten thousand edits made without network, on their way from the tablet's store until PostgreSQL holds them all. The edits
 * are put into the store as the product stores them; what is timed is the product's own loop, browser and server together.
 */
import type { Browser } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBenchOffice } from './bench-office';
import { rounded, say } from './report';
import { prepareContext, signInOnScreen } from './sign-in';

export type DrainFigures = { edits: number; rowsPerSecond: number };
const EDITS = 10_000, CITY = 'Çevrimdışı';

export async function measurePushDrain(browser: Browser): Promise<DrainFigures> {
  const office = await openBenchOffice({ customers: EDITS, onlyCustomers: true });
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'tr-TR' });
  try {
    await prepareContext(context);
    const page = await context.newPage();
    await signInOnScreen(page, office.url, 'admin', '/customers');
    await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: 120_000 });
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    // A page of the same origin that runs nothing: the store is nobody's meanwhile.
    await page.goto(`${office.url}/countries.json`);
    const edited = await page.evaluate(async (city) => {
      const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => one.endsWith('--customers'))!;
      const database = await new Promise<IDBDatabase>((resolve) => { const request = indexedDB.open(name); request.onsuccess = () => resolve(request.result); });
      type Stored = { city: string; outbox: string; _rev: string; sync: { seq: number; stamps: Record<string, string>; pending: unknown; confirmed: unknown } };
      const transaction = database.transaction('docs', 'readwrite');
      const store = transaction.objectStore('docs');
      let count = 0;
      store.openCursor().onsuccess = (event) => {
        const cursor = (event.target as IDBRequest<IDBCursorWithValue | null>).result;
        if (cursor === null) return;
        const document = cursor.value as Stored;
        const stamp = `${Date.now().toString(16).padStart(12, '0')}0000${document._rev.split('-')[1]}`;
        const base = document.sync.stamps.city ?? document.sync.stamps['*'];
        const seq = document.sync.seq + 1;
        cursor.update({
          ...document, city, outbox: `w${stamp}`,
          sync: { ...document.sync, seq, stamps: { ...document.sync.stamps, city: stamp }, confirmed: { city: document.city }, pending: { city: { seq, stamp, base, values: { city } } } },
        });
        count += 1;
        cursor.continue();
      };
      await new Promise<void>((resolve, reject) => { transaction.oncomplete = () => resolve(); transaction.onabort = () => reject(transaction.error); });
      database.close();
      return count;
    }, CITY);
    if (edited !== EDITS) throw new Error(`${edited} of ${EDITS} documents were there to edit`);
    const startedAtMs = Date.now();
    await page.goto(`${office.url}/`);
    for (;;) {
      const { rows: [arrived] } = await office.pool.query<{ count: number }>('SELECT count(*)::int AS count FROM customers WHERE city = $1', [CITY]);
      if (arrived?.count === EDITS) break;
      if (Date.now() - startedAtMs > 300_000) throw new Error(`only ${arrived?.count} of ${EDITS} edits arrived`);
      await sleep(100);
    }
    const figures = { edits: EDITS, rowsPerSecond: rounded(EDITS / ((Date.now() - startedAtMs) / 1000), 0) };
    say(`push of ${EDITS} offline edits, opening the app included: ${figures.rowsPerSecond} rows/s`);
    return figures;
  } finally {
    await context.close();
    await office.close();
  }
}
