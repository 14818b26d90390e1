/**
 * Typing while the first synchronisation of a large office runs beside it: as a manager and as an admin, on a machine
 * that has nothing else to do and beside a core that somebody else keeps busy. No task of the page may take longer than
 * a tenth of a second, or letters come late.
 */
import { spawn } from 'node:child_process';
import type { Browser } from '@playwright/test';
import type { Bench } from '../bench';
import { openBenchOffice } from '../bench-office';
import { rounded, say } from '../report';
import { prepareContext, signInOnScreen } from '../sign-in';

const MOST_MS = 100;
const KEY_EVERY_MS = 120;
const PATIENCE_MS = 900_000;
const ROLES = ['manager', 'admin'] as const;

type Typed = {
  readonly longestTaskMs: number;
  readonly overMost: number;
  readonly letters: number;
  readonly seconds: number;
};
declare global {
  interface Window {
    __typedTasks: { at: number; ms: number }[];
    __typedUntil: number | undefined;
  }
}

export const typingBench: Bench<{ customers: number }> = {
  amounts: { customers: 50_000 },
  async run(browser, { customers }) {
    const office = await openBenchOffice({ customers, onlyCustomers: false });
    try {
      const figures: Record<string, Typed> = {};
      for (const role of ROLES)
        for (const beside of ['alone', 'busy'] as const) {
          const end = beside === 'busy' ? keepACoreBusy() : () => undefined;
          try {
            figures[`${role} ${beside}`] = await typeWhileItFills(browser, office.url, role);
          } finally {
            end();
          }
          say(`${role}, ${beside}: ${JSON.stringify(figures[`${role} ${beside}`])}`);
        }
      const limits = Object.entries(figures).map(([what, { longestTaskMs }]) => ({
        what: `longest task while typing, ${what}`,
        value: longestTaskMs,
        unit: 'ms',
        atMost: MOST_MS,
      }));
      return { figures, limits };
    } finally {
      await office.close();
    }
  },
};

function keepACoreBusy(): () => void {
  const busy = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  return () => busy.kill('SIGKILL');
}

async function typeWhileItFills(browser: Browser, url: string, role: (typeof ROLES)[number]): Promise<Typed> {
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, locale: 'tr-TR' });
  try {
    await prepareContext(context);
    const page = await context.newPage();
    await page.addInitScript(() => {
      window.__typedTasks = [];
      new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries())
          window.__typedTasks.push({ at: startTime + performance.timeOrigin, ms: duration });
      }).observe({ type: 'longtask', buffered: true });
      new MutationObserver(() => {
        if (window.__typedUntil === undefined && document.querySelector('[data-sync=office]') !== null)
          window.__typedUntil = Date.now();
      }).observe(document, { childList: true, subtree: true, attributeFilter: ['data-sync'] });
    });
    await signInOnScreen(page, url, role, '/customers/new');
    const notes = page.locator('textarea[name=notes]');
    await notes.click();
    const fromMs = Date.now();
    let letters = 0;
    while ((await page.evaluate(() => window.__typedUntil)) === undefined) {
      if (Date.now() - fromMs > PATIENCE_MS) throw new Error(`${role}: the first synchronisation had no end`);
      await page.keyboard.type('ışık ', { delay: KEY_EVERY_MS });
      letters += 5;
    }
    const text = await notes.inputValue();
    if (text.length !== letters)
      throw new Error(`${role}: ${letters} letters were typed and ${text.length} stand there`);
    const { tasks, untilMs } = await page.evaluate(() => ({
      tasks: window.__typedTasks,
      untilMs: window.__typedUntil ?? 0,
    }));
    const during = tasks.filter(({ at }) => at >= fromMs && at <= untilMs).map(({ ms }) => ms);
    return {
      longestTaskMs: rounded(Math.max(0, ...during), 0),
      overMost: during.filter((ms) => ms > MOST_MS).length,
      letters,
      seconds: rounded((untilMs - fromMs) / 1_000),
    };
  } finally {
    await context.close();
  }
}
