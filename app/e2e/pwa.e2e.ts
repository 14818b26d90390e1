import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { addCustomer, changeField, findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import { openDoor } from './next-build';

type Icon = { src: string; sizes: string; type: string; purpose?: string; form_factor?: string };
type Manifest = {
  id: string;
  name: string;
  short_name: string;
  start_url: string;
  scope: string;
  display: string;
  icons: Icon[];
  screenshots: Icon[];
  shortcuts: { name: string; url: string; icons: Icon[] }[];
};

test('every address opens without network from a cold start', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [one] = await office.query<{ customerId: string; appointmentId: string; name: string }>(
    `SELECT c.id AS "customerId", a.id AS "appointmentId", c.first_name || ' ' || c.last_name AS name FROM customers c
      JOIN appointments a ON a.customer_id = c.id
     WHERE c.owner_id = $1 AND a.agent_id = $1 AND c.deleted_at IS NULL AND a.deleted_at IS NULL ORDER BY a.id LIMIT 1`,
    [agent.id],
  );
  const { customerId, appointmentId, name } = one!;
  const addresses: readonly (readonly [address: string, words: string | RegExp])[] = [
    ['/', /Zeynep/],
    ['/?src=pwa', /Zeynep/],
    ['/customers', 'Müşteriler'],
    ['/customers?q=a&sort=newest', 'Müşteriler'],
    [`/customers/${customerId}`, name],
    [`/customers/${customerId}?tab=timeline`, name],
    [`/customers/${customerId}?tab=appointments`, name],
    [`/customers/${customerId}/edit`, 'Müşteri bilgileri'],
    ['/customers/new', 'Yeni müşteri'],
    ['/calendar', /\d{4}/],
    ['/calendar?view=day', /\d/],
    ['/calendar?view=month&date=2027-02-01', 'Şubat 2027'],
    ['/calendar?view=agenda', /\d/],
    ['/appointments/new', 'Yeni randevu'],
    [`/appointments/new?customerId=${customerId}`, 'Yeni randevu'],
    [`/appointments/${appointmentId}`, name],
    ['/outbox', 'Gönderilecekler'],
    ['/templates', 'Hazır metinler'],
    ['/countries', 'Ülkeler'],
    ['/team', 'Ekip'],
    ['/settings', 'Ayarlar'],
    // On a tablet the list of what is there stands beside the first of it.
    ['/more', 'Gönderilecekler'],
    ['/nowhere/at/all', 'Burada bir şey yok'],
  ];

  const tablet = await tablets({ of: agent, offlineAtStart: true });
  await waitUntilInOffice(tablet.page);
  await waitUntilInstalled(tablet.page);
  await office.kill();
  const page = await tablet.reopen('/customers');
  const failures: string[] = [];
  page.on('pageerror', (error) => failures.push(`${page.url()}: ${error.message}`));
  for (const [address, words] of addresses) {
    await page.goto(address);
    await expect(page.getByRole('heading', { name: words }).first(), address).toBeVisible();
    await expect(
      page
        .getByRole('navigation', { name: 'Ana bölümler' })
        .or(page.getByRole('heading', { name: 'Burada bir şey yok' })),
      address,
    ).toBeVisible();
  }
  expect(failures).toEqual([]);
});

test('the manifest tells the truth', async ({ office, request }) => {
  const read = (address: string) =>
    request.get(new URL(address, office.url).href, { headers: { accept: 'text/html' } });
  const answer = await read('/manifest.webmanifest');
  expect(answer.headers()['content-type']).toMatch(/application\/manifest\+json|application\/json/);
  const manifest = (await answer.json()) as Manifest;
  expect({
    id: manifest.id,
    name: manifest.name,
    short: manifest.short_name,
    scope: manifest.scope,
    display: manifest.display,
  }).toEqual({ id: '/', name: 'Saha', short: 'Saha', scope: '/', display: 'standalone' });
  for (const purpose of ['any', 'maskable'])
    expect(manifest.icons.filter((icon) => icon.purpose === purpose).map((icon) => icon.sizes)).toEqual(
      expect.arrayContaining(['192x192', '512x512']),
    );
  expect(manifest.screenshots.map((picture) => picture.form_factor)).toEqual(
    expect.arrayContaining(['wide', 'narrow']),
  );
  for (const picture of [
    ...manifest.icons,
    ...manifest.screenshots,
    ...manifest.shortcuts.flatMap((shortcut) => shortcut.icons),
  ]) {
    const file = await read(picture.src);
    expect(file.headers()['content-type']?.split(';')[0], picture.src).toBe(picture.type);
    const { width, height } = await sharp(await file.body()).metadata();
    if (picture.sizes !== 'any') expect(`${width}x${height}`, picture.src).toBe(picture.sizes);
  }
  const english = (await (await read('/manifest.en.webmanifest')).json()) as Manifest;
  expect(english.shortcuts.map(({ name }) => name)).toEqual(['New customer', 'New appointment', 'Calendar']);
  const page = await read('/');
  expect(await page.text()).toContain('href="/manifest.webmanifest"');
  for (const address of [manifest.start_url, ...manifest.shortcuts.map((shortcut) => shortcut.url)]) {
    expect(address.startsWith(manifest.scope)).toBe(true);
    expect((await read(address)).status(), address).toBe(200);
  }
});

