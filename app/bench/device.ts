/** A browser that holds what its person may see, and clocks that run in its page. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { prepareContext, signInOnScreen } from './sign-in';

export type Device = { readonly context: BrowserContext; readonly page: Page };

const PATIENCE_MS = 600_000;

/** Signs in, and waits until everything is on the device and the app opens without network. */
export async function openDevice(browser: Browser, url: string, role: string, path: string): Promise<Device> {
  const context = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    locale: 'tr-TR',
    timezoneId: 'Europe/Istanbul',
  });
  await prepareContext(context);
  const page = await context.newPage();
  await signInOnScreen(page, url, role, path);
  await page.getByRole('link', { name: /^Ofiste\./ }).waitFor({ timeout: PATIENCE_MS });
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.waitForTimeout(3_000); // what is done once after the first synchronisation
  return { context, page };
}

/** Puts `goTo(path)` and `whenPainted(isThere)` into the page: milliseconds from now to the frame that shows it. */
export async function armPage(page: Page): Promise<void> {
  await page.evaluate(() => {
    const armed = window as unknown as ArmedWindow;
    armed.whenPainted = (isThere, startedAt) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          watcher.disconnect();
          clearTimeout(patience);
          const channel = new MessageChannel(); // told after the frame is painted
          channel.port1.onmessage = () => resolve(performance.now() - startedAt);
          requestAnimationFrame(() => channel.port2.postMessage(null));
        };
        const watcher = new MutationObserver(() => {
          if (isThere()) finish();
        });
        const patience = setTimeout(() => {
          watcher.disconnect();
          reject(
            new Error(
              `what was waited for never showed on ${location.pathname}: ${document.querySelector('main')?.textContent?.slice(0, 500)}`,
            ),
          );
        }, 60_000);
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
        if (isThere()) finish();
      });
    armed.goTo = (path) => {
      const router = (window as unknown as { __remixRouter: { navigate(to: string): Promise<void> } }).__remixRouter;
      void router.navigate(path);
    };
    armed.type = (input, value) => {
      const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
      setValue.call(input, value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    };
  });
}

/** Leaves for a screen that stays where it is (/more leads on by itself where there is room), and rests there. */
export async function rest(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as ArmedWindow).goTo('/countries'));
  await page.locator('main table').first().waitFor();
  await page.waitForTimeout(300);
}

/** The same on a screen with little on it, where what is measured has as much on it as the one that is left. */
export async function restLightly(page: Page, path = '/outbox'): Promise<void> {
  await page.evaluate((to) => (window as unknown as ArmedWindow).goTo(to), path);
  await page.waitForURL(`**${path}`);
  await page.waitForTimeout(500);
}

export type ArmedWindow = {
  whenPainted(isThere: () => boolean, startedAt: number): Promise<number>;
  goTo(path: string): void;
  /** As if a person had typed it. */
  type(input: HTMLInputElement, value: string): void;
};
