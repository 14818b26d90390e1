import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

test('a card moves by its menu without a connection, a lost one says why, and the office knows it', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [moved] = await office.query<{ id: string; name: string }>(
    `SELECT id, trim(first_name || ' ' || last_name) AS name FROM customers c
     WHERE owner_id = $1 AND stage = 'new' AND deleted_at IS NULL AND first_name <> '' AND (SELECT count(*) FROM customers o
       WHERE o.first_name = c.first_name AND o.last_name = c.last_name) = 1
     ORDER BY CASE WHEN next_step_done_at IS NULL AND next_step_due_on <> '' THEN next_step_due_on ELSE '9' END, last_name LIMIT 1`,
    [agent.id],
  );
  const stageOf = async (id: string) =>
    (
      await office.query<{ stage: string; reason: string }>(
        'SELECT stage, lost_reason AS reason FROM customers WHERE id = $1',
        [id],
      )
    )[0];
  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto('/board');
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(column('Yeni').getByRole('row').first()).toBeVisible();
  await tablet.context.setOffline(true);

  const card = page.getByRole('row', { name: moved!.name, exact: true });
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('button', { name: /başka sütuna taşı$/ }).click();
  await page.getByRole('menuitem', { name: 'Kaybedildi' }).click();
  const asked = page.getByRole('dialog');
  await expect(asked.getByRole('button', { name: 'Kaydet' })).toBeDisabled();
  await asked.getByRole('button', { name: 'Fiyat' }).click();
  await asked.getByRole('button', { name: 'Kaydet' }).click();
  await expect(page.getByText(`${moved!.name} taşındı. Yeni aşama: Kaybedildi`)).toBeVisible();
  await expect(column('Yeni').getByRole('row', { name: moved!.name, exact: true })).toHaveCount(0);

  await tablet.context.setOffline(false);
  await waitUntilInOffice(page);
  await expect.poll(() => stageOf(moved!.id)).toEqual({ stage: 'lost', reason: 'Fiyat' });
  const told = await office.query(`SELECT FROM interactions WHERE customer_id = $1 AND kind = 'stage'`, [moved!.id]);
  expect(told).toHaveLength(1);
  // The office writes it, and the device asks for it once it has sent its own.
  await page.goto(`/customers/${moved!.id}?tab=timeline`);
  await expect(page.getByText('Aşama değişti').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Fiyat').first()).toBeVisible();
});

test('a manager’s day is read by eye and by ear, and stays readable offline', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const tablet = await tablets({ of: manager });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto('/team-today');
  await expect(page.getByRole('heading', { level: 1, name: 'Ekip bugün' })).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Bugün kimin ne işi var' }).getByRole('link', { name: agent.fullName }),
  ).toBeVisible();
  const weeks = page.getByRole('figure', { name: 'Bu hafta ve geçen hafta' });
  await expect(
    weeks.getByRole('img', { name: new RegExp(`${agent.fullName}: Bu hafta \\d+, Geçen hafta`) }),
  ).toBeVisible();
  await weeks.getByRole('button', { name: 'Tablo olarak' }).click();
  await expect(weeks.getByRole('table').getByRole('rowheader', { name: agent.fullName })).toBeVisible();
  await expect(
    page.getByRole('figure', { name: 'Satış hunisi' }).getByRole('img', { name: /Yeni: Müşteri \d/ }),
  ).toBeVisible();
  await tablet.context.setOffline(true);
  await page.reload();
  await expect(weeks.getByRole('img')).toBeVisible();

  const { page: theirs } = await tablets({ of: agent });
  await theirs.goto('/team-today');
  await expect(theirs.getByRole('figure')).toHaveCount(0);
});
