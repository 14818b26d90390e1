/** A tablet of this build before an office of the one after it, which knows three fields and a noun more. */
import { waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { closedScreens, UNHEARD } from './open-screens';
import { visit, watchErrors } from './screen-checks';
import { busyCustomer, customerScreens, dayScreens, managingScreens, messageScreens } from './screens';

test('every screen of a tablet opens before an office of the next build, and its day offline arrives', async ({
  office,
  tablets,
}) => {
  test.setTimeout(480_000);
  const busy = await busyCustomer(office);
  const tablet = await tablets({ of: busy.agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  const watched = watchErrors(page);

  await tablet.context.setOffline(true);
  await visit(page, `${busy.customer}/edit`);
  await page.getByRole('textbox', { name: 'Meslek' }).fill('Fener bekçisi');
  await page.getByRole('button', { name: 'Kaydet' }).click();
  await expect(page.getByText('Fener bekçisi').first()).toBeVisible();

  await office.becomeNext();
  await office.query(
    `UPDATE customers SET nickname = 'Kaptan', budget = 9000, interests = '{deniz,tarih}', city = 'Ayvalık'
      WHERE id = $1`,
    [busy.customerId],
  );
  await office.query(
    `INSERT INTO parcels (id, customer_id, created_at, label) VALUES (gen_random_uuid(), $1, now(), 'Kataloglar')`,
    [busy.customerId],
  );
  await tablet.context.setOffline(false);
  await waitUntilInOffice(page);
  const stored = () =>
    office.query('SELECT occupation, city, nickname, budget, interests FROM customers WHERE id = $1', [
      busy.customerId,
    ]);
  await expect.poll(stored, { timeout: 60_000 }).toEqual([
    {
      occupation: 'Fener bekçisi',
      city: 'Ayvalık',
      nickname: 'Kaptan',
      budget: 9000,
      interests: ['deniz', 'tarih'],
    },
  ]);

  const screens = [...customerScreens(busy), ...dayScreens(busy), ...messageScreens];
  expect(await closedScreens(page, screens)).toEqual([]);
  await visit(page, busy.customer);
  await expect(page.getByText('Ayvalık').first()).toBeVisible();
  expect(watched.errors.filter((error) => !UNHEARD.test(error))).toEqual([]);
});

test('every screen of whoever manages opens before an office of the next build', async ({ office, tablets }) => {
  test.setTimeout(480_000);
  const { admin, screens } = await managingScreens(office);
  const { page } = await tablets({ of: admin });
  await waitUntilInOffice(page);
  const watched = watchErrors(page);
  await office.becomeNext();
  await page.reload();
  await waitUntilInOffice(page);
  expect(await closedScreens(page, screens)).toEqual([]);
  expect(watched.errors.filter((error) => !UNHEARD.test(error))).toEqual([]);
});
