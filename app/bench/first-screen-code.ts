import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { BrowserContext, Request } from '@playwright/test';
import { rounded } from './report';

/** KB of JavaScript, as brotli packs it best, that a signed-in page asks for before its first rows stand there. */
export const codeBeforeFirstRows = async (context: BrowserContext, address: string) =>
  brotliKb(await scriptsBeforeFirstRows(context, address));

/** Files of JavaScript that a signed-in page asks for until its first rows stand there, workers included. */
async function scriptsBeforeFirstRows(context: BrowserContext, address: string): Promise<string[]> {
  const page = await context.newPage();
  // Noted in the page: this process hears of the rows when what comes after them has been asked for already.
  await page.addInitScript(() => {
    const watcher = new MutationObserver(() => {
      if (document.querySelector('[role=row]') === null) return;
      watcher.disconnect();
      Object.assign(window, { firstRowsAtMs: Date.now() });
    });
    watcher.observe(document, { childList: true, subtree: true });
  });
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/assets/') && request.url().endsWith('.js')) asked.push(request);
  });
  await page.goto(address);
  await page.waitForSelector('[role=row]');
  await page.waitForTimeout(2_000);
  const firstRowsAtMs = await page.evaluate(() => (window as unknown as { firstRowsAtMs: number }).firstRowsAtMs);
  await page.close();
  return [
    ...new Set(
      asked
        .filter((request) => request.timing().startTime <= firstRowsAtMs)
        .map((request) => new URL(request.url()).pathname),
    ),
  ];
}

async function brotliKb(paths: string[]): Promise<number> {
  let bytes = 0;
  for (const one of paths) {
    const source = await readFile(path.join('build/client', one));
    bytes += brotliCompressSync(source, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: source.length },
    }).length;
  }
  return rounded(bytes / 1024, 1);
}
