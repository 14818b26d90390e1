/**
 * The first synchronisation of N customers into Chromium, beside its limit in the same browser and run: the same pages
 * fetched from the same server and put into IndexedDB by hand, with the indexes the product's store has; and beside
 * RxDB's own server.
 */
import type { Browser } from '@playwright/test';
import { openBenchOffice } from './bench-office';
import { pullWithRxdbServer, type PeerDocument } from './peers/rxdb-server';
import { median, rounded, say } from './report';
import { giveSession, prepareContext, sessionCookie, signInOnScreen } from './sign-in';

export type FirstSyncFigures = {
  /** Beside rxdb-server; null when that could not be installed. */
  rxdbServerRowsPerSecond: number | null;
  timesRxdbServer: number | null;
  rowsPerSecond: number;
  limitRowsPerSecond: number;
  ratio: number;
  firstListMs: number;
  longestTaskMs: number;
};

const ROUNDS = 3;

type Pulled = { totalMs: number; firstListMs: number; longestTaskMs: number; indexes: IndexShape[] };
type IndexShape = { name: string; keyPath: string | string[] };
declare global {
  interface Window {
    __longTasks: number[];
    __firstListAt: number | undefined;
    __inOfficeAt: number | undefined;
  }
}

export async function measureFirstSync(browser: Browser, customers: number): Promise<FirstSyncFigures> {
  const office = await openBenchOffice({ customers, onlyCustomers: true });
  try {
    // Asked of a server that has served before, by every arm.
    const documents = await documentsOf(office.url);
    const ours: Pulled[] = [],
      limits: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      ours.push(await pullWithProduct(browser, office.url, customers));
      limits.push(await pullByHand(browser, office.url, customers, ours[0]!.indexes));
    }
    const peer = await pullWithRxdbServer(browser, documents);
    const totalMs = median(ours.map((one) => one.totalMs)),
      limitMs = median(limits);
    const figures = {
      rxdbServerRowsPerSecond: peer === null ? null : rounded(customers / (peer / 1000), 0),
      timesRxdbServer: peer === null ? null : rounded(peer / totalMs),
      rowsPerSecond: rounded(customers / (totalMs / 1000), 0),
      limitRowsPerSecond: rounded(customers / (limitMs / 1000), 0),
      ratio: rounded(limitMs / totalMs),
      firstListMs: rounded(median(ours.map((one) => one.firstListMs)), 0),
      longestTaskMs: rounded(Math.max(...ours.map((one) => one.longestTaskMs)), 0),
    };
    say(
      `first sync of ${customers}: ${figures.rowsPerSecond} rows/s, limit ${figures.limitRowsPerSecond} rows/s, ratio ${figures.ratio}; ` +
        `rxdb-server ${figures.rxdbServerRowsPerSecond ?? 'not measured'} rows/s, times ${figures.timesRxdbServer ?? '-'}; list usable after ${figures.firstListMs} ms, longest main-thread task ${figures.longestTaskMs} ms`,
    );
    return figures;
  } finally {
    await office.close();
  }
}

async function pullWithProduct(browser: Browser, url: string, customers: number): Promise<Pulled> {
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
  });
  try {
    await prepareContext(context);
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.__longTasks = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          window.__longTasks.push(entry.startTime + performance.timeOrigin, entry.duration);
      }).observe({ type: 'longtask', buffered: true });
      new MutationObserver(() => {
        if (window.__firstListAt === undefined && document.querySelectorAll('[role=row]').length >= 8)
          window.__firstListAt = Date.now();
        if (window.__inOfficeAt === undefined && document.querySelector('[data-sync=office]') !== null)
          window.__inOfficeAt = Date.now();
      }).observe(document, { childList: true, subtree: true, attributeFilter: ['data-sync'] });
    });
    const tappedAtMs = await signInOnScreen(page, url, 'admin', '/customers');
    // The app's own word for it, when it is heard: whoever asked the store meanwhile would stand in its way.
    const doneAtMs = (await page
      .waitForFunction(() => window.__inOfficeAt, null, { polling: 500, timeout: 300_000 })
      .then((moment) => moment.jsonValue())) as number;
    const stored = await page.evaluate(countCustomers);
    if (stored !== customers)
      throw new Error(`${stored} of ${customers} customers were in the store when the app said it had all of them`);
    const seen = await page.evaluate(() => ({
      firstListAt: window.__firstListAt ?? Number.NaN,
      tasks: window.__longTasks,
    }));
    const during: number[] = [0];
    for (let at = 0; at < seen.tasks.length; at += 2)
      if (seen.tasks[at]! >= tappedAtMs && seen.tasks[at]! <= doneAtMs) during.push(seen.tasks[at + 1]!);
    const indexes = await page.evaluate(async () => {
      const name = (await indexedDB.databases())
        .map((one) => one.name ?? '')
        .find((one) => one.endsWith('--customers'))!;
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      const store = database.transaction('docs').objectStore('docs');
      const shapes = [...store.indexNames].map((index) => ({
        name: index,
        keyPath: store.index(index).keyPath as string | string[],
      }));
      database.close();
      return shapes;
    });
    return {
      totalMs: doneAtMs - tappedAtMs,
      firstListMs: seen.firstListAt - tappedAtMs,
      longestTaskMs: Math.max(...during),
      indexes,
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
async function countCustomers(): Promise<number> {
  const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => one.endsWith('--customers'))!;
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const count = await new Promise<number>((resolve) => {
    const request = database.transaction('docs').objectStore('docs').count();
    request.onsuccess = () => resolve(request.result);
  });
  database.close();
  return count;
}

