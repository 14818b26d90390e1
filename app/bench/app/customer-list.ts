/**
 * The customers' list over everything on the device: search, filters, scrolling, what is tapped and typed during the
 * first synchronisation on a quarter of the processor, and opening without network on as little.
 */
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { percentile, rounded } from '../report';
import { toggleChip, typeSearch } from '../list-gestures';

/** Searches and filters while the first synchronisation runs, on a quarter of the processor. */
export async function interactWhileSyncing(
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
    interactionP98Ms: rounded(percentile(seen.events, 0.98), 0),
    layoutShift: rounded(seen.shift, 3),
  };
}

const SEARCHES = ['zey', 'isik', 'yilmaz ank', '0500', 'müller', 'öztürk', 'ali', 'kaya izm', 'demir', 'çelik'];

/** From the key to the painted rows; one word after the other, as a person goes on typing. */
export async function typeSearches(page: Page, rounds: number): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const words of SEARCHES) {
      taken.push(await page.evaluate(typeSearch, words));
      await page.waitForTimeout(60);
    }
  await page.getByLabel('Müşterilerde ara').fill('');
  await page.waitForTimeout(300);
  return taken;
}

/** A filter goes on and off by its chip. */
export async function toggleFilters(page: Page, times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let at = 0; at < times; at += 1) {
    taken.push(await page.evaluate(toggleChip, 'Bu hafta eklenenler'));
    await page.waitForTimeout(200);
  }
  return taken;
}

/** Milliseconds of each frame while the list runs past. */
export async function scrollFrames(page: Page): Promise<number[]> {
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

/** Milliseconds to the first rows of a cold start, the middle of three. */
export async function openColdOffline(context: BrowserContext, url: string): Promise<number> {
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
