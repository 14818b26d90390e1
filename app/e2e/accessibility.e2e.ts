/** Every screen by area, in both languages and themes: what stands on it can be seen, heard, reached and touched. */
import type { Page } from '@playwright/test';
import { addCustomer, findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test, type Tablets } from './browser';
import type { Office } from './office';
import { BEHIND_OVERLAY, problemsOf, untilStill, visit, watchErrors } from './screen-checks';
import {
  busyCustomer,
  customerScreens,
  dayScreens,
  managingScreens,
  messageScreens,
  type Busy,
  type Screen,
} from './screens';

type Look = { language: 'tr' | 'en'; theme: 'light' | 'dark' };

const WIDE = { width: 1180, height: 820 };
const NARROW = { width: 390, height: 844 };
const TURKISH_LIGHT: Look = { language: 'tr', theme: 'light' };
const ENGLISH_DARK: Look = { language: 'en', theme: 'dark' };

async function wear(page: Page, { language, theme }: Look): Promise<void> {
  await page.evaluate(
    (look) => {
      localStorage.setItem('saha-language', look.language);
      localStorage.setItem('saha-theme', look.theme);
    },
    { language, theme },
  );
  await page.reload();
  // Before that nobody hears of an address.
  await page.locator('h1').first().waitFor();
}

async function check(page: Page, screens: readonly Screen[], look: Look): Promise<void> {
  for (const { name, address, ready, isOver = false } of screens) {
    await test.step(`${name}, ${look.language} ${look.theme} ${page.viewportSize()!.width}`, async () => {
      await visit(page, address);
      await untilStill(page, ready);
      const problems = (await problemsOf(page, look.language)).filter((one) => !isOver || !BEHIND_OVERLAY.test(one));
      expect
        .soft(problems, `${name} in ${look.language}, ${look.theme}, ${page.viewportSize()!.width} wide`)
        .toEqual([]);
    });
  }
}

async function openAs(tablets: Tablets, person: Person, look: Look) {
  const tablet = await tablets({ of: person });
  const { page } = tablet;
  const watched = watchErrors(page);
  await waitUntilInOffice(page);
  await wear(page, look);
  return { ...tablet, watched };
}

async function checkArea(
  { office, tablets }: { office: Office; tablets: Tablets },
  screensOf: (busy: Busy) => readonly Screen[],
) {
  const busy = await busyCustomer(office);
  const screens = screensOf(busy);
  const { page, watched } = await openAs(tablets, busy.agent, TURKISH_LIGHT);
  await check(page, screens, TURKISH_LIGHT);
  await page.setViewportSize(NARROW);
  await check(
    page,
    screens.filter(({ onPhone }) => onPhone),
    TURKISH_LIGHT,
  );
  await page.setViewportSize(WIDE);
  await wear(page, ENGLISH_DARK);
  await check(page, screens, ENGLISH_DARK);
  expect.soft(watched.errors).toEqual([]);
}

test.setTimeout(480_000);

test('customers: every screen can be seen, heard, reached and touched', async ({ office, tablets }) => {
  await checkArea({ office, tablets }, customerScreens);
});

test('day and calendar: every screen can be seen, heard, reached and touched', async ({ office, tablets }) => {
  await checkArea({ office, tablets }, dayScreens);
});

test('messages and more: every screen can be seen, heard, reached and touched', async ({ office, tablets }) => {
  await checkArea({ office, tablets }, () => messageScreens);
});

test('signing in and what waits without network can be seen, heard, reached and touched', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const tablet = await tablets();
  const { page } = tablet;
  const watched = watchErrors(page);
  await page.goto('/sign-in');
  const signingIn = [{ name: 'sign-in', address: '/sign-in', ready: 'form input[type="password"]' }];
  for (const look of [ENGLISH_DARK, TURKISH_LIGHT]) {
    await wear(page, look);
    for (const viewport of [WIDE, NARROW]) {
      await page.setViewportSize(viewport);
      await check(page, signingIn, look);
    }
  }
  await page.setViewportSize(WIDE);
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);

  // Without network the browser itself reports every attempt to reach the office.
  await wear(page, TURKISH_LIGHT);
  await tablet.context.setOffline(true);
  await addCustomer(page, { firstName: 'Bekleyen', lastName: 'Kayıt', city: 'Van', notes: '' });
  const waiting: readonly Screen[] = [
    { name: 'outbox with waiting work', address: '/outbox', ready: 'ul li' },
    { name: 'customers offline', address: '/customers', ready: '[role="row"] [data-column="0"]' },
  ];
  await check(page, waiting, TURKISH_LIGHT);
  await wear(page, ENGLISH_DARK);
  await check(page, waiting, ENGLISH_DARK);
  expect
    .soft(watched.errors.filter((error) => !/net::ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(error)))
    .toEqual([]);
});

test('managing: every screen can be seen, heard, reached and touched', async ({ office, tablets }) => {
  const { admin, screens } = await managingScreens(office);
  const { page, watched } = await openAs(tablets, admin, TURKISH_LIGHT);
  await check(page, screens, TURKISH_LIGHT);
  await wear(page, ENGLISH_DARK);
  await check(page, screens, ENGLISH_DARK);
  expect.soft(watched.errors).toEqual([]);
});
