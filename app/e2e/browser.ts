/** Test fixtures: an office, and tablets (a browser profile of their own, which can be closed and opened again). */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, chromium, type BrowserContext, type Page } from '@playwright/test';
import { findChromium } from '../../server/cli/chromium.mjs';
import { openOffice, type Office } from './office';

export const PASSWORD = 'saha-demo-2026';
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
export const CHROMIUM_PATH = findChromium();

export type Tablet = {
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
  /** Closes the browser and opens it again on the same profile, at `path`. */
  reopen(path: string): Promise<Page>;
};
type TabletOptions = {
  /** More of Chromium's own options. */ args?: string[];
  /** Another address of the office. */ at?: string;
  viewport?: { width: number; height: number };
  locale?: string;
  timezoneId?: string;
  colorScheme?: 'light' | 'dark';
  offlineAtStart?: boolean;
  javaScriptEnabled?: boolean;
};

export async function openTablet(office: Pick<Office, 'url'>, options: TabletOptions = {}): Promise<Tablet> {
  const profile = await mkdtemp(path.join(tmpdir(), 'saha-profile-'));
  const launch = (offline: boolean) =>
    chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM_PATH,
      args: [...CHROMIUM_ARGUMENTS, ...(options.args ?? [])],
      baseURL: options.at ?? office.url,
      offline,
      viewport: options.viewport ?? { width: 1180, height: 820 },
      locale: options.locale ?? 'tr-TR',
      timezoneId: options.timezoneId ?? 'Europe/Istanbul',
      colorScheme: options.colorScheme ?? 'light',
      javaScriptEnabled: options.javaScriptEnabled ?? true,
    });
  let context = await launch(false);
  let page = context.pages()[0] ?? (await context.newPage());
  return {
    get context() {
      return context;
    },
    get page() {
      return page;
    },
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
    reopen: async (where) => {
      await context.close();
      context = await launch(options.offlineAtStart ?? false);
      page = context.pages()[0] ?? (await context.newPage());
      await page.goto(where);
      return page;
    },
  };
}

export type Tablets = (options?: TabletOptions) => Promise<Tablet>;

export const test = base.extend<{ office: Office; tablets: Tablets }>({
  office: async ({}, use) => {
    const office = await openOffice();
    await use(office);
    await office.close();
  },
  tablets: async ({ office }, use) => {
    const opened: Tablet[] = [];
    await use(async (options) => {
      const tablet = await openTablet(office, options);
      opened.push(tablet);
      return tablet;
    });
    for (const tablet of opened) await tablet.close();
  },
});
export { expect } from '@playwright/test';
