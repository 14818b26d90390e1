import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

const NAME = 'Yolcu Zamanlı';

test('a customer’s time is narrowed, jumped in, and keeps a call that was taken back', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    `INSERT INTO customers (id, first_name, last_name, source, stage, owner_id, team_id, created_by, created_at,
      next_step_text, next_step_due_on)
     SELECT gen_random_uuid(), 'Yolcu', 'Zamanlı', 'referral', 'new', id, team_id, id, now() - interval '100 days',
       'Teklifi sor',
       to_char(now() + interval '2 days', 'YYYY-MM-DD') FROM members WHERE id = $1 RETURNING id`,
    [agent.id],
  );
  const id = customer!.id;
  const happened = (kind: string, body: string, daysAgo: number, heardHoursLater = 0) =>
    office.query(
      `INSERT INTO interactions (id, customer_id, author_id, kind, outcome, body, occurred_at, created_at, received_at)
       SELECT gen_random_uuid(), $1, $2, $3, CASE $3 WHEN 'call' THEN 'reached' ELSE '' END, $4, at, at,
         at + $6 * interval '1 hour'
       FROM (SELECT (date_trunc('day', now() AT TIME ZONE 'Europe/Istanbul') + interval '9 hours' - $5 * interval
         '1 day')
         AT TIME ZONE 'Europe/Istanbul' AS at) t`,
      [id, agent.id, kind, body, daysAgo, heardHoursLater],
    );
  await happened('call', 'İlk konuşma', 90);
  await happened('visit', 'Şubeye geldi', 60);
  await happened('note', 'Bütçesi belli', 37);
  await happened('call', 'Sonradan duyulan', 35, 26);
  await happened('call', 'Yanlış müşteri', 11);
  // What the office tells without saying of whom has its words with it.
  await happened('merge', 'Yolcu Z. ile birleştirildi', 5);

  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await tablet.context.setOffline(true);
  await page.goto(`/customers/${id}?tab=timeline`);
  const time = page.getByRole('tabpanel', { name: 'Zaman çizelgesi' });
  const entry = (text: string) => time.getByRole('listitem').filter({ hasText: text }).last();

  await test.step('stages and what comes next stand on top, silences and the office’s clock in between', async () => {
    await expect(time.getByRole('list', { name: 'Aşamalarda geçen süre' })).toContainText('Yeni100 gün');
    await expect(time.getByText('Teklifi sor')).toBeVisible();
    await expect(time.getByText('23 gün sessiz')).toHaveCount(1);
    await expect(entry('Sonradan duyulan')).toContainText(/Ofise ulaştı: .*\d{2}:\d{2}/);
    await expect(entry('İlk konuşma')).not.toContainText('Ofise ulaştı');
    await expect(entry('Yolcu Z. ile birleştirildi')).toContainText('Müşteriler birleştirildi');
    await expect(entry('Yolcu Z. ile birleştirildi').getByRole('button')).toHaveCount(0);
  });

  await test.step('narrowed to kinds, and led to a month', async () => {
    await time.getByRole('button', { name: 'Ziyaretler', exact: true }).click();
    await expect(entry('Şubeye geldi')).toBeVisible();
    await expect(time.getByText('Bütçesi belli')).toHaveCount(0);
    await time.getByRole('button', { name: 'Ziyaretler', exact: true }).click();
    await time.getByRole('button', { name: /Aya git/ }).click();
    await page.getByRole('option').last().click();
    await expect(entry('İlk konuşma')).toBeInViewport();
    await expect(page.locator('section[data-day]:focus')).toContainText('İlk konuşma');
  });

  await test.step('a call that was taken back stays to be read, and counts no more', async () => {
    await entry('Yanlış müşteri').getByRole('button', { name: 'Geri al: Arama · Görüşüldü' }).click();
    await expect(page.getByText('Kayıt geri alındı.')).toBeVisible();
    await expect(entry('Yanlış müşteri')).toContainText('Geri alındı: bugün');
    await expect(entry('Yanlış müşteri').getByRole('button')).toHaveCount(0);
    await expect(time.getByText('23 gün sessiz')).toHaveCount(0);
    await expect(time.getByText('35 gündür sessiz')).toBeVisible();
  });

  await tablet.context.setOffline(false);
  await waitUntilInOffice(page);
  await expect
    .poll(() =>
      office.query(
        `SELECT (now() AT TIME ZONE 'Europe/Istanbul')::date - (last_contact_at AT TIME ZONE 'Europe/Istanbul')::date AS
          days
         FROM customers WHERE id = $1`,
        [id],
      ),
    )
    .toEqual([{ days: 35 }]);

  const { page: theirs } = await tablets({ of: manager });
  await waitUntilInOffice(theirs);
  await theirs.goto(`/customers/${id}?tab=timeline`);
  await expect(theirs.getByRole('heading', { name: NAME })).toBeVisible();
  const read = theirs.getByRole('listitem').filter({ hasText: 'Yanlış müşteri' }).last();
  await expect(read).toContainText('Geri alındı: bugün');
  await expect(read).toContainText(agent.fullName);
});

