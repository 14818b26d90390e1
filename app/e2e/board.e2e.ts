import type { Locator } from '@playwright/test';
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import { dragByFinger } from './finger';
import { press } from './keyboard';

test('a card moves by its menu without a connection, a lost one says why, and the office knows it', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  // Nobody else is called so; whether the demo office has such a customer goes by the day.
  const [moved] = await office.query<{ id: string; name: string }>(
    `UPDATE customers SET first_name = 'Panodaki', last_name = 'Kart', stage = 'new' WHERE id = (
       SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL AND merged_into IS NULL
       ORDER BY stage = 'new' DESC, last_name LIMIT 1)
     RETURNING id, first_name || ' ' || last_name AS name`,
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

test('a card goes by finger, mouse and keyboard, and into no stage that is out of use', async ({ office, tablets }) => {
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const tablet = await tablets({ of: manager });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto('/settings/stages');
  await tablet.context.setOffline(true);
  await page.getByRole('button', { name: 'Kullanımdan kaldır: Teklif' }).click();
  await expect(page.getByRole('heading', { name: 'Kullanılmayanlar' })).toBeVisible();
  await page.goto('/board');
  const column = (name: string) => page.getByRole('region', { name, exact: true });
  const grip = (card: Locator) => card.getByRole('button', { name: /: sürükleyin$/ });
  const idOf = async (card: Locator) => (await card.getByRole('link').getAttribute('href'))!.split('/').at(-1)!;
  const cardOf = (id: string, inColumn: string) =>
    column(inColumn)
      .getByRole('row')
      .filter({ has: page.locator(`a[href="/customers/${id}"]`) });
  const first = (name: string) => column(name).getByRole('row').first();
  await expect(first('Yeni')).toBeVisible();

  const byFinger = await idOf(first('Yeni'));
  await dragByFinger(page, grip(cardOf(byFinger, 'Yeni')), column('Ulaşıldı'), () =>
    expect(column('Ulaşıldı')).toHaveAttribute('data-over', 'taken'),
  );
  await expect(page.getByText(/taşındı\. Yeni aşama: Ulaşıldı$/)).toBeVisible();
  await expect(cardOf(byFinger, 'Yeni')).toHaveCount(0);

  // Where the grip is; the browser takes up the row below it.
  const byMouseTo = (name: string) =>
    first('Yeni').dragTo(column(name).getByRole('grid'), { sourcePosition: { x: 24, y: 50 } });
  const byMouse = await idOf(first('Yeni'));
  await byMouseTo('Nitelikli');
  await expect(page.getByText(/taşındı\. Yeni aşama: Nitelikli$/)).toBeVisible();
  await expect(cardOf(byMouse, 'Yeni')).toHaveCount(0);

  // A list that was dragged from by mouse takes its focus back once: whoever uses the keys comes without a mouse.
  await page.goto('/board');
  await expect(first('Yeni')).toBeVisible();
  const byKeys = await idOf(first('Yeni'));
  await first('Yeni').focus();
  await press(page, 'ArrowRight');
  await expect(grip(first('Yeni'))).toBeFocused();
  // The first column that takes it has the focus at once, Tab leads on.
  await page.keyboard.press('Enter');
  await expect(grip(first('Yeni'))).not.toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/taşındı\. Yeni aşama: Nitelikli$/).last()).toBeVisible();
  await expect(cardOf(byKeys, 'Yeni')).toHaveCount(0);
  // One goes on with the card that took its place, and sees it.
  await expect(column('Yeni').locator('[role="row"]:focus [data-card]')).toHaveCSS('outline-style', 'solid');

  // A stage that is out of use says so, gives its customers away and takes none: by finger, mouse, keyboard or menu.
  await expect(column('Teklif').getByText(/^Bu aşama artık kullanılmıyor/)).toBeVisible();
  const stays = await idOf(first('Yeni'));
  await dragByFinger(page, grip(first('Yeni')), column('Teklif'), () =>
    expect(column('Teklif')).toHaveAttribute('data-over', 'refused'),
  );
  await byMouseTo('Teklif');
  await first('Yeni')
    .getByRole('button', { name: /başka sütuna taşı$/ })
    .click();
  const refused = page.getByRole('menuitem', { name: /^Teklif/ });
  await expect(refused).toHaveAttribute('aria-disabled', 'true');
  await expect(refused).toContainText('Bu aşama artık kullanılmıyor');
  await page.keyboard.press('Escape');
  await expect(cardOf(stays, 'Yeni')).toBeVisible();

  await tablet.context.setOffline(false);
  await waitUntilInOffice(page);
  const stagesOf = () =>
    office.query<{ id: string; stage: string }>('SELECT id, stage FROM customers WHERE id = ANY($1::uuid[])', [
      [byFinger, byMouse, byKeys, stays],
    ]);
  await expect
    .poll(async () => new Map((await stagesOf()).map(({ id, stage }) => [id, stage])))
    .toEqual(
      new Map([
        [byFinger, 'contacted'],
        [byMouse, 'qualified'],
        [byKeys, 'qualified'],
        [stays, 'new'],
      ]),
    );
});

test('a segment narrows the board, by its address too and without a connection', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const counted = await office.query<{ stage: string; count: number }>(
    `SELECT stage, count(*)::int AS count FROM customers
     WHERE (owner_id = $1 OR $1 = ANY(shared_with)) AND deleted_at IS NULL AND source IN ('referral', 'partner')
     GROUP BY stage ORDER BY count(*) DESC`,
    [agent.id],
  );
  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await tablet.context.setOffline(true);
  await page.goto('/board');
  await page.getByRole('button', { name: 'Tavsiyeyle gelenler' }).click();
  await expect(page).toHaveURL(/segment=/);
  const names: Readonly<Record<string, string>> = { new: 'Yeni', contacted: 'Ulaşıldı', qualified: 'Nitelikli' };
  const expectCounts = async () => {
    for (const [stage, name] of Object.entries(names)) {
      const count = counted.find((one) => one.stage === stage)?.count ?? 0;
      await expect(page.getByRole('region', { name }).getByLabel(`${count} müşteri`, { exact: true })).toBeVisible();
    }
  };
  await expectCounts();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Tavsiyeyle gelenler' })).toHaveAttribute('aria-pressed', 'true');
  await expectCounts();
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
