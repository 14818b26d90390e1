/** Every screen by area, in both languages and themes: what stands on it can be seen, heard, reached and touched. */
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

/** One of the agent's customers with a time behind and an appointment ahead. */
async function busyCustomer(office: Office) {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [busy] = await office.query<{ customerId: string; appointmentId: string }>(
    `SELECT a.customer_id AS "customerId", a.id AS "appointmentId" FROM appointments a
      JOIN customers c ON c.id = a.customer_id
     WHERE c.owner_id = $1 AND a.agent_id = $1 AND a.status = 'confirmed' AND a.starts_at > now()
       AND EXISTS (SELECT 1 FROM interactions i WHERE i.customer_id = c.id) ORDER BY a.starts_at LIMIT 1`,
    [agent.id],
  );
  const { customerId, appointmentId } = busy!;
  return { agent, customerId, customer: `/customers/${customerId}`, appointment: `/appointments/${appointmentId}` };
}

async function openAs(tablets: Tablets, person: Person, look: Look) {
  const tablet = await tablets({ of: person });
  const { page } = tablet;
  const watched = watchErrors(page);
  await waitUntilInOffice(page);
  await wear(page, look);
  return { ...tablet, watched };
}

/** `onPhone`: those that are looked at on a phone as well. */
async function checkArea(
  { office, tablets }: { office: Office; tablets: Tablets },
  screensOf: (busy: Awaited<ReturnType<typeof busyCustomer>>) => readonly (Screen & { onPhone?: true })[],
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
  await checkArea({ office, tablets }, ({ customer }) => [
    { name: 'customers', address: '/customers', ready: '[role="row"] [data-column="0"]', onPhone: true },
    { name: 'customer card', address: customer, ready: 'article h2', onPhone: true },
    { name: 'customer timeline', address: `${customer}?tab=timeline`, ready: '[role="tabpanel"] time', onPhone: true },
    { name: 'customer appointments', address: `${customer}?tab=appointments`, ready: '[role="tabpanel"]' },
    { name: 'customer messages', address: `${customer}?tab=messages`, ready: '[role="tabpanel"] button' },
    { name: 'customer files', address: `${customer}?tab=files`, ready: '[role="tabpanel"] button' },
    { name: 'customer consents', address: `${customer}?tab=consents`, ready: '[role="tabpanel"] h2' },
    { name: 'customer changes', address: `${customer}?tab=changes`, ready: '[role="tabpanel"]' },
    { name: 'logging a call', address: `${customer}?log=call`, ready: 'section h3' },
    { name: 'writing an SMS', address: `${customer}?write=sms`, ready: 'textarea', isOver: true },
    { name: 'new customer', address: '/customers/new', ready: 'form input', onPhone: true },
    { name: 'edit customer', address: `${customer}/edit`, ready: 'form input' },
    { name: 'a customer who is not there', address: '/customers/00000000-0000-7000-8000-000000000000', ready: 'h2' },
    { name: 'board', address: '/board', ready: 'main h2, main h3' },
  ]);
});

test('day and calendar: every screen can be seen, heard, reached and touched', async ({ office, tablets }) => {
  await checkArea({ office, tablets }, ({ customerId, appointment }) => [
    { name: 'today', address: '/', ready: 'h1', onPhone: true },
    // A day off has no appointment; then it is a stop itself.
    {
      name: 'calendar, day',
      address: '/calendar?view=day',
      ready: '[data-appointment-id], [role="cell"][tabindex="0"]',
      onPhone: true,
    },
    { name: 'calendar, week', address: '/calendar?view=week', ready: '[data-appointment-id]' },
    {
      name: 'calendar, month',
      address: '/calendar?view=month',
      ready: '[data-appointment-id], [data-month-day]',
      onPhone: true,
    },
    { name: 'agenda', address: '/calendar?view=agenda', ready: '[role="toolbar"]', onPhone: true },
    {
      name: 'new appointment',
      address: `/appointments/new?customerId=${customerId}`,
      ready: 'form',
      onPhone: true,
    },
    { name: 'edit appointment', address: appointment, ready: 'form', onPhone: true },
    { name: 'requests', address: '/approvals', ready: 'main h1' },
  ]);
});

