/**
 * Every list screen over more than 100,000 documents on the device, from the tap to its last painted change. Beside
 * each stands what it has to read at least, asked of IndexedDB by hand in the same page, through the indexes the
 * product's store has.
 */
import type { Browser, Page } from '@playwright/test';
import { openBenchOffice } from './bench-office';
import { editWaiting } from './edit-waiting';
import { mountBareList } from './peers/tanstack-list';
import { percentile, rounded, say } from './report';
import { prepareContext, signInOnScreen } from './sign-in';

const CUSTOMERS = 25_000,
  REPEATS = 8,
  WAITING = 2_000,
  LIST_ROWS = 100_000;
type Reading = { collection: string; index: string | null; from: string[]; to: string[]; limit: number };
type Screen = { name: string; path: string; shows: string; byHand: Reading[] };
export type EveryScreenFigures = {
  documents: number;
  p95Ms: Record<string, number>;
  byHandP95Ms: Record<string, number>;
  ratios: Record<string, number>;
  listMountMs: number;
  bareMountMs: number;
  listMountRatio: number;
};

export async function measureEveryScreen(browser: Browser): Promise<EveryScreenFigures> {
  const office = await openBenchOffice({ customers: CUSTOMERS, onlyCustomers: false });
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
  });
  try {
    const {
      rows: [counted],
    } = await office.pool.query<{ documents: number }>(
      'SELECT (SELECT count(*) FROM customers)::int + (SELECT count(*) FROM appointments)::int + (SELECT count(*) FROM interactions)::int AS documents',
    );
    const {
      rows: [busiest],
    } = await office.pool.query<{ id: string }>(
      'SELECT customer_id AS id FROM interactions GROUP BY 1 ORDER BY count(*) DESC LIMIT 1',
    );
    await prepareContext(context);
    const page = await context.newPage();
    await signInOnScreen(page, office.url, 'admin', '/more');
    await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: 600_000 });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.waitForTimeout(3_000);

    let listMountMs = Number.NaN;
    const p95Ms: Record<string, number> = {},
      byHandP95Ms: Record<string, number> = {},
      ratios: Record<string, number> = {};
    const measure = async (screen: Screen) => {
      const taken: number[] = [],
        byHand: number[] = [];
      for (let at = 0; at <= REPEATS; at += 1) {
        await openScreen(page, '/more', 'h1');
        const ms = await openScreen(page, screen.path, screen.shows);
        if (at > 0) taken.push(ms); // the first one loads its code
        if (screen.byHand.length > 0) byHand.push(await readByHand(page, screen.byHand));
      }
      p95Ms[screen.name] = rounded(percentile(taken, 0.95), 1);
      if (screen.path === '/customers') listMountMs = rounded(percentile(taken, 0.5), 1);
      if (byHand.length > 0) {
        byHandP95Ms[screen.name] = rounded(percentile(byHand, 0.95), 1);
        ratios[screen.name] = rounded(percentile(taken, 0.95) / percentile(byHand, 0.95), 1);
      }
      say(
        `${screen.name}: p95 ${p95Ms[screen.name]} ms to its last painted change${byHand.length === 0 ? '' : `, read by hand p95 ${byHandP95Ms[screen.name]} ms, ratio ${ratios[screen.name]}`}`,
      );
    };
    for (const screen of screensOn(new Date(), busiest!.id)) await measure(screen);
    const edited = await editWaiting(page, office.url, WAITING, 'Bekleyen', () => context.setOffline(true));
    if (edited !== WAITING) throw new Error(`${edited} of ${WAITING} documents were there to edit`);
    await page.goto(`${office.url}/more`);
    await page
      .getByText(String(WAITING).replace(/(\d)(\d{3})$/, '$1.$2'))
      .first()
      .waitFor({ timeout: 60_000 })
      .catch(() => undefined);
    await measure({
      name: `outbox with ${WAITING} waiting`,
      path: '/outbox',
      shows: 'li[data-state]',
      byHand: [{ collection: 'customers', index: 'outbox', from: ['w'], to: ['x'], limit: 200 }],
    });

    const bareMountMs = rounded(await mountBareList(browser, LIST_ROWS, REPEATS), 1);
    const listMountRatio = rounded(listMountMs / bareMountMs);
    say(
      `list: TanStack Virtual over a plain array of ${LIST_ROWS} mounts in ${bareMountMs} ms, the whole customers screen from the tap in ${listMountMs} ms (medians), ratio ${listMountRatio}`,
    );
    say(`${counted!.documents} documents were on the device`);
    return { documents: counted!.documents, p95Ms, byHandP95Ms, ratios, listMountMs, bareMountMs, listMountRatio };
  } finally {
    await context.close();
    await office.close();
  }
}

