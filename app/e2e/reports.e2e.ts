import { readFile } from 'node:fs/promises';
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

test('a manager reads a closed month, opens a figure, takes it along and reads it offline; an agent may not', async ({
  office,
  tablets,
}) => {
  test.setTimeout(240_000);
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const managing = await tablets({ of: manager });
  const { page } = managing;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  // Every month that is over has been closed by the office itself.
  await expect
    .poll(async () => (await office.query('SELECT 1 FROM report_months')).length, { timeout: 60_000 })
    .toBeGreaterThan(0);
  await page.goto('/reports');
  await expect(page.getByText(/Bu ay kapandı ve artık değişmez/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Danışman karşılaştırması' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Müşteri kaynakları' })).toBeVisible();

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PDF (Türkçe)' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^Saha-Rapor-20\d\d-\d\d-.+\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');

  await page
    .getByRole('row', { name: /^Yeni müşteri/ })
    .getByRole('link')
    .click();
  await expect(page.getByRole('heading', { name: /kayıt$/ })).toBeVisible();
  await page.goBack();

  await managing.context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/cihazınızdaki son hâlini/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Danışman karşılaştırması' })).toBeVisible();

  const { page: theirs } = await tablets({ of: agent });
  await theirs.goto('/more');
  await expect(theirs.getByRole('link', { name: /Raporlar/ })).toHaveCount(0);
  await theirs.goto('/reports');
  await expect(theirs.getByRole('table')).toHaveCount(0);
});
