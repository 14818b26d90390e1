import type { Page } from '@playwright/test';
import { addCustomer, changeField, findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

/** A tab that is looked at reaches the office within this time, whatever became of the leading one. */
const LONGEST_WAIT_MS = 30_000;

const ownCustomer = async (office: Office, ownerId: string) =>
  (
    await office.query<{ id: string }>(
      'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1',
      [ownerId],
    )
  )[0]!.id;

test('a frozen tab and a crashed one are taken over from within thirty seconds, and nothing arrives twice', async ({
  office,
  tablets,
}) => {
  test.setTimeout(360_000);
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const id = await ownCustomer(office, agent.id);
  const { page: first, context } = await tablets({ of: agent });
  await waitUntilInOffice(first);
  const second = await context.newPage();
  await second.goto(`/customers/${id}`);
  await waitUntilInOffice(second);
  const { version: before } = (
    await office.query<{ version: string }>('SELECT version::text FROM customers WHERE id = $1', [id])
  )[0]!;
  const arrives = (city: string) =>
    expect
      .poll(() => office.query('SELECT city FROM customers WHERE id = $1', [id]), {
        timeout: LONGEST_WAIT_MS,
        intervals: [250],
      })
      .toEqual([{ city }]);

  const session = await context.newCDPSession(first);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await changeField(second, 'Şehir', 'Bayburt');
  await arrives('Bayburt');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await first.goto(`/customers/${id}`);
  await expect(first.getByRole('button', { name: /^Şehir/ }).first()).toContainText('Bayburt');

  // Now the second one leads, and dies in the middle of its work.
  await changeField(second, 'Şehir', 'Tunceli');
  const killer = await context.newCDPSession(second);
  const crashed = second.waitForEvent('crash');
  void killer.send('Page.crash').catch(() => undefined);
  await crashed;
  await arrives('Tunceli');
  await changeField(first, 'Şehir', 'Kilis');
  await arrives('Kilis');
  const [after] = await office.query<{ version: string }>('SELECT version::text FROM customers WHERE id = $1', [id]);
  expect(Number(after!.version) - Number(before)).toBe(3);
});

test('the next person on the tablet sees nothing of the first one’s unsent work, which goes once they return', async ({
  office,
  tablets,
}) => {
  test.setTimeout(360_000);
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [other] = await office.query<{ id: string; email: string; fullName: string }>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'agent' AND team_id IS DISTINCT
      FROM (SELECT team_id FROM members WHERE id = $1) ORDER BY id LIMIT 1`,
    [agent.id],
  );
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await context.setOffline(true);
  const UNSENT = 5;
  for (let n = 0; n < UNSENT; n += 1)
    await addCustomer(page, { firstName: 'Saklı', lastName: `Kayıt ${n}`, city: 'Gümüşhane', notes: '' });
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await page.getByRole('button', { name: 'Bu cihazda tut ve kapat' }).click();
  await expect(page.getByRole('heading', { name: 'Ofise ulaşamıyoruz' })).toBeVisible();
  await context.setOffline(false);

  await signIn(page, other!);
  await waitUntilInOffice(page);
  await page.goto('/customers');
  await page.getByLabel('Müşterilerde ara').fill('saklı kayıt');
  await expect(page.getByText('Bu aramaya uyan müşteri yok')).toBeVisible();
  await page.goto('/outbox');
  await expect(page.getByText('Saklı')).toHaveCount(0);
  expect(await textOf(page, other!.id)).not.toContain('Gümüşhane');
  expect(await textOf(page, agent.id)).toContain('Gümüşhane');
  const sent = () =>
    office.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM customers WHERE city = 'Gümüşhane' AND owner_id = $1`,
      [agent.id],
    );
  expect(await sent()).toEqual([{ count: 0 }]);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Oturumu kapat' }).click();
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();

  await signIn(page, agent);
  await waitUntilInOffice(page);
  await expect.poll(sent).toEqual([{ count: UNSENT }]);
});

/** Everything a person's stores on this device say. */
function textOf(page: Page, memberId: string): Promise<string> {
  return page.evaluate(
    async (person) => {
      const wait = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
        });
      const found: string[] = [];
      for (const { name } of await indexedDB.databases()) {
        if (name?.includes(person) !== true) continue;
        const database = await wait(indexedDB.open(name));
        for (const store of database.objectStoreNames)
          found.push(JSON.stringify(await wait(database.transaction(store).objectStore(store).getAll())));
        database.close();
      }
      return found.join('\n');
    },
    memberId.replaceAll('-', ''),
  );
}

test('a tab that slept while its person signed out and came back goes on with the stores of today', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page: awake, context } = await tablets({ of: agent });
  await waitUntilInOffice(awake);
  const asleep = await context.newPage();
  await asleep.goto('/customers');
  await waitUntilInOffice(asleep);
  await awake.bringToFront();
  await awake.goto('/settings');
  // Chromium's own way to freeze a tab lets it hear what other tabs store; one held in the debugger hears nothing.
  const session = await context.newCDPSession(asleep);
  await session.send('Debugger.enable');
  const paused = new Promise<void>((resolve) => {
    session.once('Debugger.paused', () => resolve());
  });
  await session.send('Debugger.pause');
  void session.send('Runtime.evaluate', { expression: 'document.title' }).catch(() => undefined);
  await paused;
  await awake.getByRole('button', { name: 'Oturumu kapat' }).click();
  await awake.getByRole('alertdialog').getByRole('button', { name: 'Oturumu kapat' }).click();
  await expect(awake.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();
  await signIn(awake, agent);

  await session.send('Debugger.disable');
  await waitUntilInOffice(awake);
  await addCustomer(awake, { firstName: 'Uyanan', lastName: 'Sekme', city: 'Iğdır', notes: '' });
  // Nobody reloads it by hand: what was added after it slept comes to be seen in it.
  await asleep.bringToFront();
  await expect(async () => {
    await asleep.getByRole('navigation').getByRole('link', { name: 'Müşteriler' }).click();
    await asleep.getByRole('searchbox').fill('uyanan');
    await expect(asleep.getByText('Uyanan Sekme').first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await waitUntilInOffice(asleep);
});
