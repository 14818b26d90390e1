import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

/** A photo that differs from every other in its colour. */
async function photo(name: string, background: string) {
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

async function customerOf(office: Office, agent: Person): Promise<{ id: string; name: string }> {
  const [customer] = await office.query<{ id: string; name: string }>(
    `SELECT id, first_name || ' ' || last_name AS name FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1`,
    [agent.id],
  );
  return customer!;
}

const pick = (page: Page, ...files: Parameters<ReturnType<Page['locator']>['setInputFiles']>) =>
  page.getByTestId('files-upload').setInputFiles(...files);
const row = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) });
const isDrawn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((image) => (image as HTMLImageElement).naturalWidth > 0);

test('a photo goes to the office, is looked at, downloaded, deleted and brought back', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent);
  const { page } = await tablets();
  const blocked: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) blocked.push(message.text());
  });
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(`/customers/${customer.id}?tab=files`);
  await expect(page.getByRole('heading', { name: 'Henüz dosya yok' })).toBeVisible();

  await pick(page, [
    await photo('sozlesme.jpg', '#268'),
    { name: 'kurulum.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') },
  ]);
  await expect(page.getByRole('tabpanel', { name: 'Dosyalar' }).getByRole('alert')).toContainText(
    'kurulum.exe: Bu tür dosyalar kabul edilmiyor',
  );
  await expect(row(page, 'sozlesme.jpg')).toContainText('Ofiste');
  await expect.poll(() => isDrawn(page, 'img[src$="/thumbnail"]')).toBe(true);

  await row(page, 'sozlesme.jpg').click();
  const dialog = page.getByRole('dialog');
  await expect.poll(() => isDrawn(page, '[role=dialog] img')).toBe(true);
  const downloading = page
    .context()
    .waitForEvent('page')
    .then((opened) => opened.waitForEvent('download'));
  const here = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'İndir' }).click();
  expect((await Promise.any([downloading, here])).suggestedFilename()).toBe('sozlesme.jpg');

  await dialog.getByRole('button', { name: 'Sil', exact: true }).click();
  await expect(row(page, 'sozlesme.jpg')).toBeHidden();
  await page.getByRole('button', { name: 'Geri al', exact: true }).click();
  await expect(row(page, 'sozlesme.jpg')).toContainText('Ofiste');

  await page.goto('/documents');
  await page.getByRole('searchbox').fill('sozlesme');
  await expect(row(page, 'sozlesme.jpg')).toContainText('Ofiste');
  expect(blocked).toEqual([]);
});

test('a photo taken offline arrives once after a reload, with its label at the manager’s desk', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent);
  const address = `/customers/${customer.id}?tab=files`;
  const tablet = await tablets();
  const { page } = tablet;
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Henüz dosya yok' })).toBeVisible();

  await tablet.context.setOffline(true);
  await page.reload();
  await pick(page, await photo('saha.jpg', '#a52'));
  await expect(row(page, 'saha.jpg')).toContainText('Cihazda');
  await row(page, 'saha.jpg').click();
  await page.getByLabel('Etiketler (virgülle ayırın)').fill('Fuar');
  await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.reload();
  await expect(row(page, 'saha.jpg')).toContainText('Cihazda');
  await expect.poll(() => isDrawn(page, 'img[src^="blob:"]')).toBe(true);
  expect(await office.query('SELECT 1 FROM files WHERE customer_id = $1', [customer.id])).toEqual([]);

  const desk = await tablets();
  await signIn(desk.page, manager);
  await waitUntilInOffice(desk.page);
  await desk.page.goto(address);
  await tablet.context.setOffline(false);
  await expect(row(page, 'saha.jpg')).toContainText('Ofiste', { timeout: 60_000 });
  await expect(row(desk.page, 'saha.jpg')).toContainText(/Fuar.*Ofiste/);
  await expect.poll(() => isDrawn(desk.page, 'img[src$="/thumbnail"]')).toBe(true);
  expect(await office.query('SELECT name, state FROM files WHERE customer_id = $1', [customer.id])).toEqual([
    { name: 'saha.jpg', state: 'stored' },
  ]);
});
