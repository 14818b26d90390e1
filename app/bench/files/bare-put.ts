/** The same bytes over the same line by nothing but a PUT each, into files. */
import type { Browser } from '@playwright/test';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { limitLine } from './limit-line';

/** Seconds that all of them took. */
export async function putAll(
  browser: Browser,
  paths: readonly string[],
  folder: string,
  megabits: number,
): Promise<number> {
  let count = 0;
  const server = createServer((request, response) => {
    if (request.method !== 'PUT')
      return void response.setHeader('content-type', 'text/html').end('<input type=file multiple>');
    count += 1;
    pipeline(request, createWriteStream(path.join(folder, `put-${count}`))).then(
      () => response.writeHead(204).end(),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator('input').setInputFiles([...paths]);
    await limitLine(page, megabits);
    return await page.evaluate(async () => {
      const startedAt = performance.now();
      for (const file of document.querySelector('input')!.files!) {
        const answer = await fetch('/', { method: 'PUT', body: file });
        if (!answer.ok) throw new Error(`PUT: ${answer.status}`);
      }
      return (performance.now() - startedAt) / 1000;
    });
  } finally {
    await context.close();
    server.close();
  }
}
