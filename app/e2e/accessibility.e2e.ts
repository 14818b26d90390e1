import type { Page } from '@playwright/test';
import { addCustomer, findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test, type Tablets } from './browser';
import type { Office } from './office';
import { BEHIND_OVERLAY, problemsOf, untilStill, visit, watchErrors } from './screen-checks';

/** `isOver`: it opens over another, whose heading and landmark are hidden meanwhile. */
type Screen = { name: string; address: string; ready: string; isOver?: boolean };
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

/** Those a day goes through first, and the rest, as Zeynep has them. */
async function screensOf(office: Office) {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [busy] = await office.query<{ customerId: string; appointmentId: string }>(
    `SELECT a.customer_id AS "customerId", a.id AS "appointmentId" FROM appointments a
      JOIN customers c ON c.id = a.customer_id
     WHERE c.owner_id = $1 AND a.agent_id = $1 AND a.status = 'confirmed' AND a.starts_at > now()
       AND EXISTS (SELECT 1 FROM interactions i WHERE i.customer_id = c.id) ORDER BY a.starts_at LIMIT 1`,
    [agent.id],
  );
  const { customerId, appointmentId } = busy!;
  const customer = `/customers/${customerId}`;

  const MAIN: readonly Screen[] = [
    { name: 'today', address: '/', ready: 'h1' },
    { name: 'customers', address: '/customers', ready: '[role="row"] [data-column="0"]' },
    { name: 'customer card', address: customer, ready: 'article h2' },
    { name: 'new customer', address: '/customers/new', ready: 'form input' },
    // A day off has no appointment; then it is a stop itself.
    {
      name: 'calendar, day',
      address: '/calendar?view=day',
      ready: '[data-appointment-id], [role="cell"][tabindex="0"]',
    },
    { name: 'calendar, month', address: '/calendar?view=month', ready: '[data-appointment-id], [data-month-day]' },
    { name: 'agenda', address: '/calendar?view=agenda', ready: '[role="toolbar"]' },
    { name: 'new appointment', address: `/appointments/new?customerId=${customerId}`, ready: 'form' },
    { name: 'outbox', address: '/outbox', ready: 'dl' },
    { name: 'more', address: '/more', ready: 'a[href="/settings"]' },
    { name: 'settings', address: '/settings', ready: '[role="radiogroup"]' },
  ];
  const REST: readonly Screen[] = [
    { name: 'templates', address: '/templates', ready: 'a[href^="/templates/"]' },
    { name: 'new template', address: '/templates/new', ready: '[role="radiogroup"]' },
    { name: 'writing an SMS', address: `${customer}?write=sms`, ready: 'textarea', isOver: true },
    { name: 'customer timeline', address: `${customer}?tab=timeline`, ready: '[role="tabpanel"] time' },
    { name: 'customer appointments', address: `${customer}?tab=appointments`, ready: '[role="tabpanel"]' },
    { name: 'customer changes', address: `${customer}?tab=changes`, ready: '[role="tabpanel"]' },
    { name: 'logging a call', address: `${customer}?log=call`, ready: 'section h3' },
    { name: 'edit customer', address: `${customer}/edit`, ready: 'form input' },
    { name: 'a customer who is not there', address: '/customers/00000000-0000-7000-8000-000000000000', ready: 'h2' },
    { name: 'calendar, week', address: '/calendar?view=week', ready: '[data-appointment-id]' },
    { name: 'edit appointment', address: `/appointments/${appointmentId}`, ready: 'form' },
    { name: 'countries', address: '/countries', ready: '[role="row"], table' },
    { name: 'team', address: '/team', ready: 'h2' },
    { name: 'not found', address: '/nowhere/at/all', ready: 'h1' },
  ];
  return { agent, main: MAIN, all: [...MAIN, ...REST] };
}

async function openAs(tablets: Tablets, person: Person, look: Look) {
  const tablet = await tablets();
  const { page } = tablet;
  const watched = watchErrors(page);
  await signIn(page, person);
  await waitUntilInOffice(page);
  await wear(page, look);
  return { ...tablet, watched };
}

test.setTimeout(480_000);

test('every screen can be seen, heard, reached and touched, in Turkish and on a phone', async ({ office, tablets }) => {
  const { agent, main, all } = await screensOf(office);
  const { page, watched } = await openAs(tablets, agent, TURKISH_LIGHT);
  await check(page, all, TURKISH_LIGHT);
  await page.setViewportSize(NARROW);
  await check(page, main, TURKISH_LIGHT);
  expect.soft(watched.errors).toEqual([]);
});

test('every screen can be seen, heard, reached and touched, in English and in the dark', async ({
  office,
  tablets,
}) => {
  const { agent, all } = await screensOf(office);
  const { page, watched } = await openAs(tablets, agent, ENGLISH_DARK);
  await check(page, all, ENGLISH_DARK);
  expect.soft(watched.errors).toEqual([]);
});

test('signing in, what waits without network and what managers have can be seen, heard, reached and touched', async ({
  office,
  tablets,
}) => {
  const { agent, all } = await screensOf(office);
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
  await tablet.context.setOffline(false);

  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const managing = await openAs(tablets, admin!, ENGLISH_DARK);
  const forManaging: readonly Screen[] = [
    ...all.filter(({ name }) =>
      ['today', 'customer card', 'calendar, week', 'team', 'new appointment'].some((one) => one === name),
    ),
    { name: 'the team’s day', address: '/calendar?view=team', ready: '[role="toolbar"]' },
    { name: 'approvals', address: '/approvals', ready: 'main h1' },
    { name: 'handing over', address: '/handover', ready: 'main h1' },
    { name: 'segments', address: '/segments', ready: 'a[href^="/segments/"]' },
    { name: 'new segment', address: '/segments/new', ready: 'form input, main input' },
    { name: 'reports', address: '/reports', ready: 'main h1' },
    { name: 'what left the office', address: '/deliveries', ready: 'main h1' },
    { name: 'İYS', address: '/iys', ready: 'main h1' },
    { name: 'rules of reminders', address: '/settings/reminders', ready: 'main h1' },
  ];
  await check(managing.page, forManaging, ENGLISH_DARK);
  expect.soft(managing.watched.errors).toEqual([]);
});
