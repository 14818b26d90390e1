import type { Page } from '@playwright/test';
import { addCustomer, changeField, findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import type { Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

const SLOW = { timeout: 60_000 };
const SUBJECT = 'Görüşmemiz hakkında';

async function idOf(office: Office, lastName: string): Promise<string> {
  const [found] = await office.query<{ id: string }>('SELECT id FROM customers WHERE last_name = $1', [lastName]);
  return found?.id ?? '';
}
async function draw(page: Page): Promise<void> {
  await page.locator('canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('nowhere to sign');
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.6);
  await page.mouse.down();
  for (const at of [0.3, 0.4, 0.5, 0.6, 0.7, 0.8])
    await page.mouse.move(box.x + box.width * at, box.y + box.height * ((at * 10) % 2 === 0 ? 0.3 : 0.7), { steps: 4 });
  await page.mouse.up();
}

test.describe.configure({ timeout: 180_000 });

test('a yes and an e-mail written offline reach the office once each, and the list finds the yes', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const tablet = await tablets({ of: agent, offlineAtStart: true });
  await waitUntilInOffice(tablet.page);
  await waitUntilInstalled(tablet.page);
  await addCustomer(tablet.page, { firstName: 'Defne', lastName: 'İzinli', city: 'Muğla', notes: 'fuarda tanıştık' });
  await changeField(tablet.page, 'E-posta', 'defne@ornek.example');
  await waitUntilInOffice(tablet.page);
  const id = await idOf(office, 'İzinli');

  // Without network: the customer reads, ticks and signs; an e-mail is written.
  await tablet.context.setOffline(true);
  const { page } = tablet;
  await page.goto(`/customers/${id}?tab=consents`);
  await expect(page.getByText('Sorulmadı', { exact: true })).toBeVisible(SLOW);
  await page.getByRole('button', { name: 'İzin al' }).click();
  const capture = page.getByRole('dialog', { name: 'İzin al' });
  // The box itself is drawn beside the input, which has no size: people press its words.
  await capture.getByText(/^E-posta adresime/).click();
  await expect(capture.getByRole('checkbox', { name: /^E-posta adresime/ })).toBeChecked();
  await draw(page);
  await capture.getByRole('button', { name: 'İzni kaydet' }).click();
  await expect(capture).toBeHidden();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByText('İzin var', { exact: true })).toBeVisible();
  await expect(panel.getByRole('img', { name: 'İmza' })).toBeVisible();
  await expect(panel.getByText('Cihazda').first()).toBeVisible();

  await page.getByRole('button', { name: 'Mesaj', exact: true }).click();
  await page.getByRole('menuitem', { name: /E-posta yaz/ }).click();
  const compose = page.getByRole('dialog', { name: 'E-posta: Defne İzinli' });
  await compose.getByRole('textbox', { name: /^Konu/ }).fill(SUBJECT);
  await compose.getByRole('textbox', { name: /^İleti/ }).fill('Merhaba Defne Hanım,\n\nŞubat ayını konuşalım.');
  await compose.getByRole('button', { name: 'Gönder', exact: true }).click();
  await expect(compose).toBeHidden();
  await page.getByRole('tab', { name: 'Mesajlar' }).click();
  await expect(panel.getByText('Sırada', { exact: true })).toBeVisible();
  expect(await office.query('SELECT 1 FROM deliveries WHERE customer_id = $1', [id])).toEqual([]);

  // The network comes back: both arrive, the mail leaves once and the thread says that it arrived.
  await tablet.context.setOffline(false);
  await expect(panel.getByText('Ulaştı', { exact: true })).toBeVisible(SLOW);
  expect(await office.query('SELECT state, attempts FROM deliveries WHERE customer_id = $1', [id])).toEqual([
    { state: 'delivered', attempts: 1 },
  ]);
  const [said] = await office.query<{ evidence: string; wording: string; recorded_by: string }>(
    'SELECT evidence, wording, recorded_by FROM consents WHERE customer_id = $1',
    [id],
  );
  expect(said).toMatchObject({ recorded_by: agent.id, wording: expect.stringContaining('kabul ediyorum') });
  expect(said?.evidence).toMatch(/^signature M\d/);

  // The manager's list finds the yes.
  const boss = (await tablets({ of: manager })).page;
  await waitUntilInOffice(boss);
  await boss.goto('/customers?reach=email-given');
  await expect(boss.getByRole('button', { name: /E-posta: izin var/ }).first()).toBeVisible();
  await boss.getByLabel('Müşterilerde ara').fill('izinli');
  await expect(boss.getByText('Defne İzinli').first()).toBeVisible();
});

