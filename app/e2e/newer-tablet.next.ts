/**
 * A tablet of the build after this one before an office of this one, which does not know three of its fields and one of
 * its nouns. Started by `npm run prove -- builds`, which makes that build's app first.
 */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addCustomer, bookFromCard, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';
import { closedScreens, UNHEARD } from './open-screens';
import { visit, watchErrors } from './screen-checks';
import {
  busyCustomer,
  customerScreens,
  dayScreens,
  managingScreens,
  messageScreens,
  type Busy,
  type Screen,
} from './screens';

const PATIENT = { timeout: 60_000 };
const TYPED = 'Kaptan';

/** What only the next build has. */
const nextScreens = ({ customerId }: Busy): readonly Screen[] => [
  { name: 'parcels', address: `/parcels/${customerId}`, ready: '[data-more]' },
];

/** The proof counts how many opened, and tells of the first line of what failed. */
async function openAll(page: Page, screens: readonly Screen[], when: string): Promise<void> {
  const closed = await closedScreens(page, screens);
  test.info().annotations.push({ type: 'opened', description: String(screens.length - closed.length) });
  expect(closed, `${when} these screens do not open: ${closed.join(', ')}`).toEqual([]);
}

/** The office knows its build by what it hands out: everything of that build is on the tablet, and nothing else. */
async function expectWholeApp(page: Page, clientDir: string): Promise<void> {
  const built = (await readdir(path.join(clientDir, 'assets'))).filter((name) => !/^server-build-|\.br$/.test(name));
  const kept = () =>
    page.evaluate(async () => {
      const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
      const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat();
      return requests.map(({ url }) => new URL(url).pathname).filter((name) => name.startsWith('/assets/'));
    });
  const wanted = built.map((name) => `/assets/${name}`).sort();
  await expect.poll(async () => [...new Set(await kept())].sort(), PATIENT).toEqual(wanted);
}

/** Loads the app anew, and waits until it follows addresses by itself. */
async function reload(page: Page): Promise<void> {
  await page.reload();
  await expect(page.locator('[data-sync]')).toBeVisible(PATIENT);
}

/** Comparisons of customers with the office that this page has had an answer to. */
function watchComparisons(page: Page): { readonly compared: () => number } {
  let compared = 0;
  page.on('response', (response) => {
    const { pathname, searchParams } = new URL(response.url());
    const isOne = pathname === '/trpc/sync.digest' && (searchParams.get('input') ?? '').includes('"customers"');
    if (isOne && response.ok()) compared += 1;
  });
  return { compared: () => compared };
}

async function expectNoRepairs(office: Office): Promise<void> {
  expect(await office.query('SELECT collection, rewritten, removed FROM repairs')).toEqual([]);
}

/** Of the customer, whether the office knows the field or keeps it for builds that do. */
async function storedOf(office: Office, id: string): Promise<Record<string, unknown> | undefined> {
  const [found] = await office.query<{ row: Record<string, unknown> }>(
    'SELECT to_jsonb(c) || extra AS row FROM customers c WHERE id = $1',
    [id],
  );
  return found?.row;
}

async function expectParcels(page: Page, { customerId }: Busy): Promise<void> {
  await visit(page, `/parcels/${customerId}`);
  await expect(page.locator('[data-more]')).toHaveText(`${TYPED}${TYPED.length}${TYPED}`);
  await expect(page.getByRole('listitem').filter({ hasText: TYPED })).toHaveCount(1);
}

