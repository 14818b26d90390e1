import { addCustomer, findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

test('a note and a field left half typed outlive a killed tab, are one person’s, and go with them alone', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string; city: string; name: string }>(
    `SELECT id, city, first_name || ' ' || last_name AS name FROM customers
      WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1`,
    [agent.id],
  );
  const card = `/customers/${customer!.id}`;
  const tablet = await tablets();
  await signIn(tablet.page, agent);
  await waitUntilInOffice(tablet.page);
  await waitUntilInstalled(tablet.page);

  await tablet.page.goto(`${card}?log=note`);
  await tablet.page.getByLabel('Ne not etmek istersiniz?').fill('Yarın ikide yine ara');
  await tablet.page.waitForTimeout(800);
  let page = await tablet.reopen(`${card}?log=note`);
  await expect(page.getByLabel('Ne not etmek istersiniz?')).toHaveValue('Yarın ikide yine ara');

  await page.goto(card);
  await page.getByRole('button', { name: /^Şehir\b/ }).click();
  await page.getByRole('textbox', { name: 'Şehir' }).pressSequentially(' yarım');
  await page.waitForTimeout(800);
  page = await tablet.reopen(card);
  const left = page.getByRole('group', { name: 'Yarım kalan: Şehir' });
  await expect(left).toContainText(`${customer!.city} yarım`);
  await left.getByRole('button', { name: 'Bırak' }).click();
  await expect(left).toBeHidden();
  await expect(page.getByRole('button', { name: `Şehir ${customer!.city}` })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: `Şehir ${customer!.city}` })).toBeVisible();

  // Away and straight back, before what was typed had a moment to be stored.
  await page.goto('/customers');
  await page.getByLabel('Müşterilerde ara').fill(customer!.name);
  await page.getByText(customer!.name, { exact: true }).first().click();
  await page.getByRole('button', { name: /^Şehir\b/ }).click();
  await page.getByRole('textbox', { name: 'Şehir' }).pressSequentially(' az önce');
  await page.evaluate(() => {
    history.back();
    setTimeout(() => history.forward(), 100);
  });
  await expect(left).toContainText(`${customer!.city} az önce`);
  await left.getByRole('button', { name: 'Bırak' }).click();
  await expect(left).toBeHidden();

  // Even what was typed in the very moment the page is left.
  await page.goto(`${card}?log=note`);
  await expect(page.getByLabel('Ne not etmek istersiniz?')).toHaveValue('Yarın ikide yine ara');
  await page.getByLabel('Ne not etmek istersiniz?').fill('Yarın üçte yine ara');
  await page.reload();
  await expect(page.getByLabel('Ne not etmek istersiniz?')).toHaveValue('Yarın üçte yine ara');
  await page.getByLabel('Ne not etmek istersiniz?').fill('Yarın ikide yine ara');
  await page.goto(card);

  // The outbox knows of it too, and leads back to it.
  await page.goto('/outbox');
  await page.getByRole('link', { name: new RegExp(`${customer!.name}.*Yarın ikide yine ara`) }).click();
  await expect(page.getByLabel('Ne not etmek istersiniz?')).toHaveValue('Yarın ikide yine ara');

  // Somebody else borrows the tablet: the work of the first stays here, and so does what they were writing.
  await tablet.context.setOffline(true);
  await addCustomer(page, { firstName: 'Bekleyen', lastName: 'Kayıt', city: 'Van', notes: '' });
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 kayıt henüz gönderilmedi');
  await expect(page.getByRole('dialog')).toContainText('1 yarım kalan');
  await page.getByRole('button', { name: 'Bu cihazda tut ve kapat' }).click();
  // Else the way to the sign-in screen below and the app's own meet.
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();
  await tablet.context.setOffline(false);
  await signIn(page, manager);
  await waitUntilInOffice(page);
  await page.goto(`${card}?log=note`);
  await expect(page.getByLabel('Ne not etmek istersiniz?')).toHaveValue('');
  await page.getByLabel('Ne not etmek istersiniz?').fill('Yöneticinin notu');
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  // Nothing waits to be sent, and what was just typed would be gone without a word.
  await expect(page.getByRole('heading', { name: '1 yarım kalan var' })).toBeVisible();
  await page.getByRole('button', { name: 'Sil ve kapat' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sil ve oturumu kapat' }).click();
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();

  await signIn(page, agent);
  await waitUntilInOffice(page);
  await page.goto(`${card}?log=note`);
  await expect(page.getByLabel('Ne not etmek istersiniz?')).toHaveValue('Yarın ikide yine ara');
  await page.getByRole('button', { name: 'Notu kaydet' }).click();
  await expect
    .poll(() =>
      office.query('SELECT body FROM interactions WHERE customer_id = $1 AND body = $2', [
        customer!.id,
        'Yarın ikide yine ara',
      ]),
    )
    .toHaveLength(1);
  await page.goto(`${card}?log=note`);
  await expect(page.getByLabel('Ne not etmek istersiniz?')).toHaveValue('');
});

test('what was being typed when a customer was handed over stands where the form stood', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    `SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL AND merged_into IS NULL ORDER BY id LIMIT 1`,
    [agent.id],
  );
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(`/customers/${customer!.id}/edit`);
  await page.getByLabel('Notlar').fill('Denizi gören bir ev istiyor');
  await office.query(
    `UPDATE customers SET shared_with = '{}', owner_id =
       (SELECT id FROM members WHERE role = 'agent' AND is_active AND id <> $2 ORDER BY id LIMIT 1) WHERE id = $1`,
    [customer!.id, agent.id],
  );
  await expect(page.getByRole('heading', { name: 'Bu müşteri listenizde yok' })).toBeVisible({ timeout: 60_000 });
  const left = page.getByRole('article', { name: 'Müşteri bilgileri' });
  await expect(left).toContainText('Denizi gören bir ev istiyor');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await left.getByRole('button', { name: 'Kopyala' }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe('Notlar: Denizi gören bir ev istiyor');
  // Still there in another life of the page, on the card too, until its person says so.
  await page.goto(`/customers/${customer!.id}`);
  await left.getByRole('button', { name: 'Sil' }).click();
  await expect(left).toBeHidden();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Bu müşteri listenizde yok' })).toBeVisible();
  await expect(left).toBeHidden();
});
