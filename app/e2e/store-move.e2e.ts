import type { CDPSession } from '@playwright/test';
import { STORE_VERSION } from '../database/schemas';
import { addCustomer, findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import { countRows, makeVersion0, takeStoresOver } from './version-0-tablet';

const EDITS = 40,
  INSERTS = 20,
  DELETES = 10;
const MORE_CUSTOMERS = 4_000;

test('a store of the first version, full of unsent work, moves offline; killed on the way, it arrives whole', async ({
  office,
  tablets,
}) => {
  test.setTimeout(360_000);
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  await office.query(
    `INSERT INTO customers (id, first_name, last_name, source, stage, owner_id, created_by, created_at)
    SELECT gen_random_uuid(), 'Kalabalık', 'Kişi ' || n, 'referral', 'new', $1, $1, now()
      FROM generate_series(1, ${MORE_CUSTOMERS}) n`,
    [agent.id],
  );
  const tablet = await tablets();
  await signIn(tablet.page, agent);
  await waitUntilInOffice(tablet.page);
  await waitUntilInstalled(tablet.page);
  const countDevices = () =>
    office.query('SELECT count(*)::int AS devices FROM devices WHERE member_id = $1', [agent.id]);
  const devices = await countDevices();
  await tablet.page.goto('/healthz');
  const { rows } = await makeVersion0(tablet.page, agent.id, { edits: EDITS, inserts: INSERTS, deletes: DELETES });
  expect(rows).toBeGreaterThan(MORE_CUSTOMERS);
  const customers = (await countRows(tablet.page, agent.id, 0, 'customers')) ?? 0;

  // The new version is opened without network, and its tab dies while the records move.
  await office.kill();
  const doomed = await tablet.context.newPage();
  const session: CDPSession = await tablet.context.newCDPSession(doomed);
  await doomed.goto('/customers', { waitUntil: 'commit' });
  await expect(doomed.getByText(/^[\d.]+ \/ [\d.]+ kayıt$/)).toBeVisible();
  const crashed = doomed.waitForEvent('crash');
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  const half = (await countRows(tablet.page, agent.id, STORE_VERSION, 'customers')) ?? 0;
  expect(half).toBeLessThan(customers);
  await doomed.close();

  // Opened again in two windows at once, still without network: everything is there, and work goes on.
  const second = await tablet.context.newPage();
  await Promise.all([tablet.page.goto('/customers'), second.goto('/outbox')]);
  const waiting = new RegExp(`Çevrimdışı · ${EDITS + INSERTS + DELETES} kayıt cihazda`);
  for (const page of [tablet.page, second])
    await expect(page.getByRole('link', { name: waiting })).toBeVisible({ timeout: 60_000 });
  expect(await countRows(tablet.page, agent.id, STORE_VERSION, 'customers')).toBe(customers);
  await addCustomer(second, { firstName: 'Sonradan', lastName: 'Gelen', city: 'Ardahan', notes: '' });

  await office.start();
  // The office has just been started, and a whole store is sent to it.
  for (const page of [tablet.page, second]) await waitUntilInOffice(page, 60_000);
  const [arrived] = await office.query(`SELECT count(*) FILTER (WHERE notes LIKE 'taşınan %')::int AS edits,
      count(*) FILTER (WHERE first_name = 'Taşınan')::int AS inserts,
    count(*) FILTER (WHERE deleted_at > now() - interval '10 minutes')::int AS deletes,
      count(*) FILTER (WHERE city = 'Ardahan')::int AS later FROM customers`);
  expect(arrived).toEqual({ edits: EDITS, inserts: INSERTS, deletes: DELETES, later: 1 });
  // The old store holds nothing any more, and nothing was fetched anew.
  await expect.poll(() => countRows(tablet.page, agent.id, 0, 'customers')).toBe(0);
  expect(await countDevices()).toEqual(devices);
});

test('a version older than the store asks for an update, writes nothing, and finds all once it is new again', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page, context } = await tablets();
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  const beside = await context.newPage();
  await beside.goto('/healthz');
  await office.kill();
  await addCustomer(page, { firstName: 'Yarınki', lastName: 'Sürüm', city: 'Kars', notes: '' });
  const everything = () =>
    beside.evaluate(async () => {
      const wait = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
        });
      const found: string[] = [];
      for (const { name } of (await indexedDB.databases()).sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''))) {
        const database = await wait(indexedDB.open(name ?? ''));
        for (const store of database.objectStoreNames)
          found.push(
            `${name} ${store} ${JSON.stringify(await wait(database.transaction(store).objectStore(store).getAll()))}`,
          );
        database.close();
      }
      return found;
    });
  const setStoreVersion = (storeVersion: number) =>
    beside.evaluate(
      async ({ name, version }) => {
        const wait = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve) => {
            request.onsuccess = () => resolve(request.result);
          });
        const database = await wait(indexedDB.open(name));
        const store = database.transaction('state', 'readwrite').objectStore('state');
        await wait(store.put({ ...((await wait(store.get('facts'))) as object), storeVersion: version }, 'facts'));
        database.close();
      },
      { name: `saha-device-${agent.id.replaceAll('-', '')}`, version: storeVersion },
    );

  await page.goto('about:blank');
  await setStoreVersion(STORE_VERSION + 1);
  const before = await everything();
  await page.goto('/customers/new');
  await expect(page.getByRole('heading', { name: 'Güncelleme gerekiyor' })).toBeVisible();
  await page.getByRole('button', { name: 'Şimdi güncelle' }).click();
  await expect(page.getByText('Yeni sürüm alınamadı.')).toBeVisible();
  await expect(page.getByLabel('Ad', { exact: true })).toBeHidden();
  expect(await everything()).toEqual(before);

  await setStoreVersion(STORE_VERSION);
  await page.goto('/customers');
  await expect(page.getByRole('link', { name: /Çevrimdışı · 1 kayıt cihazda/ })).toBeVisible();
  await office.start();
  await expect
    .poll(() => office.query(`SELECT first_name AS name FROM customers WHERE city = 'Kars'`))
    .toEqual([{ name: 'Yarınki' }]);
});