test('who follows an advertisement’s link is out at once, also without script; a signature brings them back', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    `UPDATE customers SET email = 'defne@ornek.example' WHERE id =
       (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1) RETURNING id`,
    [agent.id],
  );
  const { id } = customer!;
  await office.query(
    `INSERT INTO consents (id, customer_id, channel, address, decision, source, wording, evidence, occurred_at)
     SELECT gen_random_uuid(), id, 'email', email, 'given', 'paper', 'metin', 'form 7', now() - interval '1 hour'
       FROM customers WHERE id = $1`,
    [id],
  );
  const { page } = await tablets({ of: agent });
  await page.goto(`/customers/${id}?tab=consents`);
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByText('İzin var', { exact: true })).toBeVisible(SLOW);

  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const reader = (await tablets()).page;
  await signIn(reader, admin!);
  const linkOf = async (subject: string) => {
    await office.query(
      `INSERT INTO deliveries (id, purpose, channel, basis, customer_id, address_key, to_address, language, dedupe_key,
        content)
       SELECT gen_random_uuid(), 'campaign', 'email', 'consent', id, email_key, email, 'tr', $2,
         jsonb_build_object('subject', $2::text, 'text', 'Çağrımız açıldı.', 'replyTo', '', 'fromName', '')
           FROM customers WHERE id = $1`,
      [id, subject],
    );
    await office.query(`SELECT pg_notify('saha_jobs', 'send-email')`);
    const isGone = async () =>
      (await office.query('SELECT 1 FROM deliveries WHERE dedupe_key = $1 AND provider_id <> $2', [subject, '']))
        .length;
    await expect.poll(isGone, { timeout: 60_000 }).toBe(1);
    await reader.goto('/dev/outbox');
    await reader.getByRole('link', { name: subject }).click();
    await expect(reader.getByText('defne@ornek.example').first()).toBeVisible();
    const link = /https?:\/\/\S+\/u\/[\w.~-]+/.exec(await reader.locator('body').innerText())?.[0];
    if (link === undefined) throw new Error('the mail has no way out');
    return new URL(link).pathname;
  };

  // Without script: one button.
  const plain = (await tablets({ javaScriptEnabled: false })).page;
  await plain.goto(await linkOf('Güz çağrısı'));
  await plain.getByRole('button', { name: 'Listeden çıkın' }).click();
  await expect(plain.getByRole('heading', { name: 'Listeden çıktınız' })).toBeVisible();
  await expect(panel.getByText('Listeden çıktı', { exact: true })).toBeVisible(SLOW);
  await expect(panel.getByText('Listeden çıkma bağlantısıyla').first()).toBeVisible(SLOW);

  // A new yes counts with a signature alone.
  const capture = page.getByRole('dialog', { name: 'İzin al' });
  await page.getByRole('button', { name: 'İzin al' }).click();
  // The box itself is drawn beside the input, which has no size: people press its words.
  await capture.getByText(/^E-posta adresime/).click();
  await expect(capture.getByRole('checkbox', { name: /^E-posta adresime/ })).toBeChecked();
  await capture.getByRole('button', { name: 'İzni kaydet' }).click();
  await expect(capture.getByRole('alert')).toContainText('daha önce hayır demiş');
  await draw(page);
  await capture.getByRole('button', { name: 'İzni kaydet' }).click();
  await expect(panel.getByText('İzin var', { exact: true })).toBeVisible(SLOW);

  // With script the page acts by itself, once somebody is there.
  await reader.goto(await linkOf('Kış çağrısı'));
  await reader.mouse.move(200, 200);
  await reader.mouse.move(240, 260);
  await expect(reader.getByRole('heading', { name: 'Listeden çıktınız' })).toBeVisible(SLOW);
  await expect(panel.getByText('Listeden çıktı', { exact: true })).toBeVisible(SLOW);
});
