/**
 * A day's photos picked without a network and brought when it is back: how long the screen stands still, what the
 * server needs, and how fast they are there beside the same bytes by nothing but a PUT each, over a tablet's line.
 */
import type { Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_LOGINS } from '../../../prisma/seed/demo-people';
import type { Bench } from '../bench';
import { openBenchOffice, type BenchOffice } from '../bench-office';
import { openDevice } from '../device';
import { rounded, say } from '../report';
import { putAll } from './bare-put';
import { limitLine } from './limit-line';
import { takePhotos } from './photos';
import { residentMb, watchMemory } from './server-memory';

const TASK_MS = 100;
const MORE_MEMORY_MB = 150;
const TIMES_PUT = 0.8;
const PATIENCE_MS = 20 * 60_000;

export const filesBench: Bench<{ photos: number; megabits: number }> = {
  amounts: { photos: 100, megabits: 20 },
  async run(browser, { photos, megabits }) {
    const folder = await mkdtemp(path.join(tmpdir(), 'saha-photos-'));
    const office = await openBenchOffice({ customers: 50, onlyCustomers: true });
    try {
      const { paths, bytes } = await takePhotos(folder, photos);
      say(`${photos} photos, ${rounded(bytes / photos / 1e6, 1)} MB each, over ${megabits} Mbit/s`);
      const { page, context } = await openDevice(browser, office.url, 'agent', '/more');
      await openFilesOfOne(page, office);
      const idleMb = await residentMb(office.pid);
      await watchTasks(page);

      await context.setOffline(true);
      const queuedMs = await queueAll(page, paths);
      const queueTaskMs = await longestTask(page);
      await page.waitForTimeout(3_000);
      say(`queued offline in ${rounded(queuedMs / 1000, 1)} s, longest task ${queueTaskMs} ms`);

      await limitLine(page, megabits);
      const memory = watchMemory(office.pid, idleMb);
      await context.setOffline(false);
      const seconds = await untilStored(office, photos);
      const moreMb = rounded(await memory.stop(), 1);
      const sendTaskMs = await longestTask(page);
      await context.close();
      const putSeconds = await putAll(browser, paths, folder, megabits);
      const figures = {
        queueTaskMs,
        sendTaskMs,
        idleMb: rounded(idleMb, 1),
        moreMb,
        megabitsPerSecond: rounded((bytes * 8) / 1e6 / seconds, 1),
        putMegabitsPerSecond: rounded((bytes * 8) / 1e6 / putSeconds, 1),
        timesPut: rounded(putSeconds / seconds),
      };
      say(
        `brought in ${rounded(seconds, 1)} s, by PUT in ${rounded(putSeconds, 1)} s, ratio ${figures.timesPut}; ` +
          `the server took ${moreMb} MB more than ${figures.idleMb} MB; longest task ${sendTaskMs} ms`,
      );
      return {
        figures,
        limits: [
          { what: 'a main-thread task while queueing', value: queueTaskMs, unit: 'ms', atMost: TASK_MS },
          { what: 'a main-thread task while bringing', value: sendTaskMs, unit: 'ms', atMost: TASK_MS },
          { what: 'the server beside itself at rest', value: moreMb, unit: 'MB', atMost: MORE_MEMORY_MB },
          { what: 'the upload beside a bare PUT', value: figures.timesPut, atLeast: TIMES_PUT },
        ],
      };
    } finally {
      await office.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function openFilesOfOne(page: Page, { pool, url }: BenchOffice): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT c.id FROM customers c JOIN members m ON m.id = c.owner_id
     WHERE m.email = $1 AND c.deleted_at IS NULL ORDER BY c.id LIMIT 1`,
    [DEMO_LOGINS.find(({ role }) => role === 'agent')?.email],
  );
  await page.goto(`${url}/customers/${rows[0]!.id}?tab=files`);
  await page.getByText('Henüz dosya yok').waitFor();
  await page.waitForTimeout(2_000);
}

type Watched = { longestTaskMs: number };

async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = window as unknown as Watched;
    watched.longestTaskMs = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longestTaskMs = Math.max(watched.longestTaskMs, duration);
    }).observe({ type: 'longtask' });
  });
}

/** Milliseconds since it was asked last; 0 where none took 50 ms. */
async function longestTask(page: Page): Promise<number> {
  return page.evaluate(() => {
    const watched = window as unknown as Watched;
    const longest = watched.longestTaskMs;
    watched.longestTaskMs = 0;
    return Math.round(longest);
  });
}

/** Milliseconds until the list shows them all. */
async function queueAll(page: Page, paths: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  await page.getByTestId('files-upload').setInputFiles([...paths]);
  await page.waitForFunction(
    (count) => document.querySelectorAll('main section li button').length >= count,
    paths.length,
    { timeout: PATIENCE_MS },
  );
  return performance.now() - startedAt;
}

/** Seconds until the office keeps all of them. */
async function untilStored({ pool }: BenchOffice, count: number): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const { rows } = await pool.query<{ stored: number; refused: number }>(
      `SELECT count(*) FILTER (WHERE state = 'stored')::int AS stored,
         count(*) FILTER (WHERE state = 'refused')::int AS refused FROM files`,
    );
    const { stored, refused } = rows[0]!;
    const seconds = (performance.now() - startedAt) / 1000;
    if (stored >= count) return seconds;
    if (refused > 0 || seconds * 1000 > PATIENCE_MS) throw new Error(`${stored} stored, ${refused} refused`);
    await sleep(100);
  }
}