test('tabs whose stores a newer version takes over are covered, write nothing more, and lose nothing typed', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page, context } = await tablets();
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  const [second, beside] = [await context.newPage(), await context.newPage()];
  await second.goto('/customers');
  await beside.goto('/healthz');
  await office.kill();
  await addCustomer(page, { firstName: 'Önceki', lastName: 'Sürüm', city: 'Iğdır', notes: '' });
  await page.goto('/customers/new');
  await page.getByLabel('Ad', { exact: true }).fill('Yarım');
  await page.getByLabel('Şehir', { exact: true }).fill('Iğdır');

  await takeStoresOver(beside, agent.id);
  for (const tab of [page, second]) {
    await expect(tab.getByRole('alertdialog').getByRole('heading', { name: 'Güncelleme gerekiyor' })).toBeVisible();
    // The screen stays below, out of reach.
    expect(
      await tab.getByRole('navigation', { includeHidden: true }).evaluate((nav) => nav.closest('[inert]') !== null),
    ).toBe(true);
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();

  await takeStoresOver(beside, agent.id, true);
  await second.close();
  await page.goto('/customers/new');
  await expect(page.getByRole('link', { name: /Çevrimdışı · 1 kayıt cihazda/ })).toBeVisible();
  await expect(page.getByLabel('Ad', { exact: true })).toHaveValue('Yarım');
  await page.getByRole('button', { name: 'Müşteriyi kaydet' }).click();
  await expect(page.getByRole('link', { name: /Çevrimdışı · 2 kayıt cihazda/ })).toBeVisible();
  await office.start();
  await expect
    .poll(() => office.query(`SELECT first_name AS name FROM customers WHERE city = 'Iğdır' ORDER BY created_at`))
    .toEqual([{ name: 'Önceki' }, { name: 'Yarım' }]);
});
