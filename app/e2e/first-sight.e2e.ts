/**
 * What stands on the screen at first sight is true: the next appointment, who was spoken to, what is still on its way.
 */
import { codeBeforeFirstRows } from '../bench/first-screen-code';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

/** KB of brotli, as the bench of the chat holds it too. */
const CODE_KB = 250;

type Booked = { id: string; customerId: string; name: string; phone: string };

/**
 * An open appointment of the agent, put `minutes` from now for an hour, today also where midnight is nearer than that;
 * everything else of today is cancelled.
 */
async function onlyOneToday(office: Office, agentId: string, minutes: number, status: string): Promise<Booked> {
  await office.query(
    `UPDATE appointments SET status = 'cancelled' WHERE agent_id = $1 AND starts_at BETWEEN now() - interval '2 days'
      AND now() + interval '8 days'`,
    [agentId],
  );
  const [one] = await office.query<Booked>(
    `UPDATE appointments a SET status = $2, starts_at = at.starts, ends_at = at.starts + interval '1 hour'
     FROM customers c, (SELECT least(greatest(now() + $3 * interval '1 minute', midnight),
         midnight + interval '23 hours 59 minutes') AS starts
       FROM (SELECT date_trunc('day', now(), 'Europe/Istanbul') AS midnight) AS today) AS at
     WHERE c.id = a.customer_id AND a.id = (
       SELECT b.id FROM appointments b JOIN customers d ON d.id = b.customer_id
       WHERE b.agent_id = $1 AND d.owner_id = $1 AND d.deleted_at IS NULL AND b.deleted_at IS NULL
         AND d.phone LIKE '+90%' ORDER BY b.id LIMIT 1)
     RETURNING a.id, c.id AS "customerId", c.first_name || ' ' || c.last_name AS name, c.phone`,
    [agentId, status, minutes],
  );
  await office.query(`UPDATE customers SET last_contact_at = now() - interval '50 days' WHERE id = $1`, [
    one!.customerId,
  ]);
  return one!;
}

test('the sign-in page opens without network before anybody signed in', async ({ office, tablets }) => {
  const tablet = await tablets({ offlineAtStart: true });
  await tablet.page.goto('/sign-in');
  await waitUntilInstalled(tablet.page);
  await office.kill();
  const page = await tablet.reopen('/');
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();
  await expect(page.getByText('Ofise ulaşamıyoruz').or(page.getByText('Ofise ulaşamadık'))).toBeVisible();
});

test('what waits for approval stands first; what is held is a contact at once', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const asked = await onlyOneToday(office, agent.id, 25, 'requested');
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  const card = page.getByRole('region', { name: 'Sıradaki randevu' });
  await expect(card.getByRole('heading', { name: asked.name })).toBeVisible();
  await expect(card.getByText('Onay bekliyor')).toBeVisible();

  const now = await onlyOneToday(office, agent.id, -10, 'confirmed');
  await office.query(`UPDATE appointments SET row_xid = row_xid WHERE id = $1`, [now.id]);
  await page.reload();
  await expect(card.getByText('Şu anda')).toBeVisible({ timeout: 30_000 });
  await page.goto(`/customers/${now.customerId}`);
  await expect(page.getByText('50 gün önce görüşüldü').first()).toBeVisible();
  await page.goto('/');
  await card.getByRole('button', { name: `${now.name}: yapıldı` }).click();
  await expect(page.getByText(`${now.name}: yapıldı olarak işaretlendi.`)).toBeVisible();
  await page.goto(`/customers/${now.customerId}`);
  await expect(page.getByText('bugün görüşüldü').first()).toBeVisible();
  await waitUntilInOffice(page);
  await expect(page.getByText('bugün görüşüldü').first()).toBeVisible();

  // any part of the number leads to the customer
  await page.goto('/customers');
  const search = page.getByRole('searchbox', { name: 'Müşterilerde ara' });
  for (const typed of [
    now.phone.slice(-7),
    now.phone.slice(-4).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]!),
  ]) {
    await search.fill(typed);
    await expect(
      page
        .getByRole('row')
        .filter({ hasText: now.name.split(' ')[0]! })
        .first(),
    ).toBeVisible();
  }
});

test('who is booked within a week is not offered for calling', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const booked = await onlyOneToday(office, agent.id, 24 * 60, 'confirmed');
  await office.query(`UPDATE customers SET last_contact_at = now() WHERE owner_id = $1`, [agent.id]);
  const quiet = await office.query<{ name: string }>(
    `UPDATE customers SET stage = 'contacted', last_contact_at = now() - interval '50 days'
     WHERE id = $2 OR id = (SELECT id FROM customers c WHERE owner_id = $1 AND deleted_at IS NULL AND id <> $2
       AND first_name <> '' AND phone <> '' AND stage NOT IN ('won', 'lost')
       AND NOT EXISTS (SELECT FROM appointments a WHERE a.customer_id = c.id AND a.starts_at > now()) ORDER BY id LIMIT 1)
     RETURNING trim(first_name || ' ' || last_name) AS name`,
    [agent.id, booked.customerId],
  );
  const other = quiet.find(({ name }) => name !== booked.name)!;
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  const offered = page.getByRole('region', { name: '30 gündür görüşülmeyenler', exact: true });
  await expect(offered.getByText(other.name)).toBeVisible();
  await expect(offered.getByText(booked.name)).toHaveCount(0);
  // They stand in the list of all, and it is that list which is counted.
  await expect(offered.getByRole('link', { name: 'Tümünü göster · 2', exact: true })).toBeVisible();
  // Once it is off, they are.
  await office.query(`UPDATE appointments SET status = 'cancelled' WHERE id = $1`, [booked.id]);
  await page.reload();
  await expect(offered.getByText(booked.name)).toBeVisible({ timeout: 30_000 });
});

