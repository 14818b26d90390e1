import type { BrowserContext, Page } from '@playwright/test';
import { DEMO_LOGINS } from '../../prisma/seed/demo-people';

/**
 * Signs in on the screen and lands on `next`; resolves when the frame is there. Answers with the moment of the tap, ms
 * since 1970.
 */
export async function signInOnScreen(page: Page, url: string, role: string, next: string): Promise<number> {
  const person = DEMO_LOGINS.find((login) => login.role === role);
  if (person === undefined) throw new Error(`no demo person with the role ${role}`);
  await page.goto(`${url}/sign-in?next=${encodeURIComponent(next)}`);
  await page.locator('input[type=email]').fill(person.email);
  await page.locator('input[type=password]').fill(person.password);
  const tappedAtMs = await page.evaluate(() => {
    document.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
    return Date.now();
  });
  await page.waitForSelector('nav');
  return tappedAtMs;
}

/** A session without the screen, for clients that are not browsers and for the arms that store by hand. */
export async function sessionCookie(url: string, role: string): Promise<string> {
  const person = DEMO_LOGINS.find((login) => login.role === role);
  const answer = await fetch(`${url}/trpc/auth.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'x-saha-protocol': '1' },
    body: JSON.stringify({ email: person?.email, password: person?.password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!answer.ok || cookie === undefined) throw new Error(`cannot sign in: ${answer.status} ${await answer.text()}`);
  return cookie;
}

export async function giveSession(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name = '', value = ''] = cookie.split('=', 2);
  await context.addCookies([{ name, value, url }]);
}

/** Functions handed to the page were compiled with a helper that names them; the page has none. */
export async function prepareContext(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: 'globalThis.__name = (named) => named;' });
}