test('messages and more: every screen can be seen, heard, reached and touched', async ({ office, tablets }) => {
  await checkArea({ office, tablets }, () => [
    { name: 'messages', address: '/messages', ready: '[role="row"] time', onPhone: true },
    { name: 'outbox', address: '/outbox', ready: 'dl', onPhone: true },
    { name: 'more', address: '/more', ready: 'a[href="/settings"]', onPhone: true },
    { name: 'settings', address: '/settings', ready: '[role="radiogroup"]', onPhone: true },
    { name: 'own hours', address: '/settings/hours', ready: 'main h2' },
    { name: 'own absences', address: '/settings/absences', ready: 'main h2' },
    { name: 'notifications', address: '/notifications', ready: 'main h2', onPhone: true },
    { name: 'own bulk messages', address: '/deliveries', ready: 'main h2' },
    { name: 'segments', address: '/segments', ready: 'a[href^="/segments/"]' },
    { name: 'files', address: '/documents', ready: 'main input' },
    { name: 'templates', address: '/templates', ready: 'a[href^="/templates/"]' },
    { name: 'new template', address: '/templates/new', ready: '[role="radiogroup"]' },
    { name: 'countries', address: '/countries', ready: '[role="row"], table' },
    { name: 'team', address: '/team', ready: 'h2' },
    { name: 'not found', address: '/nowhere/at/all', ready: 'h1' },
  ]);
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
  const { customer } = await busyCustomer(office);
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const [campaign] = await office.query<{ id: string }>(
    `SELECT id FROM campaigns WHERE state <> 'draft' ORDER BY id LIMIT 1`,
  );
  const screens: readonly Screen[] = [
    { name: 'today', address: '/', ready: 'h1' },
    { name: 'customer card', address: customer, ready: 'article h2' },
    { name: 'calendar, week', address: '/calendar?view=week', ready: '[data-appointment-id]' },
    { name: 'the team’s day', address: '/calendar?view=team', ready: '[role="toolbar"]' },
    { name: 'team', address: '/team', ready: 'h2' },
    { name: 'team today', address: '/team-today', ready: 'main h2' },
    { name: 'approvals', address: '/approvals', ready: 'main h1' },
    { name: 'handing over', address: '/handover', ready: 'main h1' },
    { name: 'new segment', address: '/segments/new', ready: 'form input, main input' },
    { name: 'reports', address: '/reports', ready: 'main table' },
    { name: 'campaigns', address: '/campaigns', ready: 'a[href^="/campaigns/"]' },
    { name: 'how a campaign went', address: `/campaigns/${campaign!.id}`, ready: 'main h2' },
    { name: 'deliverability', address: '/campaigns/deliverability', ready: 'main h2' },
    { name: 'what left the office', address: '/deliveries', ready: '[role="tabpanel"]' },
    { name: 'who is not written to', address: '/suppressions', ready: 'main input' },
    { name: 'İYS', address: '/iys', ready: 'main h2' },
    { name: 'WhatsApp lines', address: '/lines', ready: 'main h1' },
    { name: 'rules of reminders', address: '/settings/reminders', ready: 'main h1' },
    { name: 'stages', address: '/settings/stages', ready: 'main h2' },
    { name: 'labels', address: '/settings/labels', ready: 'main h2' },
  ];
  const { page, watched } = await openAs(tablets, admin!, TURKISH_LIGHT);
  await check(page, screens, TURKISH_LIGHT);
  await wear(page, ENGLISH_DARK);
  await check(page, screens, ENGLISH_DARK);
  expect.soft(watched.errors).toEqual([]);
});