test('lists say that their rows are on the way until they are there', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets();
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.context().route(/sync\.pull/, async (route) => {
    if (/appointments/.test(decodeURIComponent(route.request().url()) + (route.request().postData() ?? ''))) await held;
    await route.continue();
  });
  await signIn(page, agent);
  await expect(page.getByRole('heading', { name: 'Randevular indiriliyor' })).toBeVisible();
  await expect(page.getByText('Bugün randevunuz yok')).toBeHidden();
  await page.goto('/documents');
  await expect(page.getByRole('heading', { name: 'Dosyalar indiriliyor' })).toBeVisible();
  await expect(page.getByText('Dosya bulunamadı')).toBeHidden();
  await page.goto('/calendar');
  await expect(page.getByText('Randevular indiriliyor')).toBeVisible();
  await page.goto('/');
  letThrough();
  await waitUntilInOffice(page);
  await expect(page.getByRole('heading', { name: 'Randevular indiriliyor' })).toBeHidden();
});

test('what Bugün asked the office stands there at once for whoever comes back', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  const row = page.locator('main').getByText(/kişi yazdı, henüz müşteri değil/);
  await expect(row).toBeVisible();
  await page.getByRole('link', { name: 'Müşteriler', exact: true }).click();
  await expect(row).toHaveCount(0);
  let asked = 0;
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.context().route(/chat\.unmatchedCount/, async (route) => {
    asked += 1;
    await held;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Bugün', exact: true }).click();
  await expect.poll(() => asked).toBeGreaterThan(0);
  await expect(row).toBeVisible();
  // A page that was opened anew remembers nothing: it waits for the office.
  const before = asked;
  await page.reload();
  await expect.poll(() => asked).toBeGreaterThan(before);
  await expect(row).toHaveCount(0);
  letThrough();
  await expect(row).toBeVisible();
});

test('a new appointment is offered where there is room, with somebody new', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto('/appointments/new');
  await expect(page.getByText(/Bu saatte \d+ randevu daha var/)).toBeHidden();
  // A day of its own: towards the evening two would not stand on the same one.
  const onItsDay = `/appointments/new?from=${new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)}T06:00:00.000Z`;
  await page.goto(onItsDay);
  await expect(page.getByText(/Bu saatte \d+ randevu daha var/)).toBeHidden();
  await page.getByRole('button', { name: /Müşteri seçin/ }).click();
  await page.getByRole('searchbox', { name: 'Müşterilerde ara' }).fill('Yepyeni Biri');
  await page.getByRole('button', { name: 'Yeni müşteri' }).click();
  await expect(page.getByLabel('Ad', { exact: true })).toHaveValue('Yepyeni');
  await expect(page.getByLabel('Soyad', { exact: true })).toHaveValue('Biri');
  await page.getByRole('button', { name: 'Kaydet ve seç' }).click();
  await expect(page.getByRole('button', { name: /Yepyeni Biri/ })).toBeVisible();
  await page.getByRole('button', { name: 'Randevuyu kaydet' }).click();
  await expect(page).not.toHaveURL(/appointments\/new/);
  await waitUntilInOffice(page);
  // the next one goes round it, and its hour is marked
  await page.goto(onItsDay);
  await expect(page.getByText(/Bu saatte \d+ randevu daha var/)).toBeHidden();
  await page.getByRole('button', { name: /^Başlangıç/ }).click();
  await expect(page.getByRole('option', { name: /Dolu/ }).first()).toBeVisible();
});

test('the first rows of the customers wait for no more code than they need', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  expect(await codeBeforeFirstRows(page.context(), '/customers')).toBeLessThanOrEqual(CODE_KB);
});

test('a customer opened by a link is marked in the list, in messages nobody stands without a name', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [last] = await office.query<{ id: string; name: string }>(
    `SELECT id, first_name || ' ' || last_name AS name FROM customers
     WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY last_name DESC LIMIT 1`,
    [agent.id],
  );
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.goto(`/customers/${last!.id}`);
  const marked = page.getByRole('row', { name: last!.name, selected: true });
  await expect(marked).toBeInViewport();

  // Names are read after the conversations; on a slow tablet one would see it.
  await page.addInitScript(() => {
    setInterval(() => {
      if (document.body?.innerText.includes('Adı bilinmeyen müşteri')) sessionStorage.setItem('nameless', '1');
    }, 10);
  });
  const browser = await page.context().newCDPSession(page);
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 5 });
  await page.goto('/messages');
  await expect(page.getByRole('row').getByText('WhatsApp').first()).toBeVisible();
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  expect(await page.evaluate(() => sessionStorage.getItem('nameless'))).toBeNull();
});
