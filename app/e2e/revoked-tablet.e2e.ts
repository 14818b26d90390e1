import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { addCustomer, findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';

const MARKER = 'İŞARET-7312';

/**
 * Where in this browser something can be read that holds one of these words: databases, caches, local and session
 * storage.
 */
async function placesWith(page: Page, words: readonly string[]): Promise<string[]> {
  const everything = await page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const found: [place: string, text: string][] = [];
    for (const [key, value] of Object.entries({ ...localStorage }))
      found.push([`localStorage ${key}`, `${key} ${value}`]);
    for (const [key, value] of Object.entries({ ...sessionStorage }))
      found.push([`sessionStorage ${key}`, `${key} ${value}`]);
    for (const { name } of await indexedDB.databases()) {
      found.push([`database ${name}`, name ?? '']);
      const request = indexedDB.open(name ?? '');
      // deleted meanwhile: it is not to come back by looking
      request.onupgradeneeded = () => request.transaction?.abort();
      const database = await wait(request).catch(() => null);
      if (database === null) continue;
      for (const store of database.objectStoreNames) {
        found.push([
          `database ${name} › ${store}`,
          JSON.stringify(await wait(database.transaction(store).objectStore(store).getAll())),
        ]);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (!request.url.includes('/assets/'))
          found.push([`cache ${name} › ${request.url}`, (await (await cache.match(request))?.text()) ?? '']);
      }
    }
    return found;
  });
  return everything.filter(([, text]) => words.some((word) => text.includes(word))).map(([place]) => place);
}

/** What would tell somebody who finds the tablet whose it was. */
const tracesOf = ({ id, email, fullName }: Person) => [MARKER, id, id.replaceAll('-', ''), email, fullName];

/** On an admin's screen. */
async function reportLost(page: Page, { fullName }: Person): Promise<void> {
  await page.goto('/team');
  await page.getByRole('button', { name: `${fullName} için işlemler` }).click();
  await page.getByRole('menuitem', { name: 'Cihazlar' }).click();
  await page
    .getByRole('button', { name: /cihazını kayıp bildir$/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Kayıp bildir', exact: true }).click();
  await expect(page.getByText(/^Kayıp bildirildi, henüz bağlanmadı/)).toBeVisible();
}

test('a tablet reported lost while offline hands in its work at its next contact and holds nothing any more', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const lost = await tablets({ of: agent });
  await waitUntilInOffice(lost.page);
  await waitUntilInstalled(lost.page);
  const second = await lost.context.newPage();
  await second.goto('/customers');
  await lost.context.setOffline(true);
  await addCustomer(lost.page, { firstName: 'Kayıptan', lastName: 'Önce', city: 'Sinop', notes: MARKER });
  expect(await placesWith(lost.page, [MARKER])).not.toEqual([]);

  const desk = await tablets();
  await signIn(desk.page, admin!);
  await reportLost(desk.page, agent);

  await lost.context.setOffline(false);
  for (const page of [lost.page, second])
    await expect(page.getByText('Bu cihazdaki oturum uzaktan kapatıldığı için')).toBeVisible({ timeout: 60_000 });
  await second.close();
  // Nothing but the sign-in screen, also when somebody looks again.
  await lost.page.goto('/customers');
  await expect(lost.page.getByLabel('E-posta', { exact: true })).toBeVisible();
  // No record is left by now; the mark that names whose they were goes when the sign-in screen has looked for more.
  expect(await placesWith(lost.page, [MARKER, agent.email, agent.fullName])).toEqual([]);
  await expect.poll(() => placesWith(lost.page, tracesOf(agent))).toEqual([]);
  expect(await office.query('SELECT 1 FROM customers WHERE notes = $1', [MARKER])).toEqual([]);

  await desk.page.goto('/settings');
  await desk.page.getByRole('button', { name: 'İşle', exact: true }).click();
  await expect
    .poll(() => office.query('SELECT created_by AS "createdBy" FROM customers WHERE notes = $1', [MARKER]))
    .toEqual([{ createdBy: agent.id }]);
});

test('a session ended from the list empties the tablet once its work is in; a new password covers the screen', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const tablet = await tablets({ of: agent });
  await waitUntilInOffice(tablet.page);
  await waitUntilInstalled(tablet.page);
  await tablet.context.setOffline(true);
  await addCustomer(tablet.page, { firstName: 'Uzaktan', lastName: 'Kapatılan', city: 'Sinop', notes: MARKER });

  const phone = await tablets();
  await signIn(phone.page, agent);
  await waitUntilInOffice(phone.page);
  await phone.page.goto('/settings');
  await phone.page.getByRole('button', { name: /oturumunu kapat$/ }).click();
  const question = phone.page.getByRole('alertdialog', { name: 'Oturum kapatılsın mı?' });
  await expect(question).toContainText(/gönderilmemiş kayıtları ofise teslim eder, sonra içindeki her şeyi siler/);
  await question.getByRole('button', { name: 'Kapat', exact: true }).click();
  await expect(question).toBeHidden();

  await tablet.context.setOffline(false);
  await expect(tablet.page.getByText('Bu cihazdaki oturum uzaktan kapatıldığı için')).toBeVisible({ timeout: 60_000 });
  await tablet.page.goto('/customers');
  await expect(tablet.page.getByLabel('E-posta', { exact: true })).toBeVisible();
  // No record is left by now; the mark that names whose they were goes when the sign-in screen has looked for more.
  expect(await placesWith(tablet.page, [MARKER, agent.email, agent.fullName])).toEqual([]);
  await expect.poll(() => placesWith(tablet.page, tracesOf(agent))).toEqual([]);

  const desk = await tablets();
  await signIn(desk.page, admin!);
  await desk.page.goto('/settings');
  await desk.page.getByRole('button', { name: 'İşle', exact: true }).click();
  await expect
    .poll(() => office.query('SELECT created_by AS "createdBy" FROM customers WHERE notes = $1', [MARKER]))
    .toEqual([{ createdBy: agent.id }]);

  // An admin's new password ends the phone's session; what it holds stays under the cover.
  await desk.page.goto('/team');
  await desk.page.getByRole('button', { name: `${agent.fullName} için işlemler` }).click();
  await desk.page.getByRole('menuitem', { name: 'Yeni parola ver' }).click();
  await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Yeni parola ver' }).click();
  await expect(phone.page.getByText('Oturumunuz sona erdi')).toBeVisible({ timeout: 60_000 });
  expect(await placesWith(phone.page, [agent.id])).not.toEqual([]);
});

