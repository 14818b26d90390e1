import { addCustomer, findPeople, PASSWORD, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

const CUSTOMER = { firstName: 'Gönderilmemiş', lastName: 'Kayıt', city: 'Muş', notes: '' };
const ENDED = 'Oturumunuz sona erdi';

test('a session ended at the office covers the screens, keeps unsent work and sends it after signing in again', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const tablet = await tablets();
  await signIn(tablet.page, agent);
  await waitUntilInOffice(tablet.page);
  await waitUntilInstalled(tablet.page);
  await tablet.context.setOffline(true);
  await addCustomer(tablet.page, CUSTOMER);
  await office.query('UPDATE sessions SET revoked_at = now() WHERE member_id = $1', [agent.id]);
  await tablet.context.setOffline(false);

  const page = tablet.page;
  await expect(page.getByRole('heading', { name: ENDED })).toBeVisible();
  await expect(page.getByText('1 kayıt henüz ofise gönderilmedi')).toBeVisible();
  expect(
    await page.evaluate(() => document.querySelector('nav')!.closest('[inert], [aria-hidden="true"]') !== null),
  ).toBe(true);
  await page.reload();
  await expect(page.getByRole('heading', { name: ENDED })).toBeVisible();

  // Somebody else's password is no way to the work that is kept.
  await page.getByLabel('Parola', { exact: true }).fill('yanlış bir parola');
  await page.keyboard.press('Enter');
  await expect(page.getByText('E-posta ya da parola yanlış.')).toBeVisible();
  await page.getByLabel('E-posta', { exact: true }).fill(manager.email);
  await page.getByLabel('Parola', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await waitUntilInOffice(page);
  expect(await office.query('SELECT 1 FROM customers WHERE city = $1', [CUSTOMER.city])).toEqual([]);

  // The agent comes back to the same tablet.
  await office.query('UPDATE sessions SET revoked_at = now() WHERE member_id = $1', [manager.id]);
  await page.reload();
  await expect(page.getByRole('heading', { name: ENDED })).toBeVisible();
  await page.getByLabel('E-posta', { exact: true }).fill(agent.email);
  await page.getByLabel('Parola', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await waitUntilInOffice(page);
  await expect
    .poll(() => office.query('SELECT owner_id AS id FROM customers WHERE city = $1', [CUSTOMER.city]))
    .toEqual([{ id: agent.id }]);
});

test('signing out asks about unsent work and leaves nothing else behind', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const tablet = await tablets({ of: agent });
  await waitUntilInOffice(tablet.page);
  await waitUntilInstalled(tablet.page);
  const stores = () =>
    tablet.page.evaluate(
      async (person) => (await indexedDB.databases()).filter(({ name }) => name?.includes(person)).length,
      agent.id.replaceAll('-', ''),
    );
  const page = tablet.page;

  await tablet.context.setOffline(true);
  await addCustomer(page, CUSTOMER);
  await page.goto('/settings');
  await expect(page.getByRole('link', { name: /^Çevrimdışı · 1 kayıt cihazda/ })).toBeVisible();
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await expect(page.getByRole('heading', { name: '1 kayıt henüz gönderilmedi' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Önce gönder, sonra kapat' })).toBeDisabled();
  await page.getByRole('button', { name: 'Bu cihazda tut ve kapat' }).click();

  // Without network nobody can sign in, and the office hears of the sign-out as soon as it is reached.
  await expect(page.getByRole('heading', { name: 'Ofise ulaşamıyoruz' })).toBeVisible();
  expect(await stores()).toBeGreaterThan(0);
  await tablet.context.setOffline(false);
  await expect
    .poll(() => office.query('SELECT 1 FROM sessions WHERE member_id = $1 AND revoked_at IS NULL', [agent.id]))
    .toEqual([]);

  await signIn(page, agent);
  await waitUntilInOffice(page);
  await expect
    .poll(() => office.query('SELECT 1 AS sent FROM customers WHERE city = $1', [CUSTOMER.city]))
    .toEqual([{ sent: 1 }]);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Oturumu kapat' }).click();
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();
  await expect.poll(stores).toBe(0);
});
