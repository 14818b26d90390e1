import { DEMO_PASSWORD } from '../../prisma/seed/demo-people';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';

const OWN_PASSWORD = 'gece-yağan-ince-kar';

test('an admin gives a temporary password and renames a team; the person chooses their own and works offline', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const administering = (await tablets()).page;
  await signIn(administering, admin!);
  await waitUntilInOffice(administering);
  await administering.goto('/team');

  await administering.getByRole('button', { name: 'İstanbul Ekibi ekibinin adını değiştir' }).click();
  await administering.getByLabel('Ekip adı').fill('Ankara Ekibi');
  await administering.getByRole('button', { name: 'Kaydet', exact: true }).click();
  await expect(administering.getByText('Bu adda bir ekip zaten var.')).toBeVisible();
  await administering.getByLabel('Ekip adı').fill('Boğaz Ekibi');
  await administering.keyboard.press('Enter');
  await expect(administering.getByRole('heading', { name: 'Boğaz Ekibi' })).toBeVisible();

  await administering.getByRole('button', { name: 'Zeynep Yılmaz için işlemler' }).click();
  await administering.getByRole('menuitem', { name: 'Yeni parola ver' }).click();
  await administering.getByRole('alertdialog').getByRole('button', { name: 'Yeni parola ver' }).click();
  const temporary = await administering.locator('code').innerText();

  const tablet = await tablets();
  const { page } = tablet;
  const enter = async () => {
    await page.goto('/sign-in');
    await page.getByLabel('E-posta', { exact: true }).fill(agent.email);
    await page.getByLabel('Parola', { exact: true }).fill(temporary);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Kendi parolanızı seçin' })).toBeVisible();
  };
  await enter();
  // Walking away leaves a device that is nobody's, and a session that opens nothing.
  await page.goto('/customers');
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();
  expect(await page.evaluate(async () => (await fetch('/trpc/auth.me')).status)).toBe(401);
  await enter();
  const chosen = page.getByLabel('Yeni parola', { exact: true });
  await expect(chosen).toBeFocused();
  await chosen.fill(temporary);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Yeni parola eskisiyle aynı. Başka bir parola seçin.')).toBeVisible();
  await chosen.fill(OWN_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Ana bölümler' })).toBeVisible();
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);

  await tablet.context.setOffline(true);
  await page.goto('/team');
  await expect(page.getByRole('heading', { name: 'Boğaz Ekibi' })).toBeVisible();
  await expect(page.getByText('Kendi parolanızı seçin')).toHaveCount(0);
  await tablet.context.setOffline(false);

  const another = (await tablets()).page;
  await signIn(another, agent, OWN_PASSWORD);
});

test('an admin whose password was typed a while ago is asked for it again, on top of what they were doing', async ({
  office,
  tablets,
}) => {
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const { page } = await tablets();
  await signIn(page, admin!);
  await waitUntilInOffice(page);
  await office.query('UPDATE sessions SET confirmed_at = NULL');
  await page.goto('/team');
  const rename = async (name: string) => {
    await page.getByLabel('Ekip adı').fill(name);
    await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
  };
  await page.getByRole('button', { name: 'İstanbul Ekibi ekibinin adını değiştir' }).click();
  await rename('Boğaz Ekibi');
  const asked = page.getByRole('dialog', { name: 'Önce parolanız' });
  const password = asked.getByLabel('Parola', { exact: true });
  await expect(password).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(asked).toHaveCount(0);
  await expect(page.getByText('Parolanızla onaylamadığınız için işlem yapılmadı.')).toBeVisible();

  await rename('Boğaz Ekibi');
  await password.fill('yanlış bir parola');
  await page.keyboard.press('Enter');
  await expect(asked.getByText('Parola yanlış.')).toBeVisible();
  await password.fill(DEMO_PASSWORD);
  await page.keyboard.press('Enter');
  await expect(asked).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Boğaz Ekibi' })).toBeVisible();

  // For a while nothing asks again.
  await page.getByRole('button', { name: 'Boğaz Ekibi ekibinin adını değiştir' }).click();
  await rename('Haliç Ekibi');
  await expect(page.getByRole('heading', { name: 'Haliç Ekibi' })).toBeVisible();
});
