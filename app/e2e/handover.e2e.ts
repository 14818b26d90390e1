/** Whoever goes on leave or has left has appointments that somebody else takes: given or cancelled together. */
import type { Locator, Page } from '@playwright/test';
import { findPeople, signIn, waitUntilInOffice, type Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

test.describe.configure({ timeout: 300_000 });
const SLOW = { timeout: 60_000 };
const DAY_MS = 86_400_000;

/** 'YYYY-MM-DD', so many days from now. */
const dayAhead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

async function book(office: Office, agent: Person, title: string, day: string, recurrence = ''): Promise<void> {
  await office.query(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, recurrence,
      created_by, created_at)
     SELECT gen_random_uuid(), c.id, $1, $2, 'meeting', $3::timestamptz, $3::timestamptz + interval '1 hour',
       'Europe/Istanbul', 'confirmed',
       $4, $1, now()
     FROM customers c WHERE c.owner_id = $1 AND c.deleted_at IS NULL AND c.shared_with = '{}' ORDER BY c.id
     OFFSET (SELECT count(*) FROM appointments WHERE title LIKE 'Devir%') LIMIT 1`,
    [agent.id, title, `${day}T09:00:00Z`, recurrence],
  );
}
/** Nothing but what is booked here has to be handed over. */
const clearCalendar = (office: Office, agent: Person) =>
  office.query(`UPDATE appointments SET status = 'cancelled' WHERE agent_id = $1 AND ends_at > now()`, [agent.id]);
/** By title: whose it is, how it stands, and whether its agent sees the customer. */
async function standing(office: Office): Promise<Record<string, string>> {
  const rows = await office.query<{ title: string; stands: string }>(
    `SELECT a.title || CASE WHEN a.split_from IS NULL THEN '' ELSE ' sonrası' END AS title,
       m.full_name || CASE WHEN a.status = 'cancelled' THEN ', iptal: ' || a.cancel_reason ELSE '' END
         || CASE WHEN a.agent_id = ANY(c.owner_id || c.shared_with) THEN '' ELSE ', görmüyor' END AS stands
     FROM appointments a JOIN members m ON m.id = a.agent_id JOIN customers c ON c.id = a.customer_id
     WHERE a.title LIKE 'Devir%' AND a.deleted_at IS NULL`,
  );
  return Object.fromEntries(rows.map(({ title, stands }) => [title, stands]));
}
const panelOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
async function give(panel: Locator, page: Page, name: string): Promise<void> {
  await panel.getByRole('button', { name: /^Kime|Kime$/ }).click();
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
}

test('what falls into a leave is handed over or cancelled together, and taken back', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const days = [10, 11, 12].map(dayAhead);
  await clearCalendar(office, agent);
  for (const [at, day] of days.entries()) await book(office, agent, `Devir ${at + 1}`, day);
  await book(office, agent, 'Devir sonra', dayAhead(20));

  const own = await tablets({ of: agent });
  await waitUntilInOffice(own.page);
  await own.page.goto('/settings/absences');
  await own.page.getByRole('button', { name: 'İzin ekle' }).click();
  const dialog = own.page.getByRole('dialog', { name: 'İzin ekle' });
  const pickDay = async (field: RegExp, day: string) => {
    await dialog.getByRole('button', { name: field }).click();
    const words = new Intl.DateTimeFormat('tr-TR', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    const cell = own.page.getByRole('button', { name: new RegExp(`(^|\\s)${words.format(new Date(day))}`) });
    const next = own.page.locator('[slot=next]');
    await expect(next).toBeVisible();
    if (!(await cell.isVisible())) await next.click();
    await cell.click();
  };
  await pickDay(/İlk gün/, days[0]!);
  await pickDay(/Son gün/, days[2]!);
  await dialog.getByRole('button', { name: 'Kaydet' }).click();
  await waitUntilInOffice(own.page);

  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.getByRole('link', { name: /randevu devredilmeli/ }).click(SLOW);
  await expect(page).toHaveURL(/\/handover/);
  const panel = panelOf(page, agent.fullName);
  await expect(panel.getByRole('checkbox')).toHaveCount(3);
  await give(panel, page, 'Emre Çelik');
  await panel.getByRole('checkbox').nth(2).locator('xpath=ancestor::label').click();
  await expect(panel.getByText('2 randevu seçili · 2 müşteri de paylaşılır')).toBeVisible();
  await panel.getByRole('button', { name: 'Devret' }).click();
  const own3 = 'Zeynep Yılmaz';
  const handed = { 'Devir 1': 'Emre Çelik', 'Devir 2': 'Emre Çelik', 'Devir 3': own3, 'Devir sonra': own3 };
  await expect.poll(() => standing(office), SLOW).toEqual(handed);

  await page.getByRole('button', { name: 'Geri al' }).last().click();
  await expect
    .poll(() => standing(office), SLOW)
    .toEqual({ 'Devir 1': own3, 'Devir 2': own3, 'Devir 3': own3, 'Devir sonra': own3 });
  await expect(panel.getByRole('checkbox')).toHaveCount(3);

  await panel.getByRole('button', { name: 'Seçilenleri iptal et' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Seçilenleri iptal et' }).click();
  const off = 'Zeynep Yılmaz, iptal: Zeynep Yılmaz müsait değil';
  await expect
    .poll(() => standing(office), SLOW)
    .toEqual({ 'Devir 1': off, 'Devir 2': off, 'Devir 3': own3, 'Devir sonra': own3 });
});

test('whose account is closed has everything still to come handed over, a series as a whole', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  await clearCalendar(office, agent);
  await book(office, agent, 'Devir tek', dayAhead(200));
  await book(office, agent, 'Devir uzak', dayAhead(800));
  // Its dates are tomorrow and six days ago: whatever the hour, none of them is under way, and so handed over as well.
  const weekday = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'][new Date(dayAhead(-13)).getUTCDay()];
  await book(office, agent, 'Devir dizi', dayAhead(-13), `FREQ=WEEKLY;BYDAY=${weekday}`);
  await office.query(`INSERT INTO series_horizons (root_id) SELECT id FROM appointments WHERE title = 'Devir dizi'`);

  const { page } = await tablets();
  await signIn(page, admin!);
  await waitUntilInOffice(page, 60_000);
  await page.goto('/team');
  await page.getByRole('button', { name: `${agent.fullName} için işlemler` }).click();
  await page.getByRole('menuitem', { name: 'Hesabı kapat' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hesabı kapat' }).click();
  await page.getByRole('button', { name: 'Randevularını devret' }).click();
  await expect(page).toHaveURL(/\/handover/);
  const panel = panelOf(page, agent.fullName);
  await expect(panel.getByText('Artık çalışmıyor')).toBeVisible(SLOW);
  await expect(panel.getByRole('checkbox')).toHaveCount(3);
  await expect(panel.getByText(/Bu ve sonrakiler/)).toHaveCount(1);
  await give(panel, page, 'Emre Çelik');
  await panel.getByRole('button', { name: 'Devret' }).click();
  await expect
    .poll(() => standing(office), SLOW)
    .toEqual({
      'Devir tek': 'Emre Çelik',
      'Devir uzak': 'Emre Çelik',
      'Devir dizi': 'Zeynep Yılmaz',
      'Devir dizi sonrası': 'Emre Çelik',
    });
  const whose = () =>
    office.query<{ name: string; isAhead: boolean }>(
      `SELECT DISTINCT m.full_name AS name, o.starts_at > now() AS "isAhead" FROM occurrences o
        JOIN members m ON m.id = o.agent_id
       WHERE o.root_id IN (SELECT id FROM appointments WHERE title = 'Devir dizi' AND root_id IS NULL) ORDER BY 2`,
    );
  await expect.poll(whose, SLOW).toEqual([
    { name: 'Zeynep Yılmaz', isAhead: false },
    { name: 'Emre Çelik', isAhead: true },
  ]);
});
