/** Whether screens open, one after the other inside the running application. */
import { expect, type Page } from '@playwright/test';
import { untilStill, visit } from './screen-checks';
import type { Screen } from './screens';

/** What a page says by itself of an office that cannot be reached. */
export const UNHEARD = /net::ERR_INTERNET_DISCONNECTED|net::ERR_CONNECTION_REFUSED|Failed to load resource/;

/** Names of those that do not show what they should. */
export async function closedScreens(page: Page, screens: readonly Screen[]): Promise<string[]> {
  const closed: string[] = [];
  for (const { name, address, ready } of screens) if (!(await isOpened(page, address, ready))) closed.push(name);
  return closed;
}

async function isOpened(page: Page, address: string, ready: string): Promise<boolean> {
  await visit(page, address);
  // What stands where a screen, or a part of one, broke.
  const broken = page.getByRole('heading', { name: /^Bu (ekran açılamadı|bölüm gösterilemedi)/ }).first();
  const isThere = await expect(page.locator(ready).or(broken).first())
    .toBeVisible()
    .then(
      () => true,
      () => false,
    );
  if (!isThere || (await broken.isVisible())) return false;
  await untilStill(page, ready);
  return !(await broken.isVisible());
}