test('a tablet that somebody left work on, signed out, learns at the sign-in screen that it was reported lost', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await context.setOffline(true);
  await addCustomer(page, { firstName: 'Mühürlü', lastName: 'Kalan', city: 'Sinop', notes: MARKER });
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await page.getByRole('button', { name: 'Bu cihazda tut ve kapat' }).click();
  await expect(page.getByRole('heading', { name: 'Ofise ulaşamıyoruz' })).toBeVisible();
  await context.setOffline(false);
  await expect
    .poll(() => office.query('SELECT 1 FROM sessions WHERE member_id = $1 AND revoked_at IS NULL', [agent.id]))
    .toEqual([]);
  expect(await placesWith(page, [MARKER])).not.toEqual([]);

  await office.query('UPDATE sessions SET lost_at = now(), wipe_at = now() WHERE member_id = $1', [agent.id]);
  await page.reload();
  await expect
    .poll(() => office.query('SELECT documents FROM surrendered_work WHERE member_id = $1', [agent.id]), {
      timeout: 60_000,
    })
    .toEqual([{ documents: 1 }]);
  await expect.poll(() => placesWith(page, [MARKER])).toEqual([]);
  await page.reload();
  await expect(page.getByText('Bu cihazdaki oturum uzaktan kapatıldığı için')).toBeVisible();
  await expect.poll(() => placesWith(page, tracesOf(agent))).toEqual([]);

  const desk = await tablets();
  await signIn(desk.page, admin!);
  await desk.page.goto('/settings');
  await desk.page.getByRole('button', { name: 'İşle', exact: true }).click();
  await expect
    .poll(() => office.query('SELECT created_by AS "createdBy" FROM customers WHERE notes = $1', [MARKER]))
    .toEqual([{ createdBy: agent.id }]);
});

test('photos that only a lost tablet has come with its work; what is not taken is counted, and on it no more', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const [customer] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1',
    [agent.id],
  );
  const address = `/customers/${customer!.id}?tab=files`;
  const lost = await tablets({ of: agent });
  const { page } = lost;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Henüz dosya yok' })).toBeVisible();
  await lost.context.setOffline(true);
  const photo = async (name: string, background: string) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .toBuffer(),
  });
  await page
    .getByTestId('files-upload')
    .setInputFiles([await photo('tapu.jpg', '#268'), await photo('bahce.jpg', '#a52')]);
  await expect(page.getByRole('button', { name: /tapu\.jpg/ })).toContainText('Cihazda');
  await expect(page.getByRole('button', { name: /bahce\.jpg/ })).toContainText('Cihazda');

  const desk = await tablets();
  await signIn(desk.page, admin!);
  await reportLost(desk.page, agent);
  // One of them the office will not have, however often it comes.
  let begun = 0;
  await lost.context.route(
    (url) => url.pathname === '/uploads',
    (route) => ((begun += 1) === 2 ? route.fulfill({ status: 413 }) : route.continue()),
  );
  await lost.context.setOffline(false);
  await expect(page.getByText('Bu cihazdaki oturum uzaktan kapatıldığı için')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Ofise teslim edilemeyen dosya sayısı: 1.')).toBeVisible();
  await page.goto('/customers');
  await expect(page.getByLabel('E-posta', { exact: true })).toBeVisible();
  await expect.poll(() => placesWith(page, [...tracesOf(agent), customer!.id])).toEqual([]);
  expect(await office.query('SELECT 1 FROM files WHERE customer_id = $1', [customer!.id])).toEqual([]);

  await desk.page.goto('/settings');
  await desk.page.getByRole('button', { name: 'İşle', exact: true }).click();
  await expect
    .poll(() =>
      office.query('SELECT name, state FROM files WHERE customer_id = $1 ORDER BY created_at', [customer!.id]),
    )
    .toEqual([
      { name: 'tapu.jpg', state: 'stored' },
      { name: 'bahce.jpg', state: '' },
    ]);
  const reader = await tablets({ of: manager });
  await waitUntilInOffice(reader.page);
  await reader.page.goto(address);
  await expect(reader.page.getByRole('button', { name: /tapu\.jpg/ })).toContainText('Ofiste');
  await expect(reader.page.getByRole('button', { name: /bahce\.jpg/ })).toContainText('Başka bir cihazdan bekleniyor');
  await reader.page.getByRole('button', { name: /tapu\.jpg/ }).click();
  await expect
    .poll(() =>
      reader.page
        .locator('[role=dialog] img')
        .first()
        .evaluate((image) => (image as HTMLImageElement).naturalWidth),
    )
    .toBe(640);
});