/** Every customer of the office as a device would store it, for a peer that has an office of its own. */
async function documentsOf(url: string): Promise<PeerDocument[]> {
  const headers = {
    'content-type': 'application/json',
    'x-saha-protocol': '1',
    origin: url,
    cookie: await sessionCookie(url, 'admin'),
  };
  const call = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${url}/trpc/${path}`, { headers, ...init });
    if (!answer.ok) throw new Error(await answer.text());
    return ((await answer.json()) as { result: { data: unknown } }).result.data;
  };
  const { deviceId } = (await call('sync.hello', {
    method: 'POST',
    body: JSON.stringify({ deviceId: null, deviceLabel: 'peer' }),
  })) as { deviceId: string };
  const documents: PeerDocument[] = [];
  for (let checkpoint: unknown = null; ;) {
    const input = encodeURIComponent(JSON.stringify({ collection: 'customers', deviceId, checkpoint, limit: 2500 }));
    const page = (await call(`sync.pull?input=${input}`)) as {
      documents: { id: string; fields: Record<string, unknown>; version: number; stamps: unknown }[];
      checkpoint: unknown;
      hasMore: boolean;
    };
    for (const { id, fields, version, stamps } of page.documents) {
      documents.push({
        ...fields,
        id,
        outbox: '',
        conflicted: '',
        sortKey: `${String(fields.lastName)} ${String(fields.firstName)}`,
        sync: { version, stamps },
      });
    }
    if (!page.hasMore) return documents;
    checkpoint = page.checkpoint;
  }
}

async function pullByHand(browser: Browser, url: string, customers: number, indexes: IndexShape[]): Promise<number> {
  const context = await browser.newContext();
  try {
    await prepareContext(context);
    await giveSession(context, url, await sessionCookie(url, 'admin'));
    const page = await context.newPage();
    await page.goto(`${url}/countries.json`);
    return await page.evaluate(
      async ({ expected, shapes }) => {
        const headers = { 'content-type': 'application/json', 'x-saha-protocol': '1' };
        const call = async (path: string, init?: RequestInit) => {
          const answer = await fetch(`/trpc/${path}`, { headers, ...init });
          if (!answer.ok) throw new Error(await answer.text());
          return ((await answer.json()) as { result: { data: unknown } }).result.data;
        };
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('by-hand', 1);
          request.onupgradeneeded = () => {
            const store = request.result.createObjectStore('docs', { keyPath: 'id' });
            for (const { name, keyPath } of shapes) store.createIndex(name, keyPath);
          };
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        const { deviceId } = (await call('sync.hello', {
          method: 'POST',
          body: JSON.stringify({ deviceId: null, deviceLabel: 'by hand' }),
        })) as { deviceId: string };
        const startedAt = Date.now();
        type Page = {
          documents: { id: string; fields: Record<string, unknown> }[];
          checkpoint: unknown;
          hasMore: boolean;
        };
        const fetchPage = (checkpoint: unknown) =>
          call(
            `sync.pull?input=${encodeURIComponent(JSON.stringify({ collection: 'customers', deviceId, checkpoint, limit: 2500 }))}`,
          ) as Promise<Page>;
        let next = fetchPage(null),
          count = 0;
        for (;;) {
          const { documents, checkpoint, hasMore } = await next;
          if (hasMore) next = fetchPage(checkpoint);
          for (let from = 0; from < documents.length; from += 1000) {
            await new Promise<void>((resolve, reject) => {
              const transaction = database.transaction('docs', 'readwrite');
              const store = transaction.objectStore('docs');
              for (const document of documents.slice(from, from + 1000)) {
                store.put({
                  ...document,
                  ...document.fields,
                  outbox: '',
                  conflicted: '',
                  sortKey: `${String(document.fields.lastName)} ${String(document.fields.firstName)}`,
                  _deleted: '0',
                  _meta: { lwt: startedAt },
                });
              }
              transaction.oncomplete = () => resolve();
              transaction.onabort = () => reject(transaction.error);
            });
          }
          count += documents.length;
          if (!hasMore) break;
        }
        if (count !== expected) throw new Error(`by hand got ${count} of ${expected}`);
        return Date.now() - startedAt;
      },
      { expected: customers, shapes: indexes },
    );
  } finally {
    await context.close();
  }
}