test('installing is offered after the first work of one’s own, and never while somebody types', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto('/customers');
  await expect(page.getByRole('row').first()).toBeVisible();
  // What says such things comes after the first screen, with the keys.
  const help = page.getByRole('dialog', { name: 'Klavye kısayolları' });
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(help).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  // Headless, the browser offers nothing itself.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeinstallprompt', { cancelable: true })));
  const offer = page.getByRole('complementary', { name: 'Saha’yı bu cihaza kurun' });
  await page.getByRole('button', { name: 'Yeni müşteri', exact: true }).first().click();
  await page.getByLabel('Ad', { exact: true }).fill('İlk');
  await page.getByRole('button', { name: 'Müşteriyi kaydet' }).click();
  await expect(page.getByRole('article', { name: 'İlk' })).toBeVisible();
  const search = page.getByRole('searchbox', { name: 'Müşterilerde ara' });
  await search.fill('İl');
  // Longer than it takes the offer to look whether it may come.
  await page.waitForTimeout(5_000);
  await expect(offer).toHaveCount(0);
  await search.fill('');
  await search.blur();
  await expect(offer).toBeVisible();
  await search.focus();
  await expect(offer).toHaveCount(0);
  await search.blur();
  await offer.getByRole('button', { name: 'Şimdi değil' }).click();
  await expect(offer).toHaveCount(0);
});

test('a new version waits for a safe moment, and a half-typed form outlives it', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const door = await openDoor(office);
  const { page } = await tablets({ at: door.url });
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto('/customers/new');
  await page.getByLabel('Ad', { exact: true }).fill('Yarım');
  await page.getByLabel('Notlar', { exact: true }).fill('yarıda kalan not');
  await page.getByLabel('Notlar', { exact: true }).focus();

  // The next build: the same application with another service worker.
  door.publishNextBuild();
  const isWaiting = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? null);
  await expect
    .poll(
      async () => {
        // The application asks when one comes back to it.
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
        return isWaiting();
      },
      { timeout: 30_000, intervals: [500] },
    )
    .toBe('installed');
  const notice = page.getByRole('complementary', { name: 'Yeni sürüm hazır' });
  await page.waitForTimeout(2_500);
  await expect(notice).toBeHidden();

  await page.getByLabel('Notlar', { exact: true }).blur();
  await expect(notice).toBeVisible();
  const openedBefore = await page.evaluate(() => performance.timeOrigin);
  await notice.getByRole('button', { name: 'Şimdi güncelle' }).click();
  await expect
    .poll(() => page.evaluate(() => performance.timeOrigin).catch(() => openedBefore))
    .toBeGreaterThan(openedBefore);
  await expect(page.getByText('Yarım kalan: yazdıklarınız geri getirildi, henüz kaydedilmedi.')).toBeVisible();
  await expect(page.getByLabel('Ad', { exact: true })).toHaveValue('Yarım');
  await expect(page.getByLabel('Notlar', { exact: true })).toHaveValue('yarıda kalan not');
  expect(await isWaiting()).toBeNull();
  await page.getByLabel('Soyad', { exact: true }).fill('Form');
  await page.getByRole('button', { name: 'Müşteriyi kaydet' }).click();
  await expect
    .poll(() => office.query(`SELECT first_name AS "firstName", notes FROM customers WHERE last_name = 'Form'`))
    .toEqual([{ firstName: 'Yarım', notes: 'yarıda kalan not' }]);
  await door.close();
});

test('two tabs agree, and one goes on when the other is closed', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1',
    [agent.id],
  );
  const { page: first, context } = await tablets({ of: agent });
  await waitUntilInOffice(first);
  const second: Page = await context.newPage();
  await second.goto(`/customers/${customer!.id}`);
  await waitUntilInOffice(second);
  await first.goto(`/customers/${customer!.id}`);

  await changeField(second, 'Şehir', 'Bitlis');
  await expect(first.getByRole('button', { name: /^Şehir/ }).first()).toContainText('Bitlis');
  const city = () => office.query('SELECT city FROM customers WHERE id = $1', [customer!.id]);
  await expect.poll(city).toEqual([{ city: 'Bitlis' }]);
  await changeField(first, 'Meslek', 'Kuyumcu');
  await expect(second.getByRole('button', { name: /^Meslek/ }).first()).toContainText('Kuyumcu');

  // The tab that spoke with the office goes away.
  await first.close();
  await changeField(second, 'Şehir', 'Hakkâri');
  await expect.poll(city).toEqual([{ city: 'Hakkâri' }]);
  await waitUntilInOffice(second);
  await addCustomer(second, { firstName: 'İkinci', lastName: 'Sekme', city: 'Ağrı', notes: '' });
  await expect
    .poll(() => office.query(`SELECT owner_id AS owner FROM customers WHERE last_name = 'Sekme'`))
    .toEqual([{ owner: agent.id }]);
});
