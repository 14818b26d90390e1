import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import { problemsOf } from './screen-checks';

test('a manager shapes the office offline, an agent says when they work and when they are away; both see it', async ({
  office,
  tablets,
}) => {
  test.setTimeout(480_000);
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const managing = await tablets({ of: manager });
  const { page } = managing;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto('/settings');
  await page.getByRole('link', { name: /Aşamalar/ }).click();
  await managing.context.setOffline(true);
  await page.getByRole('button', { name: 'Aşama ekle' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Türkçe adı').fill('Kapora');
  await dialog.getByRole('button', { name: 'Kaydet' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Kapora', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Yukarı taşı: Kapora' }).click();
  await page.getByRole('button', { name: 'Kullanımdan kaldır: Teklif' }).click();
  await expect(page.getByRole('heading', { name: 'Kullanılmayanlar' })).toBeVisible();

  await page.goto('/settings/holidays');
  await page.getByRole('button', { name: 'Kullanımdan kaldır: Yılbaşı' }).click();
  await page.getByRole('button', { name: 'Hepsini ekle' }).click();
  await expect(page.getByText('Yılbaşı', { exact: true })).toBeVisible();

  await page.goto('/settings/office');
  // Saved twice where one stands: the second is over the first, and nobody is asked about either.
  for (const name of ['Ege', 'Ege Danışmanlık']) {
    await page.getByLabel('Ofisin adı').fill(name);
    await page.getByRole('button', { name: 'Kaydet' }).first().click();
  }
  await expect(page.getByText('Kaydedildi.')).toBeVisible();
  const monday = page.getByRole('region', { name: 'Pazartesi' });
  await monday.getByRole('button', { name: 'Ara ekle: Pazartesi' }).click();
  await expect(monday.getByRole('button', { name: /Pazartesi, (başlangıç|bitiş)/ })).toHaveCount(4);
  await page.getByRole('button', { name: 'Kaydet' }).last().click();
  await expect(page.getByText('Çalışma saatleri kaydedildi.')).toBeVisible();
  await managing.context.setOffline(false);
  await waitUntilInOffice(page);
  const names = await office.query<{ value: unknown; conflicts: unknown }>(
    `SELECT value, conflicts FROM settings WHERE key = 'officeName'`,
  );
  expect(names).toEqual([{ value: { name: 'Ege Danışmanlık' }, conflicts: [] }]);

  const own = await tablets({ of: agent, viewport: { width: 390, height: 844 } });
  const mine = own.page;
  await waitUntilInOffice(mine);
  await mine.goto('/settings/absences');
  await mine.getByRole('button', { name: 'İzin ekle' }).click();
  await mine
    .getByRole('dialog')
    .getByRole('button', { name: /İlk gün/ })
    .click();
  // Of the month after: this month's may be over already.
  await mine.locator('button[slot="next"]').click();
  await mine.getByRole('gridcell', { selected: false }).filter({ hasText: '28' }).last().click();
  await mine.getByRole('dialog', { name: 'İzin ekle' }).getByLabel('Not').fill('Taşınma');
  await mine.getByRole('dialog', { name: 'İzin ekle' }).getByRole('button', { name: 'Kaydet' }).click();
  await expect(mine.getByText('Taşınma')).toBeVisible();
  // A stage of the office's own is there for everybody, one out of use is offered no more.
  await mine.goto('/customers/new');
  await mine.getByRole('button', { name: /Aşama/ }).click();
  await expect(mine.getByRole('option', { name: 'Kapora' })).toBeVisible();
  await expect(mine.getByRole('option', { name: 'Teklif' })).toHaveCount(0);
  await mine.keyboard.press('Escape');
  // What managers decide is not theirs to change.
  await mine.goto('/settings/stages');
  await expect(mine.getByRole('heading', { name: 'Ayarlar', level: 1 })).toBeVisible();
  await mine.goto('/settings/hours');
  await expect(mine.getByText('12:00', { exact: false })).toBeVisible();
  await waitUntilInOffice(mine);
  await page.goto('/settings/absences');
  await expect(page.getByText('Taşınma')).toBeVisible();
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);
  await page.goto('/settings/stages');
  await expect(page.getByText('Kapora')).toBeVisible();
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);
  await page.goto('/settings/office');
  await expect(page.getByLabel('Ofisin adı')).toBeVisible();
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);
  await mine.goto('/settings');
  await expect(mine.getByText('Çalışma saatlerim')).toBeVisible();
  expect.soft(await problemsOf(mine, 'tr')).toEqual([]);
});
