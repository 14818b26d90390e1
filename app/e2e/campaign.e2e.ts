import { findPeople, signIn, type Person } from './agent-day';
import { expect, test } from './browser';

const SLOW = { timeout: 60_000 };

test('a manager writes to a segment, tries it on themselves, sends it; who leaves shows in the result', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const those = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 3',
    [agent.id],
  );
  for (const [at, name] of ['Ada', 'Brian', 'Can'].entries()) {
    await office.query(
      `UPDATE customers SET first_name = $2, last_name = 'Kampanyalı', city = 'Kampanyaköy', language = 'tr', email = $3
        WHERE id = $1`,
      [those[at]?.id, name, `${name.toLowerCase()}.kampanya@ornek.example`],
    );
    if (name !== 'Can')
      await office.query(
        `INSERT INTO consents (id, customer_id, channel, address, decision, source, wording, evidence, occurred_at)
         SELECT gen_random_uuid(), id, 'email', email, 'given', 'paper', 'metin', 'form 7', now() - interval '1 hour'
           FROM customers WHERE id = $1`,
        [those[at]?.id],
      );
  }
  await office.query(
    `INSERT INTO segments (id, name, rule, team_id, created_by, created_at)
     SELECT gen_random_uuid(), 'Kampanyaköylüler',
       '{"combinator":"and","rules":[{"fact":"city","operator":"is","value":"Kampanyaköy"}]}', team_id, id, now()
     FROM members WHERE id = $1`,
    [manager.id],
  );
  const { page } = await tablets({ of: manager });

  // To whom.
  await page.goto('/campaigns');
  await page.getByRole('button', { name: 'Yeni kampanya' }).click();
  await page.getByRole('textbox', { name: /^Kampanyanın adı/ }).fill('Güz çağrısı');
  await page.getByRole('button', { name: /Segment/ }).click();
  await page.getByRole('option', { name: 'Kampanyaköylüler' }).click();
  // What the segment asks stands there to be changed.
  await expect(page.getByRole('group', { name: 'Şehir' }).getByLabel('Metin')).toHaveValue('Kampanyaköy');
  await page.getByRole('button', { name: 'Say', exact: true }).click();
  const counts = page.getByRole('group', { name: 'Kaç kişi' });
  await expect(counts.getByRole('button', { name: '2 kişi' })).toBeVisible(SLOW);
  await counts.getByRole('button', { name: '1 izinsiz' }).click();
  await expect(page.getByRole('dialog').getByText('Can Kampanyalı')).toBeVisible(SLOW);
  await page.getByRole('dialog').getByRole('button', { name: 'Kapat' }).click();

  // What.
  await page.getByRole('button', { name: 'İleti', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Güz çağrısı', level: 1 })).toBeVisible();
  await page.getByRole('textbox', { name: /^Konu/ }).fill('Güz dönemi, {{ad}}');
  const body = page.getByRole('textbox', { name: 'İleti metni' });
  await body.click();
  await page.keyboard.type('Çağrımız açıldı, şimdi başvurun.');
  await page.getByRole('button', { name: 'İmza ve posta adresi' }).click();
  const block = page.getByRole('group', { name: 'Seçili blok' });
  await page.locator('[data-mail="signature"]').click();
  await block.getByRole('textbox', { name: 'Posta adresi' }).fill('Alsancak, İzmir');

  // How it looks, and a test to oneself.
  await page.getByRole('button', { name: 'Önizleme', exact: true }).click();
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('Çağrımız açıldı, şimdi başvurun.')).toBeVisible(SLOW);
  await page.getByRole('button', { name: 'Kendime deneme gönder' }).click();
  const tests = () =>
    office.query(`SELECT state FROM deliveries WHERE purpose = 'system' AND content ->> 'subject' LIKE '[Deneme]%'`);
  await expect.poll(async () => (await tests()).length, SLOW).toBe(1);

  // Off.
  await page.getByRole('button', { name: 'Gönderim', exact: true }).click();
  await expect(page.getByText('Her şey hazır.')).toBeVisible(SLOW);
  await page.getByRole('button', { name: '2 kişiye gönder' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '2 kişiye gönder' }).click();
  await expect(page.getByRole('heading', { name: 'Tamamlandı' })).toBeVisible(SLOW);
  await expect(page.getByText('Ulaştı 2')).toBeVisible(SLOW);
  // Whoever is listed below stands as the sum above says.
  await expect(page.getByRole('link', { name: /Kampanyalı.*Ulaştı/ })).toHaveCount(2, SLOW);

  // One of them follows the way out.
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const reader = (await tablets()).page;
  await signIn(reader, admin!);
  await reader.goto('/dev/outbox');
  await reader.getByRole('link', { name: 'Güz dönemi, Brian' }).click();
  const link = /https?:\/\/\S+\/u\/[\w.~-]+/.exec(await reader.locator('body').innerText())?.[0];
  const plain = (await tablets({ javaScriptEnabled: false })).page;
  await plain.goto(new URL(link ?? 'about:blank').pathname);
  await plain.getByRole('button', { name: 'Listeden çıkın' }).click();
  await expect(plain.getByRole('heading', { name: 'Listeden çıktınız' })).toBeVisible();

  // The next one does not go to them, and the card says what reached it last.
  await page.getByRole('button', { name: 'Çoğalt' }).click();
  await page.getByRole('button', { name: 'Say', exact: true }).click();
  await expect(counts.getByRole('button', { name: '1 kişi' })).toBeVisible(SLOW);
  await page.goto(`/customers/${those[0]?.id}`);
  await expect(page.getByText('Güz çağrısı').first()).toBeVisible(SLOW);
});

