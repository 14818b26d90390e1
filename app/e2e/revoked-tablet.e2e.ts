import type { Page } from '@playwright/test';
import { addCustomer, findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';

const MARKER = 'İŞARET-7312';

/** Everything scripts of this browser could read, as one text: databases, caches, local and session storage. */
function everythingStored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    });
    const found: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name ?? ''));
      for (const store of database.objectStoreNames) found.push(name ?? '', JSON.stringify(await wait(database.transaction(store).objectStore(store).getAll())));
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) if (!request.url.includes('/assets/')) found.push(request.url, await (await cache.match(request))?.text() ?? '');
    }
    return found.join('\n');
  });
}

test('a tablet reported lost while offline hands in its work at its next contact and holds nothing any more', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(`SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`);
  const lost = await tablets();
  await signIn(lost.page, agent);
  await waitUntilInOffice(lost.page);
  await waitUntilInstalled(lost.page);
  const second = await lost.context.newPage();
  await second.goto('/customers');
  await lost.context.setOffline(true);
  await addCustomer(lost.page, { firstName: 'Kayıptan', lastName: 'Önce', city: 'Sinop', notes: MARKER });
  expect(await everythingStored(lost.page)).toContain(MARKER);

  const desk = await tablets();
  await signIn(desk.page, admin!);
  await desk.page.goto('/team');
  await desk.page.getByRole('button', { name: `${agent.fullName} için işlemler` }).click();
  await desk.page.getByRole('menuitem', { name: 'Cihazlar' }).click();
  await desk.page.getByRole('button', { name: /cihazını kayıp bildir$/ }).first().click();
  await desk.page.getByRole('button', { name: 'Kayıp bildir', exact: true }).click();
  await expect(desk.page.getByText(/^Kayıp bildirildi, henüz bağlanmadı/)).toBeVisible();

  await lost.context.setOffline(false);
  for (const page of [lost.page, second]) await expect(page.getByText('Bu cihaz kayıp olarak bildirildiği için')).toBeVisible({ timeout: 60_000 });
  await second.close();
  // Nothing but the sign-in screen, also when somebody looks again.
  await lost.page.goto('/customers');
  await expect(lost.page.getByLabel('E-posta', { exact: true })).toBeVisible();
  const left = await everythingStored(lost.page);
  for (const trace of [MARKER, agent.id, agent.id.replaceAll('-', ''), agent.email, agent.fullName]) expect(left).not.toContain(trace);
  expect(await office.query('SELECT 1 FROM customers WHERE notes = $1', [MARKER])).toEqual([]);

  await desk.page.goto('/settings');
  await desk.page.getByRole('button', { name: 'İşle', exact: true }).click();
  await expect.poll(() => office.query('SELECT created_by AS "createdBy" FROM customers WHERE notes = $1', [MARKER])).toEqual([{ createdBy: agent.id }]);
});
