/**
 * The screens over 100,000 customers on the device: list, filters, search, sort, scrolling, opening without network on
 * a slow processor. Beside the list queries stands an indexed, limited IndexedDB query written by hand in the same
 * page.
 */
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test';
import { openBenchOffice } from './bench-office';
import { codeBeforeFirstRows } from './first-screen-code';
import { percentile, rounded, say } from './report';
import { prepareContext, signInOnScreen } from './sign-in';

const CUSTOMERS = 100_000;
export type ScreenFigures = {
  searchP95Ms: number;
  filterP95Ms: number;
  byHandP95Ms: number;
  listRatio: number;
  scrollFrameP95Ms: number;
  coldFirstRowsMs: number;
  firstScreenBrotliKb: number;
  interactionP98Ms: number;
  layoutShift: number;
};

export async function measureLocalScreens(browser: Browser): Promise<ScreenFigures> {
  const office = await openBenchOffice({ customers: CUSTOMERS, onlyCustomers: true });
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
  });
  try {
    await prepareContext(context);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await signInOnScreen(page, office.url, 'admin', '/customers');
    await page.waitForSelector('[role=row]');
    const { interactionP98Ms, layoutShift } = await interactWhileSyncing(page, cdp);
    say(`while syncing at 4x slowed CPU: interaction p98 ${interactionP98Ms} ms, layout shift ${layoutShift}`);
    await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: 300_000 });
    await page.getByText(/^100\.000 müşteri$/).waitFor({ timeout: 60_000 });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });

    const searchP95Ms = percentile(await typeSearches(page), 0.95);
    const filterP95Ms = percentile(await toggleFilters(page), 0.95);
    const byHandP95Ms = percentile(await queryByHand(page), 0.95);
    const listRatio = rounded(Math.max(searchP95Ms, filterP95Ms) / byHandP95Ms);
    say(
      `over ${CUSTOMERS} customers: search p95 ${rounded(searchP95Ms)} ms, filter p95 ${rounded(filterP95Ms)} ms, by hand p95 ${rounded(byHandP95Ms)} ms, ratio ${listRatio}`,
    );
    const scrollFrameP95Ms = rounded(percentile(await scrollFrames(page), 0.95));
    say(`scrolling ${CUSTOMERS} rows: frame p95 ${scrollFrameP95Ms} ms`);
    await page.close();
    const firstScreenBrotliKb = await codeBeforeFirstRows(context, `${office.url}/customers`);
    say(`JavaScript before the first screen: ${firstScreenBrotliKb} KB brotli`);
    const coldFirstRowsMs = await openColdOffline(context, office.url);
    say(`cold open without network at 4x slowed CPU: first rows after ${coldFirstRowsMs} ms`);
    return {
      searchP95Ms: rounded(searchP95Ms),
      filterP95Ms: rounded(filterP95Ms),
      byHandP95Ms: rounded(byHandP95Ms),
      listRatio,
      scrollFrameP95Ms,
      coldFirstRowsMs,
      firstScreenBrotliKb,
      interactionP98Ms,
      layoutShift,
    };
  } finally {
    await context.close();
    await office.close();
  }
}

