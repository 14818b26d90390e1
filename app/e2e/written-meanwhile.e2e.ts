import { findPeople } from './agent-day';
import { expect, test } from './browser';

test('a template and a segment say while one types that somebody else wrote, and follow where nobody types', async ({
  office,
  tablets,
}) => {
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { page, context } = await tablets({ of: manager });
  const other = await context.newPage();
  const news = page.getByText(/Bu bilgi siz yazarken değişti/);

  const { id: templateId } = (
    await office.query<{ id: string }>(`SELECT id FROM templates WHERE sms_tr <> '' ORDER BY id LIMIT 1`)
  )[0]!;
  const sms = (of: typeof page) => of.getByRole('textbox', { name: 'SMS metni' });
  const name = (of: typeof page) => of.getByRole('textbox', { name: 'Ad', exact: true });
  for (const tab of [page, other]) await tab.goto(`/templates/${templateId}`);
  await sms(page).fill('Benim metnim');
  await sms(other).fill('Onların metni');
  await name(other).fill('Yeni ad');
  await other.getByRole('button', { name: 'Hazır metni kaydet' }).click();
  await expect(other.getByText('Hazır metin kaydedildi.')).toBeVisible();
  await expect(name(page)).toHaveValue('Yeni ad');
  await expect(sms(page)).toHaveValue('Benim metnim');
  await expect(news).toHaveCount(1);
  await page.getByRole('button', { name: 'Göster', exact: true }).click();
  await expect(page.getByText('Onların metni')).toBeVisible();
  await page.getByRole('button', { name: 'Bu kalsın, yazdığımı bırak' }).click();
  await expect(sms(page)).toHaveValue('Onların metni');
  await expect(news).toHaveCount(0);

  for (const tab of [page, other]) await tab.goto('/segments');
  await page.locator('main a[href^="/segments/"]:not([href$="/new"])').first().waitFor();
  const segment = (await page.locator('main a[href^="/segments/"]:not([href$="/new"])').first().getAttribute('href'))!;
  for (const tab of [page, other]) await tab.goto(segment);
  await name(page).fill('Benim segmentim');
  await name(other).fill('Onların segmenti');
  await other.getByRole('button', { name: 'Segmenti kaydet' }).click();
  await expect(news).toHaveCount(1);
  await expect(name(page)).toHaveValue('Benim segmentim');
  await page.getByRole('button', { name: 'Göster', exact: true }).click();
  await page.getByRole('button', { name: 'Bu kalsın, yazdığımı bırak' }).click();
  await expect(name(page)).toHaveValue('Onların segmenti');
});
