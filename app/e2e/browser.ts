/** Test fixtures: an office, and tablets (a browser profile of their own, which can be closed and opened again). */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { signIn, type Person } from './agent-day';
import { launchTablet, type TabletOptions } from './launch-tablet';
import { openOffice, type Office } from './office';
import { PREPARED_FOLDER_VARIABLE, PREPARED_PORTS_VARIABLE } from './office-template';
import { prepareOffice, type PreparedOffice } from './prepared-office';

export type Tablet = {
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
  /** Closes the browser and opens it again on the same profile, at `path`. */
  reopen(path: string): Promise<Page>;
};
type OpenOptions = TabletOptions & {
  /** Another address of the office. */ at?: string;
  offlineAtStart?: boolean;
  /** Whose tablet it is: signed in, everything on it, at the first screen; see prepared-office.ts. */ of?: Person;
};

export async function openTablet(
  office: Pick<Office, 'url'>,
  { at, offlineAtStart = false, of: person, ...options }: OpenOptions = {},
  prepared: string | null = null,
): Promise<Tablet> {
  const profile = await mkdtemp(path.join(tmpdir(), 'saha-profile-'));
  if (prepared !== null) await cp(prepared, profile, { recursive: true });
  const launch = (offline: boolean) => launchTablet(profile, { ...options, baseURL: at ?? office.url, offline });
  let context = await launch(false);
  let page = context.pages()[0] ?? (await context.newPage());
  if (person !== undefined && prepared === null) await signIn(page, person);
  else if (person !== undefined) await openAgain(page);
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
      context = await launch(offlineAtStart);
      page = context.pages()[0] ?? (await context.newPage());
      await page.goto(where);
      return page;
    },
  };
}

/** The first screen, once what the office has meanwhile has arrived. */
async function openAgain(page: Page): Promise<void> {
  const openedAt = new Date().toISOString();
  await page.goto('/');
  const chip = page.locator('[data-sync]');
  await expect(async () => {
    expect(((await chip.getAttribute('data-synced-at', { timeout: 1_000 })) ?? '') > openedAt).toBe(true);
  }).toPass({ timeout: 60_000 });
}

export type Tablets = (options?: OpenOptions) => Promise<Tablet>;

/** `clientDir`: the built app that offices hand out, where it is not the usual one. */
type OfWorkers = { clientDir: string | undefined; prepared: PreparedOffice };

export const test = base.extend<{ office: Office; tablets: Tablets }, OfWorkers>({
  clientDir: [undefined, { option: true, scope: 'worker' }],
  prepared: [
    async ({ clientDir }, use, { parallelIndex }) => {
      const place = process.env[PREPARED_FOLDER_VARIABLE];
      const port = process.env[PREPARED_PORTS_VARIABLE]?.split(',')[parallelIndex];
      if (place === undefined || port === undefined) throw new Error('run through playwright.config.ts');
      const folder = path.join(place, String(parallelIndex));
      await use(await prepareOffice(folder, Number(port), `e2e_prepared_${parallelIndex}`, clientDir));
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  office: async ({ prepared, clientDir }, use) => {
    const office = await openOffice({ from: prepared, clientDir });
    // Whoever is prepared has signed in just now, however long the tests before this one took.
    await office.query('UPDATE sessions SET confirmed_at = now() WHERE confirmed_at IS NOT NULL');
    await use(office);
    await office.close();
  },
  tablets: async ({ office, prepared }, use) => {
    const opened: Tablet[] = [];
    // Each is one device: whoever wants a second one signs in on it.
    const taken = new Set<string>();
    await use(async (options = {}) => {
      const id = options.of?.id;
      const profile = id === undefined || taken.has(id) ? null : prepared.profileOf(id);
      if (id !== undefined) taken.add(id);
      const tablet = await openTablet(office, options, profile);
      opened.push(tablet);
      return tablet;
    });
    for (const tablet of opened) await tablet.close();
  },
});
export { expect } from '@playwright/test';
