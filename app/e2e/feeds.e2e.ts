/** One's own calendar in another program: the address is made on a screen, read without a session, and revoked. */
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import { readEvents } from './read-events';

test('a calendar feed is made, follows the calendar, and ends when it is revoked', async ({
  office,
  tablets,
  request,
}) => {
  test.setTimeout(180_000);
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [booked] = await office.query<{ id: string; startsAt: string }>(
    `SELECT id, starts_at AS "startsAt" FROM appointments WHERE agent_id = $1 AND status = 'confirmed'
      AND recurrence = ''
       AND occurrence_on = '' AND starts_at > now() + interval '1 day' ORDER BY starts_at LIMIT 1`,
    [agent.id],
  );
  const [colleagues] = await office.query<{ ids: string[] }>(
    `SELECT array_agg(id::text) AS ids FROM appointments WHERE agent_id <> $1`,
    [agent.id],
  );
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Bağlantı oluştur' }).click();
  const address = page.getByRole('dialog', { name: 'Takvim bağlantısı' }).getByLabel('Adres');
  await expect(address).toHaveValue(/^http/);
  const { pathname } = new URL(await address.inputValue());
  const read = async () => readEvents(await (await request.get(`${office.url}${pathname}`)).text());
  const before = await read();
  const hers = before.find(({ uid }) => uid === `${booked!.id}@saha`);
  expect(hers?.startsAt).toBe(new Date(booked!.startsAt).toISOString());
  const ids = new Set(colleagues!.ids.map((id) => `${id}@saha`));
  expect(before.filter(({ uid }) => ids.has(uid))).toEqual([]);

  await page.getByRole('dialog').getByRole('button', { name: 'Kapat' }).last().click();
  await page.goto(`/appointments/${booked!.id}`);
  await page.getByLabel('Konu', { exact: true }).fill('Takvimde görünen konu');
  await page.getByRole('button', { name: /^(Kaydet|Yine de kaydet)$/ }).click();
  await waitUntilInOffice(page);
  const after = async () => (await read()).find(({ uid }) => uid === `${booked!.id}@saha`);
  await expect.poll(async () => (await after())?.summary, { timeout: 60_000 }).toContain('Takvimde görünen konu');
  expect((await after())!.sequence).toBeGreaterThan(hers!.sequence);

  // It goes on in its language until its member says so, who reads another one by now.
  await page.goto('/settings');
  const feedsLanguage = async () =>
    (
      await office.query<{ language: string }>('SELECT language FROM calendar_feeds WHERE member_id = $1', [agent.id])
    )[0];
  await page.getByText('English', { exact: true }).click();
  const inEnglish = page.getByRole('button', { name: 'Write it in English' });
  await expect(inEnglish).toBeVisible();
  expect(await feedsLanguage()).toEqual({ language: 'tr' });
  await inEnglish.click();
  await expect(page.getByText('Your calendar is written in English from now on.')).toBeVisible();
  await expect(inEnglish).toBeHidden();
  expect(await feedsLanguage()).toEqual({ language: 'en' });
  await page.getByText('Türkçe', { exact: true }).click();

  await page.getByRole('button', { name: 'İptal et', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'İptal et' }).click();
  await expect(page.getByText('Takvim bağlantısı iptal edildi.')).toBeVisible();
  expect((await request.get(`${office.url}${pathname}`)).status()).toBe(404);
});

test('who reads another language without network changes their feed’s once there is one', async ({
  office,
  tablets,
}) => {
  test.setTimeout(180_000);
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  await office.query(
    `INSERT INTO calendar_feeds (id, member_id, token_hash, created_at, language)
     VALUES (gen_random_uuid(), $1, '\\x00', now(), 'tr')`,
    [agent.id],
  );
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto('/settings');
  await expect(page.getByRole('button', { name: 'Yenisini oluştur' })).toBeEnabled();
  await context.setOffline(true);
  await page.getByText('English', { exact: true }).click();
  const speak = page.getByRole('button', { name: 'Write it in English' });
  await expect(speak).toBeDisabled({ timeout: 60_000 });
  await expect(page.getByText('This needs a connection to the office.').first()).toBeVisible();
  // Opened again without network it knows of no feed, and has to ask once there is one.
  await page.goto('/settings');
  await expect(page.getByText('Language', { exact: true }).first()).toBeVisible();
  await expect(speak).toBeHidden();
  await context.setOffline(false);
  await expect(speak).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByText('Seeing your sessions needs a connection to the office.')).toBeHidden();
  await speak.click();
  await expect(page.getByText('Your calendar is written in English from now on.')).toBeVisible();
  expect(await office.query('SELECT language FROM calendar_feeds WHERE member_id = $1', [agent.id])).toEqual([
    { language: 'en' },
  ]);
});