/** Searches and filters while the first synchronisation runs, on a quarter of the processor. */
async function interactWhileSyncing(
  page: Page,
  cdp: CDPSession,
): Promise<{ interactionP98Ms: number; layoutShift: number }> {
  await page.evaluate(() => {
    const seen = window as unknown as { __events: number[]; __shift: number };
    seen.__events = [];
    seen.__shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[])
        if ((entry.interactionId ?? 0) > 0) seen.__events.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
        if (!entry.hadRecentInput) seen.__shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const search = page.getByLabel('Müşterilerde ara');
  for (const words of ['ay', 'yılmaz', 'ank', 'öz', 'deniz', 'kaya']) {
    await search.click();
    await search.pressSequentially(words, { delay: 60 });
    await page.waitForTimeout(300);
    await search.fill('');
  }
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const seen = await page.evaluate(() => ({
    events: (window as unknown as { __events: number[] }).__events,
    shift: (window as unknown as { __shift: number }).__shift,
  }));
  return {
    interactionP98Ms: rounded(seen.events.length === 0 ? 0 : percentile(seen.events, 0.98), 0),
    layoutShift: rounded(seen.shift, 3),
  };
}

/** From an input event to the count of what was found standing on the screen. */
async function timeInput(page: Page, words: string): Promise<number> {
  return page.evaluate(
    (value) =>
      new Promise<number>((resolve) => {
        const input = document.querySelector<HTMLInputElement>('input[type=search]')!;
        const before = document.querySelector('[role=row]')?.textContent;
        const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
        const startedAt = performance.now();
        const finish = () => {
          watcher.disconnect();
          clearTimeout(patience);
          resolve(performance.now() - startedAt);
        };
        const watcher = new MutationObserver(() => {
          if (document.querySelector('[role=row]')?.textContent !== before) finish();
        });
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
        const patience = setTimeout(finish, 2_000);
        setValue.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    words,
  );
}

async function typeSearches(page: Page): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    for (const words of [
      'zey',
      'isik',
      'yilmaz ank',
      '0500',
      'müller',
      'öztürk',
      'ali',
      'kaya izm',
      'demir',
      'çelik',
    ]) {
      taken.push(await timeInput(page, words));
      await page.waitForTimeout(40);
    }
  }
  await page.getByLabel('Müşterilerde ara').fill('');
  await page.waitForTimeout(300);
  return taken;
}

async function toggleFilters(page: Page): Promise<number[]> {
  const taken: number[] = [];
  for (let at = 0; at < 20; at += 1) {
    taken.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const chip = [...document.querySelectorAll('button')].find((one) =>
              one.textContent?.includes('Bu hafta eklenenler'),
            )!;
            const count = () =>
              [...document.querySelectorAll('*')].find(
                (one) => one.children.length === 0 && /^[\d.]+ müşteri$/.test(one.textContent ?? ''),
              )?.textContent;
            const before = count();
            const startedAt = performance.now();
            const watcher = new MutationObserver(() => {
              if (count() !== before) {
                watcher.disconnect();
                resolve(performance.now() - startedAt);
              }
            });
            watcher.observe(document.body, { childList: true, subtree: true, characterData: true });
            chip.click();
          }),
      ),
    );
    await page.waitForTimeout(60);
  }
  return taken;
}

/** First fifty of an index, the least any list over IndexedDB has to do. */
async function queryByHand(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => one.endsWith('--customers'))!;
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    const taken: number[] = [];
    for (let at = 0; at < 40; at += 1) {
      const startedAt = performance.now();
      await new Promise<void>((resolve, reject) => {
        const store = database.transaction('docs').objectStore('docs');
        const index = store.index([...store.indexNames].find((one) => one.includes('sortKey'))!);
        const letter = 'abcdefghijklmnop'[at % 16]!;
        const request = index.getAll(IDBKeyRange.lowerBound(['0', letter]), 50);
        request.onsuccess = () => resolve();
        request.onerror = () => reject(request.error);
      });
      taken.push(performance.now() - startedAt);
    }
    database.close();
    return taken;
  });
}

async function scrollFrames(page: Page): Promise<number[]> {
  return page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        let scroller = document.querySelector('[role=row]')?.parentElement ?? null;
        while (scroller !== null && scroller.scrollHeight <= scroller.clientHeight + 10)
          scroller = scroller.parentElement;
        if (scroller === null) throw new Error('the list does not scroll');
        const list = scroller,
          frames: number[] = [];
        let last = performance.now();
        const step = (now: number) => {
          frames.push(now - last);
          last = now;
          list.scrollTop += 900;
          if (frames.length < 240) requestAnimationFrame(step);
          else resolve(frames.slice(5));
        };
        requestAnimationFrame(step);
      }),
  );
}

async function openColdOffline(context: BrowserContext, url: string): Promise<number> {
  await context.setOffline(true);
  const taken: number[] = [];
  for (let at = 0; at < 3; at += 1) {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(() => {
      new MutationObserver(() => {
        const seen = window as unknown as { __rowsAt?: number };
        if (seen.__rowsAt === undefined && document.querySelectorAll('[role=row]').length >= 8)
          seen.__rowsAt = performance.now();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${url}/customers`);
    await page.waitForFunction(() => (window as unknown as { __rowsAt?: number }).__rowsAt !== undefined, null, {
      timeout: 60_000,
    });
    taken.push(await page.evaluate(() => (window as unknown as { __rowsAt: number }).__rowsAt));
    await page.close();
  }
  return rounded(percentile(taken, 0.5), 0);
}