test('a long time begins with what is new, and all of it is there: by month, by kind and by what is added', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    `INSERT INTO customers (id, first_name, last_name, source, stage, owner_id, team_id, created_by, created_at)
     SELECT gen_random_uuid(), 'Uzun', 'Zamanlı', 'referral', 'new', id, team_id, id, now() - interval '500 days'
     FROM members WHERE id = $1 RETURNING id`,
    [agent.id],
  );
  const id = customer!.id;
  await office.query(
    `INSERT INTO interactions (id, customer_id, author_id, kind, outcome, body, occurred_at, created_at)
     SELECT gen_random_uuid(), $1, $2, CASE n WHEN 300 THEN 'visit' ELSE 'call' END,
       CASE n WHEN 300 THEN '' ELSE 'reached' END, n || '. konuşma', at, at
     FROM generate_series(1, 300) n CROSS JOIN LATERAL (SELECT date_trunc('milliseconds',
       now() - n * interval '1 day' - CASE n WHEN 300 THEN interval '60 days' ELSE interval '0' END) AS at) AS times`,
    [id, agent.id],
  );
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await context.setOffline(true);
  await page.goto(`/customers/${id}?tab=timeline`);
  const time = page.getByRole('tabpanel', { name: 'Zaman çizelgesi' });
  const entry = (text: string) => time.getByRole('listitem').filter({ hasText: text }).last();
  await expect(entry('1. konuşma')).toBeVisible();
  // What is soon in sight is drawn, and more by itself as one goes down.
  await expect(entry('40. konuşma')).toHaveCount(0);
  await expect(async () => {
    await time.getByRole('listitem').last().scrollIntoViewIfNeeded();
    await expect(entry('40. konuşma')).toBeAttached({ timeout: 500 });
  }).toPass();
  // The only visit is far back: it is offered, and found.
  await time.getByRole('button', { name: 'Ziyaretler', exact: true }).click();
  await expect(entry('300. konuşma')).toBeVisible();
  await time.getByRole('button', { name: 'Ziyaretler', exact: true }).click();
  await expect(time.getByRole('list', { name: 'Aşamalarda geçen süre' })).toContainText('Yeni500 gün');
  await time.getByRole('button', { name: /Aya git/ }).click();
  await page.getByRole('option').last().click();
  await expect(entry('300. konuşma')).toBeInViewport();
  await expect(time.getByText('60 gün sessiz')).toHaveCount(1);
  await time.getByRole('button', { name: 'Aramalar', exact: true }).click();
  await expect(entry('299. konuşma')).toBeVisible();
  await page.goto(`/customers/${id}`);
  await expect(page.getByText('1. konuşma', { exact: true })).toBeVisible();
  await expect(page.getByText('3. konuşma', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Tümünü gör' }).click();
  await expect(entry('1. konuşma')).toBeVisible();
});
