/** A tablet without room, and one whose store is taken from it. */
import type { Page } from '@playwright/test';
import { findPeople, signIn, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

/** Chromium works with what it last knew of the room that is left for half a minute. */
const QUOTA_NOTICED_AFTER_MS = 32_000;

async function fillForm(page: Page, lastName: string): Promise<void> {
  await page.goto('/customers/new');
  await page.getByLabel('Ad', { exact: true }).fill('Dolu');
  await page.getByLabel('Soyad', { exact: true }).fill(lastName);
  await page.getByLabel('Notlar', { exact: true }).fill('formda duran uzun not');
}

async function savedCount(office: Office, lastName: string): Promise<number> {
  return (
    await office.query<{ count: number }>('SELECT count(*)::int AS count FROM customers WHERE last_name = $1', [
      lastName,
    ])
  )[0]!.count;
}

test('a full device says so, keeps the form, and saves once there is room', async ({ office, tablets }) => {
  test.setTimeout(360_000);
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  // Chromium else reports 10 GB to everybody.
  const { page, context } = await tablets({ args: ['--disable-features=StaticStorageQuota'] });
  await signIn(page, agent);
  await waitUntilInOffice(page);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  const { usage } = await session.send('Storage.getUsageAndQuota', { origin });

  // Nearly full: a warning in both languages, and work goes on.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.round(usage / 0.96) + 4_000_000 });
  await page.goto('/outbox');
  await expect(page.getByText(/^Cihazda yer azaldı: /)).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Cihazda yer azaldı' })).toBeVisible();
  await page.evaluate(() => localStorage.setItem('saha-language', 'en'));
  await page.reload();
  await expect(page.getByRole('complementary', { name: 'This device is nearly full' })).toBeVisible();
  await page.evaluate(() => localStorage.setItem('saha-language', 'tr'));

  // Full: not saved, and nobody says so.
  await fillForm(page, 'Yer Yok');
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.waitForTimeout(QUOTA_NOTICED_AFTER_MS);
  await page.getByRole('button', { name: 'Müşteriyi kaydet' }).click();
  await expect(
    page.getByText('Cihaza yazılamadı. Yer açıp tekrar deneyin; yazdıklarınız formda duruyor.'),
  ).toBeVisible();
  await expect(page.getByLabel('Soyad', { exact: true })).toHaveValue('Yer Yok');
  await expect(page.getByLabel('Notlar', { exact: true })).toHaveValue('formda duran uzun not');
  expect(await savedCount(office, 'Yer Yok')).toBe(0);
  // The synchronisation finds no room either, and does not take that for a missing network.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByRole('link', { name: /^Cihaz dolu/ })).toBeVisible();
  await expect(page.getByText('Bu cihazda yer kalmadı, ofisten gelenler yazılamıyor.')).toBeVisible();
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByRole('button', { name: 'Müşteriyi kaydet' }).click();
  await expect(page.getByRole('heading', { name: 'Dolu Yer Yok' }).first()).toBeVisible();
  await expect.poll(() => savedCount(office, 'Yer Yok'), { timeout: 45_000 }).toBe(1);
});

test('a store that closes under a form is opened again, and what was typed is saved', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page, context } = await tablets();
  // The connections the app holds, so that one can be taken from it as an iPad does in the background.
  await context.addInitScript(() => {
    const held: IDBDatabase[] = [];
    Object.assign(window, {
      takeConnections: () => {
        for (const one of held.splice(0)) {
          one.close();
          one.dispatchEvent(new Event('close'));
        }
      },
    });
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...given) {
      const request = open.apply(this, given);
      request.addEventListener('success', () => {
        if (request.result.name.startsWith('rxdb-dexie-')) held.push(request.result);
      });
      return request;
    };
  });
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await fillForm(page, 'Bağlantı Bir');
  await page.evaluate(() => (window as unknown as { takeConnections: () => void }).takeConnections());
  await page.getByRole('button', { name: 'Müşteriyi kaydet' }).click();
  await expect(page.getByRole('heading', { name: 'Dolu Bağlantı Bir' }).first()).toBeVisible();
  await expect.poll(() => savedCount(office, 'Bağlantı Bir')).toBe(1);
  await waitUntilInOffice(page);
});