test('every screen of a newer tablet opens, and nothing of its day offline is lost', async ({
  office,
  tablets,
  clientDir,
}) => {
  test.setTimeout(600_000);
  const busy = await busyCustomer(office);
  const { page, context } = await tablets({ of: busy.agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await expectWholeApp(page, clientDir!);
  const watched = watchErrors(page);
  const screens = [...nextScreens(busy), ...customerScreens(busy), ...dayScreens(busy), ...messageScreens];

  // A day without the office: the app comes from the tablet.
  await context.setOffline(true);
  await reload(page);
  await openAll(page, screens, 'offline');
  await visit(page, `${busy.customer}/edit`);
  await page.getByRole('textbox', { name: 'Meslek' }).fill('Fener bekçisi');
  await page.getByRole('button', { name: 'Kaydet' }).click();
  await expect(page.getByText('Fener bekçisi').first()).toBeVisible();
  await visit(page, `/parcels/${busy.customerId}`);
  await page.getByRole('textbox', { name: 'Nickname' }).fill(TYPED);
  await page.getByRole('button', { name: 'Write' }).click();
  await expectParcels(page, busy);
  await addCustomer(page, { firstName: 'Işılay', lastName: 'Çevrimdışı', city: 'Iğdır', notes: 'fuarda tanıştık' });
  await bookFromCard(page, 'Yol üstü buluşma');
  await openAll(page, screens, 'with a day of work on them');
  await office.query(`UPDATE customers SET address = 'Rıhtım 4' WHERE id = $1`, [busy.customerId]);

  // What the office does not know it keeps for those who do; of the noun it has no place for nothing is sent.
  await context.setOffline(false);
  await expect
    .poll(() => storedOf(office, busy.customerId), PATIENT)
    .toMatchObject({
      occupation: 'Fener bekçisi',
      address: 'Rıhtım 4',
      nickname: TYPED,
      budget: TYPED.length,
      interests: [TYPED],
    });
  const made = () => office.query<{ notes: string }>(`SELECT notes FROM customers WHERE city = 'Iğdır'`);
  await expect.poll(made, PATIENT).toEqual([{ notes: 'fuarda tanıştık' }]);
  const booked = () => office.query(`SELECT zone FROM appointments WHERE title = 'Yol üstü buluşma'`);
  await expect.poll(booked, PATIENT).toEqual([{ zone: 'Europe/Istanbul' }]);
  const waiting = page.locator('[data-sync="device"]').filter({ hasText: '1 kayıt cihazda' });
  await visit(page, '/outbox');
  await expect(waiting).toBeVisible(PATIENT);

  // What is compared after a page has opened is not taken for damage.
  const comparisons = watchComparisons(page);
  await reload(page);
  await expect(waiting).toBeVisible(PATIENT);
  await openAll(page, screens, 'before an office of today');
  await visit(page, busy.customer);
  await expect(page.getByText('Rıhtım 4').first()).toBeVisible();
  await visit(page, '/outbox');
  await expect(
    page
      .getByText(`(${TYPED})`)
      .or(page.getByText(`· ${TYPED}`))
      .first(),
  ).toBeVisible();
  await expect(page.getByText('Ofis güncellenince gider.')).toBeVisible();
  await expect.poll(comparisons.compared, PATIENT).toBeGreaterThan(0);
  await expectNoRepairs(office);
  await expectParcels(page, busy);

  // The office takes the step to that build: what waited arrives.
  await office.becomeNext();
  await visit(page, '/');
  await reload(page);
  await waitUntilInOffice(page, PATIENT.timeout);
  expect(await office.query('SELECT customer_id, label, weight_grams, carrier FROM parcels')).toEqual([
    { customer_id: busy.customerId, label: TYPED, weight_grams: 1, carrier: 'van' },
  ]);
  await openAll(page, nextScreens(busy), 'before an office of its own build');
  await expectNoRepairs(office);
  expect(watched.errors.filter((error) => !UNHEARD.test(error))).toEqual([]);
});

test('every screen of whoever manages opens on a newer tablet', async ({ office, tablets }) => {
  test.setTimeout(600_000);
  const { admin, screens } = await managingScreens(office);
  const { page } = await tablets({ of: admin });
  await waitUntilInOffice(page, PATIENT.timeout);
  const watched = watchErrors(page);
  const comparisons = watchComparisons(page);
  await reload(page);
  await openAll(page, screens, 'before an office of today');
  await expect.poll(comparisons.compared, PATIENT).toBeGreaterThan(0);
  await expectNoRepairs(office);
  expect(watched.errors.filter((error) => !UNHEARD.test(error))).toEqual([]);
});