test('how far it is shows in real counts; paused it rests through a reload, goes on, and is given up', async ({
  office,
  tablets,
}) => {
  test.setTimeout(240_000);
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const COUNT = 12;
  await office.query(
    `WITH those AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM customers WHERE owner_id = $1
       AND deleted_at IS NULL ORDER BY id LIMIT ${COUNT})
     UPDATE customers c SET city = 'Yavaşköy', language = 'tr', email = 'yavas' || n || '@ornek.example'
     FROM those WHERE c.id = those.id`,
    [agent.id],
  );
  await office.query(
    `INSERT INTO consents (id, customer_id, channel, address, decision, source, wording, evidence, occurred_at)
     SELECT gen_random_uuid(), id, 'email', email, 'given', 'paper', 'metin', 'form 7', now() - interval '1 hour'
       FROM customers WHERE city = 'Yavaşköy'`,
  );
  await office.query(
    `INSERT INTO segments (id, name, rule, team_id, created_by, created_at)
     SELECT gen_random_uuid(), 'Yavaşköylüler',
       '{"combinator":"and","rules":[{"fact":"city","operator":"is","value":"Yavaşköy"}]}', team_id, id, now()
     FROM members WHERE id = $1`,
    [manager.id],
  );
  const { page } = await tablets({ of: manager });
  await page.goto('/campaigns');

  // Where the office stands with whoever carries its mail is one tap away.
  await page.getByRole('link', { name: /Ulaşılabilirlik/ }).click();
  await expect(page.getByText('DKIM imzası')).toBeVisible(SLOW);
  await expect(page.getByText(/^Bugün .* ileti gönderildi; günde en çok .*, saniyede en çok .*\.$/)).toBeVisible();
  await expect(page.getByText(/^(Tamam|Eksik|Bilinmiyor)$/)).toHaveCount(9);
  await page.goBack();

  await page.getByRole('button', { name: 'Yeni kampanya' }).click();
  await page.getByRole('textbox', { name: /^Kampanyanın adı/ }).fill('Ağır ağır');
  await page.getByRole('button', { name: /Segment/ }).click();
  await page.getByRole('option', { name: 'Yavaşköylüler' }).click();
  await page.getByRole('button', { name: 'İleti', exact: true }).click();
  await page.getByRole('textbox', { name: /^Konu/ }).fill('Sırayla');
  await page.getByRole('textbox', { name: 'İleti metni' }).click();
  await page.keyboard.type('Sıranız geldi.');
  await page.getByRole('button', { name: 'İmza ve posta adresi' }).click();
  await page.locator('[data-mail="signature"]').click();
  await page
    .getByRole('group', { name: 'Seçili blok' })
    .getByRole('textbox', { name: 'Posta adresi' })
    .fill('Alsancak, İzmir');
  await page.getByRole('button', { name: 'Gönderim', exact: true }).click();
  await page.getByRole('button', { name: /Hız/ }).click();
  await page.getByRole('option', { name: 'Dakikada 60', exact: true }).click();
  await page.getByRole('button', { name: `${COUNT} kişiye gönder` }).click(SLOW);
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `${COUNT} kişiye gönder` })
    .click();

  // What the bar says is what the office has.
  const bar = page.getByRole('progressbar', { name: 'İlerleme' });
  const shown = async () => Number(await bar.evaluate((element) => (element as HTMLProgressElement).value));
  const gone = async () => {
    const [{ count } = { count: 0 }] = await office.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM deliveries d JOIN campaigns c ON c.id = d.campaign_id
       WHERE c.name = 'Ağır ağır' AND d.state NOT IN ('queued', 'sending')`,
    );
    return count;
  };
  await expect(page.getByRole('heading', { name: 'Gönderiliyor' })).toBeVisible(SLOW);
  await expect.poll(shown, SLOW).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Duraklat', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Duraklatıldı' })).toBeVisible(SLOW);
  const paused = await gone();
  expect(paused).toBeLessThan(COUNT);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Duraklatıldı' })).toBeVisible(SLOW);
  await page.waitForTimeout(3_000);
  // One that was in the air may have arrived.
  expect(await gone()).toBeLessThanOrEqual(paused + 1);
  expect(await shown()).toBe(await gone());
  await expect(page.getByText(new RegExp(`^${await gone()} / ${COUNT}$`))).toBeVisible();

  await page.getByRole('button', { name: 'Sürdür' }).click();
  const dialog = page.getByRole('dialog', { name: 'Kampanya sürsün mü?' });
  await dialog.getByRole('textbox', { name: /Neden sürüyor/ }).fill('Sıra onlarda');
  await dialog.getByRole('button', { name: 'Sürdür' }).click();
  await expect(page.getByRole('heading', { name: 'Gönderiliyor' })).toBeVisible(SLOW);
  await expect.poll(gone, SLOW).toBeGreaterThan(paused + 1);
  await page.getByRole('button', { name: 'Kalanından vazgeç' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Kalanından vazgeç' }).click();
  await expect(page.getByRole('heading', { name: 'Vazgeçildi' })).toBeVisible(SLOW);
  // Everybody has an end, and the ends are as many as were made.
  await expect.poll(shown, SLOW).toBe(COUNT);
  const ends = await office.query<{ state: string; count: number }>(
    `SELECT d.state, count(*)::int AS count FROM deliveries d JOIN campaigns c ON c.id = d.campaign_id
     WHERE c.name = 'Ağır ağır' GROUP BY 1`,
  );
  expect(ends.reduce((sum, { count }) => sum + count, 0)).toBe(COUNT);
  expect(ends.find(({ state }) => state === 'cancelled')?.count ?? 0).toBeGreaterThan(0);
});
