/** The chat over 100,000 messages on the device, and how fast what comes in is on another screen. */
import type { Page } from '@playwright/test';
import type { Bench } from '../bench';
import { openBenchOffice } from '../bench-office';
import { armPage, openDevice, type ArmedWindow } from '../device';
import { codeBeforeFirstRows } from '../first-screen-code';
import { typeSearch } from '../list-gestures';
import { percentile, rounded, say } from '../report';
import { furnishChat, LONG_THREADS, threadMark } from './furnish-chat';
import { measureInbound } from './inbound';

/** How many people they were written with. */
const CUSTOMERS = 2_000;
const OPEN_MS = 100;
const SEARCH_MS = 50;
const INDEX_MB = 150;
const CODE_KB = 250;
const SEARCHES = ['randevu', 'isik', 'teklif 37', 'fatura 1', 'sozlesme', 'odeme 74', '-1', 'haftaya', 'yilmaz', '999'];

export const chatBench: Bench<{ messages: number; opens: number; inbound: number }> = {
  amounts: { messages: 100_000, opens: 40, inbound: 60 },
  async run(browser, { messages, opens, inbound }) {
    let threads: string[] = [];
    const office = await openBenchOffice({
      customers: CUSTOMERS,
      onlyCustomers: false,
      furnish: async (pool) => (threads = await furnishChat(pool, messages)),
    });
    try {
      const { page, context } = await openDevice(browser, office.url, 'admin', '/more');
      const indexMb = await measureIndex(page, office.url);
      const searchMs = await search(page);
      const openMs = await openThreads(page, threads, opens);
      const codeKb = await codeBeforeFirstRows(context, `${office.url}/customers`);
      const chatCodeKb = await codeBeforeFirstRows(context, `${office.url}/messages`);
      const { oursMs, relayMs } = await measureInbound(browser, office, page, inbound);
      await context.close();
      const p95 = (values: readonly number[]) => rounded(percentile(values, 0.95), 1);
      const figures = {
        openP50Ms: rounded(percentile(openMs, 0.5), 1),
        openP95Ms: p95(openMs),
        searchP50Ms: rounded(percentile(searchMs, 0.5), 1),
        searchP95Ms: p95(searchMs),
        indexMb,
        codeKb,
        chatCodeKb,
        inboundP50Ms: rounded(percentile(oursMs, 0.5), 1),
        inboundP95Ms: p95(oursMs),
        relayP50Ms: rounded(percentile(relayMs, 0.5), 1),
        relayP95Ms: p95(relayMs),
        timesRelay: rounded(p95(oursMs) / p95(relayMs), 1),
      };
      say(
        `webhook to the second browser: p50 ${figures.inboundP50Ms}, p95 ${figures.inboundP95Ms} ms; a bare relay p50 ${figures.relayP50Ms}, p95 ${figures.relayP95Ms} ms, ratio ${figures.timesRelay}`,
      );
      return {
        figures,
        limits: [
          { what: 'a thread opens, p95', value: figures.openP95Ms, unit: 'ms', atMost: OPEN_MS },
          { what: `search of ${messages} messages, p95`, value: figures.searchP95Ms, unit: 'ms', atMost: SEARCH_MS },
          { what: 'the index in memory', value: indexMb, unit: 'MB', atMost: INDEX_MB },
          { what: 'code before the first screen', value: codeKb, unit: 'KB brotli', atMost: CODE_KB },
        ],
      };
    } finally {
      await office.close();
    }
  },
};

/** MB of the page's heap that come with the conversations and their texts. Leaves the page on the list. */
async function measureIndex(page: Page, url: string): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  const heapMb = async () => {
    await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    return usedSize / 1024 / 1024;
  };
  await page.goto(`${url}/more`);
  await page.getByRole('link', { name: /^Ofiste\./ }).waitFor();
  await page.waitForTimeout(2_000);
  const before = await heapMb();
  await armPage(page);
  await page.evaluate(() => (window as unknown as ArmedWindow).goTo('/messages'));
  await page.getByLabel('Yazışmalarda ara').fill('haftaya');
  await page.getByText(/^[\d.]+ yazışma$/).waitFor({ timeout: 120_000 });
  await page.getByLabel('Yazışmalarda ara').fill('');
  await page.waitForTimeout(1_000);
  return rounded((await heapMb()) - before, 1);
}

/** From the key to the painted rows; one word after the other, as a person goes on typing. */
async function search(page: Page): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < 4; round += 1)
    for (const words of [...SEARCHES.slice(round), ...SEARCHES.slice(0, round)]) {
      taken.push(await page.evaluate(typeSearch, words));
      await page.waitForTimeout(60);
    }
  await page.getByLabel('Yazışmalarda ara').fill('');
  await page.waitForTimeout(300);
  return taken;
}

/** Every time another one, the long ones among them; the first loads the code. */
async function openThreads(page: Page, threads: readonly string[], opens: number): Promise<number[]> {
  const open = async (thread: number) => {
    await page.evaluate((path) => (window as unknown as ArmedWindow).goTo(path), '/messages');
    await page.waitForTimeout(250);
    return page.evaluate(openThread, { path: `/messages/${threads[thread]}`, mark: threadMark(thread) });
  };
  await open(threads.length - 1);
  const taken: number[] = [];
  for (let at = 0; at < opens; at += 1)
    taken.push(await open(at < LONG_THREADS * 2 ? at % LONG_THREADS : at + LONG_THREADS));
  return taken;
}

/** Runs in the page. */
function openThread({ path, mark }: { path: string; mark: string }): Promise<number> {
  const armed = window as unknown as ArmedWindow;
  const startedAt = performance.now();
  armed.goTo(path);
  return armed.whenPainted(() => document.querySelector(`[role=log] [data-message^="${mark}"]`) !== null, startedAt);
}