function screensOn(now: Date, customerId: string): Screen[] {
  const day = (offset: number) => new Date(now.getTime() + offset * 86_400_000).toISOString();
  const days = (from: number, to: number): Reading[] => [
    { collection: 'appointments', index: 'startsAt', from: [day(from)], to: [day(to)], limit: 500 },
  ];
  const first = (index: string): Reading[] => [
    { collection: 'customers', index, from: ['a'], to: ['\uffff'], limit: 50 },
  ];
  const ofCustomer: Reading[] = [
    { collection: 'interactions', index: 'customerId', from: [customerId], to: [customerId, '\uffff'], limit: 500 },
    { collection: 'appointments', index: 'customerId', from: [customerId], to: [customerId, '\uffff'], limit: 500 },
  ];
  const all = (collection: string): Reading[] => [{ collection, index: null, from: [], to: [], limit: 1_000 }];
  return [
    { name: 'customers', path: '/customers', shows: '[role=row]', byHand: first('sortKey') },
    { name: 'customers, newest first', path: '/customers?sort=newest', shows: '[role=row]', byHand: first('sortKey') },
    {
      name: 'customers, last contact first',
      path: '/customers?sort=lastContact',
      shows: '[role=row]',
      byHand: first('sortKey'),
    },
    {
      name: 'timeline of a customer',
      path: `/customers/${customerId}`,
      shows: 'section[aria-label]',
      byHand: ofCustomer,
    },
    { name: 'today', path: '/', shows: 'h1', byHand: days(-1, 1) },
    { name: 'agenda', path: '/calendar?view=agenda', shows: 'section[aria-labelledby^=agenda]', byHand: days(0, 14) },
    { name: 'day', path: '/calendar?view=day', shows: '[role=grid],[role=table],[role=region]', byHand: days(0, 1) },
    { name: 'week', path: '/calendar?view=week', shows: '[role=grid],[role=table],[role=region]', byHand: days(-3, 4) },
    {
      name: 'month',
      path: '/calendar?view=month',
      shows: '[role=grid],[role=table],[role=region]',
      byHand: days(-20, 20),
    },
    { name: 'countries', path: '/countries', shows: 'table', byHand: all('countries') },
    { name: 'team', path: '/team', shows: 'h1', byHand: all('members') },
  ];
}

/**
 * Milliseconds from the router being told to the last change of the page; a quarter of a second without one ends it.
 */
async function openScreen(page: Page, path: string, shows: string): Promise<number> {
  return page.evaluate(
    ({ to, selector }) =>
      new Promise<number>((resolve, reject) => {
        const router = (window as unknown as { __remixRouter: { navigate(to: string): Promise<void> } }).__remixRouter;
        if (location.pathname + location.search === to) {
          resolve(0);
          return;
        }
        const startedAt = performance.now();
        let lastAt = startedAt;
        const watcher = new MutationObserver(() => {
          lastAt = performance.now();
        });
        watcher.observe(document.querySelector('main')!, { childList: true, subtree: true, characterData: true });
        const look = setInterval(() => {
          const now = performance.now();
          if (now - startedAt > 20_000) reject(new Error(`${to} never showed ${selector}`));
          if (
            now - lastAt < 250 ||
            lastAt === startedAt ||
            document.querySelector(`main ${selector.split(',').join(',main ')}`) === null
          )
            return;
          clearInterval(look);
          watcher.disconnect();
          resolve(lastAt - startedAt);
        }, 25);
        void router.navigate(to);
      }),
    { to: path, selector: shows },
  );
}

/** All readings of a screen at once, in milliseconds. */
async function readByHand(page: Page, readings: Reading[]): Promise<number> {
  return page.evaluate(async (wanted) => {
    const names = (await indexedDB.databases()).map((one) => one.name ?? '');
    const open = await Promise.all(
      wanted.map(
        ({ collection }) =>
          new Promise<IDBDatabase>((resolve, reject) => {
            const version = (name: string) => Number(/--(\d+)--/.exec(name)?.[1] ?? 0);
            const request = indexedDB.open(
              names.filter((one) => one.endsWith(`--${collection}`)).sort((a, b) => version(b) - version(a))[0]!,
            );
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
          }),
      ),
    );
    const startedAt = performance.now();
    await Promise.all(
      wanted.map(
        ({ index, from, to, limit }, at) =>
          new Promise<void>((resolve, reject) => {
            const store = open[at]!.transaction('docs').objectStore('docs');
            const through =
              index === null
                ? store
                : store.index([...store.indexNames].find((name) => name.split('+')[1]?.startsWith(index) === true)!);
            const request =
              index === null
                ? through.getAll(null, limit)
                : through.getAll(IDBKeyRange.bound(['0', ...from], ['0', ...to]), limit);
            request.onsuccess = () => resolve();
            request.onerror = () => reject(request.error);
          }),
      ),
    );
    const taken = performance.now() - startedAt;
    for (const database of open) database.close();
    return taken;
  }, readings);
}
