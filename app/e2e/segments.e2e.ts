import { findPeople, readOn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';
import { lend } from './lend-customers';
import type { Office } from './office';

const NAME = 'Bu hafta gelen acelesi olanlar';

/** Of the manager's team, added since Monday in Istanbul and labelled as in a hurry. */
async function expectedIn(office: Office, manager: Person): Promise<{ id: string }[]> {
  return office.query(
    `SELECT c.id
     FROM customers c JOIN members m ON m.id = $1
     WHERE (c.team_id = m.team_id OR m.id = c.owner_id OR m.id = ANY(c.shared_with)) AND c.deleted_at IS NULL
       AND c.created_at >= date_trunc('week', now() AT TIME ZONE 'Europe/Istanbul') AT TIME ZONE 'Europe/Istanbul'
       AND c.labels->>'urgent' = '1' ORDER BY c.id`,
    [manager.id],
  );
}

/** Whom the manager sees of those added since Monday in Istanbul. */
async function countThisWeek(office: Office, manager: Person): Promise<number> {
  const [found] = await office.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM customers c JOIN members m ON m.id = $1
     WHERE (c.team_id = m.team_id OR m.id = c.owner_id OR m.id = ANY(c.shared_with)) AND c.deleted_at IS NULL
       AND c.created_at >= date_trunc('week', now() AT TIME ZONE 'Europe/Istanbul') AT TIME ZONE 'Europe/Istanbul'`,
    [manager.id],
  );
  return found!.count;
}

test('a segment made offline is the same on two tablets', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  // Three of this week's customers of the team are in a hurry: two of other agents, one that is merely shared.
  await office.query(
    `UPDATE customers SET labels = '{"urgent": 1}', created_at = now() - interval '1 second' WHERE id IN (
       SELECT id FROM customers WHERE team_id = (SELECT team_id FROM members WHERE id = $1) AND owner_id <> $2
         AND deleted_at IS NULL ORDER BY id LIMIT 2)`,
    [manager.id, agent.id],
  );
  await office.query(
    `UPDATE customers SET labels = '{"urgent": 1}', created_at = now() - interval '1 second',
      shared_with = ARRAY[$1]::uuid[]
     WHERE id = (SELECT id FROM customers WHERE team_id <> (SELECT team_id FROM members WHERE id = $1)
       AND deleted_at IS NULL ORDER BY id LIMIT 1)`,
    [manager.id],
  );
  // In the first hour of the office's week, which is Sunday noon on the other tablet.
  await office.query(
    `UPDATE customers SET created_at = date_trunc('week', now() AT TIME ZONE 'Europe/Istanbul') AT TIME ZONE
      'Europe/Istanbul'
       + interval '30 minutes' WHERE id = (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL
       AND NOT labels ? 'urgent' ORDER BY id LIMIT 1)`,
    [agent.id],
  );
  const expected = await expectedIn(office, manager);
  const tablet = await tablets({ of: manager });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);

  await tablet.context.setOffline(true);
  await page.goto('/segments/new');
  await page.getByRole('textbox', { name: /^Ad/ }).fill(NAME);
  await page.getByRole('button', { name: 'Koşul ekle' }).click();
  await page.getByRole('button', { name: 'Koşul ekle' }).click();
  const second = page.getByRole('group', { name: 'Eklenme' }).nth(1);
  await second.getByRole('button', { name: /Bilgi/ }).click();
  await page.getByRole('option', { name: 'Etiket', exact: true }).click();
  const labels = page.getByRole('group', { name: 'Etiket', exact: true });
  await labels.getByRole('combobox', { name: 'Seçenek ekle' }).fill('Acel');
  await page.getByRole('option', { name: 'Acelesi var' }).click();
  await expect(page.getByRole('status').filter({ hasText: `${expected.length} müşteri` })).toBeVisible();
  await page.getByRole('button', { name: 'Segmenti kaydet' }).click();
  await expect(page.getByRole('button', { name: NAME })).toHaveAttribute('aria-pressed', 'true');
  await tablet.context.setOffline(false);
  await waitUntilInOffice(page);

  // The same on another tablet, whose clock is ten hours behind Greenwich.
  const other = (await tablets({ of: manager, timezoneId: 'Pacific/Honolulu' })).page;
  await waitUntilInOffice(other);
  await other.goto('/customers');
  await other.getByRole('button', { name: NAME }).click();
  await expect(other).toHaveURL(/segment=/);
  await expect(other.getByRole('row')).toHaveCount(expected.length);
  await other.getByRole('button', { name: NAME }).click();
  await other.getByRole('button', { name: 'Bu hafta eklenenler' }).click();
  await expect(other).toHaveURL(/week=1/);
  await expect(other.getByText(`${await countThisWeek(office, manager)} müşteri`, { exact: true })).toBeVisible();
});

test('a card says why somebody is in a segment, and a text goes to all of it, without a connection', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  await office.query(`UPDATE customers SET source = 'other' WHERE source IN ('referral', 'partner')`);
  await lend(office, agent, 'Tavsiyeli', [
    { first: 'Ada', language: 'tr', email: 'ada@ornek.example', said: 'given' },
    { first: 'Brian', language: 'en', email: 'brian@ornek.example', said: 'given' },
    { first: 'Can', language: 'tr', email: 'can@ornek.example', said: null },
    { first: 'Derya', language: 'tr', email: 'derya@ornek.example', said: 'given' },
  ]);
  await office.query(`UPDATE customers SET source = 'partner' WHERE last_name = 'Tavsiyeli'`);
  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await tablet.context.setOffline(true);
  await page.goto('/customers');
  await page.getByRole('button', { name: 'Tavsiyeyle gelenler' }).click();
  await expect(page).toHaveURL(/segment=/);
  await expect(page.getByText('4 müşteri', { exact: true })).toBeVisible();

  await test.step('a card says why, and follows what is changed on it', async () => {
    await page.getByText('Derya Tavsiyeli').first().click();
    const asks = page.getByRole('button', { name: 'Hangi segmentlerde?' });
    await asks.click();
    const answer = page.getByRole('dialog', { name: 'Hangi segmentlerde?' });
    await expect(answer.getByText('Tavsiyeyle gelenler')).toBeVisible();
    await expect(answer.getByRole('listitem').filter({ hasText: 'Kaynak: Tavsiye veya İş ortağı' })).toContainText(
      'Sağlanıyor',
    );
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Nereden geldi/ }).click();
    await page.getByRole('option', { name: 'Instagram' }).click();
    await expect(page.getByText('3 müşteri', { exact: true })).toBeVisible();
    await asks.click();
    await expect(answer).toBeVisible();
    await expect(answer.getByText('Tavsiyeyle gelenler')).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await page.getByRole('button', { name: 'Seç', exact: true }).click();
  await page.getByRole('button', { name: 'Tümünü seç' }).click();
  const bar = page.getByRole('group', { name: 'Seçilenlerle yapılacaklar' });
  await expect(bar).toContainText('3 seçili');
  await bar.getByRole('button', { name: 'Mesaj' }).click();
  const dialog = page.getByRole('dialog', { name: /^Toplu mesaj/ });
  await dialog.getByText('E-posta', { exact: true }).click();
  await dialog.getByRole('button', { name: /Hazır metin/ }).click();
  await page.getByRole('option', { name: 'Teşekkür' }).click();
  await dialog.getByRole('button', { name: 'Kime gideceğine bak' }).click();
  const left = dialog.getByRole('region', { name: '1 kişiye gitmeyecek' });
  await expect(
    left.locator('details').filter({ hasText: 'İzin sorulmamış (1)' }).getByText('Can Tavsiyeli'),
  ).toHaveCount(1);
  await readOn(page);
  await dialog.getByRole('button', { name: '2 kişiye gönder' }).click();
  await expect(dialog.getByText('2 ileti cihazda bekliyor', { exact: false })).toBeVisible();
  await tablet.context.setOffline(false);
  await expect(dialog.getByText('2 iletiden 2 tanesi çıktı')).toBeVisible({ timeout: 60_000 });
  await expect
    .poll(() => office.query(`SELECT to_address AS address FROM deliveries WHERE purpose = 'bulk' ORDER BY to_address`))
    .toEqual([{ address: 'ada@ornek.example' }, { address: 'brian@ornek.example' }]);
});
