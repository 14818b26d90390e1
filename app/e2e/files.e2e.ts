import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { pdfOfPictures } from '../features/files/picture-pages';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import { customerOf, isDrawn, photo, pick, row } from './stored-files';

/** Two pages, a picture each. */
async function twoPages(): Promise<Buffer> {
  const page = async (background: string) => ({
    jpeg: new Uint8Array((await photo('', background)).buffer),
    width: 640,
    height: 480,
  });
  return Buffer.from(await pdfOfPictures([await page('#268'), await page('#a52')], 'Teklif').arrayBuffer());
}
/** The colour in the middle of a page as it was drawn. */
const drawnColour = (page: Page, at: number) =>
  page
    .locator('canvas[data-drawn]')
    .nth(at)
    .evaluate((canvas: HTMLCanvasElement) => {
      const [r = 0, g = 0, b = 0] =
        canvas.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [];
      return r > b && r > g ? 'red' : b > r ? 'blue' : `${r} ${g} ${b}`;
    });

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

  await pick(page, { name: 'teklif.pdf', mimeType: 'application/pdf', buffer: await twoPages() });
  await expect(row(page, 'teklif.pdf')).toContainText('Ofiste');
  await page.getByRole('button', { name: 'Birkaç dosya seç' }).click();
  await page.getByRole('button', { name: 'Tümünü seç' }).click();
  const zip = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Zip olarak indir' }).click();
  const archive = await readFile(await (await zip).path());
  expect(['sozlesme.jpg', 'teklif.pdf'].filter((name) => archive.includes(name))).toHaveLength(2);

  await page.goto('/documents');
  await page.getByRole('searchbox').fill('sozlesme');
  await expect(row(page, 'sozlesme.jpg')).toContainText('Ofiste');
  await page.getByRole('searchbox').fill('teklif.pdf');
  await row(page, 'teklif.pdf').click();
  await expect.poll(() => drawnColour(page, 0)).toBe('blue');
  await page.getByRole('button', { name: 'Çevrimdışı sakla' }).click();
  await expect(page.getByRole('button', { name: 'Saklamayı bırak' })).toBeVisible();

  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole('searchbox').fill('teklif.pdf');
  await expect(row(page, 'teklif.pdf')).toContainText('Çevrimdışı saklanıyor');
  await row(page, 'teklif.pdf').click();
  await expect.poll(() => drawnColour(page, 0)).toBe('blue');
  await page.getByText('Sayfa 2 / 2').scrollIntoViewIfNeeded();
  await expect.poll(() => drawnColour(page, 1)).toBe('red');
  expect(blocked).toEqual([]);
});

test('a photo taken offline arrives once after a reload, with its label at the manager’s desk', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent);
  const address = `/customers/${customer.id}?tab=files`;
  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Henüz dosya yok' })).toBeVisible();

  await tablet.context.setOffline(true);
  await page.reload();
  await pick(page, await photo('saha.jpg', '#a52'));
  await expect(row(page, 'saha.jpg')).toContainText('Cihazda');
  await page.getByRole('button', { name: 'Fotoğraflardan PDF' }).click();
  await page
    .getByTestId('pdf-upload')
    .setInputFiles([await photo('iki.jpg', '#a52'), await photo('bir.jpg', '#268'), await photo('fazla.jpg', '#888')]);
  await page.getByRole('button', { name: '3. sayfayı çıkar' }).click();
  await page.getByRole('button', { name: '2. sayfayı yukarı al' }).click();
  await page.getByRole('dialog').getByLabel('Ad', { exact: true }).fill('Sözleşme');
  await page.getByRole('button', { name: '2 sayfayı PDF yap' }).click();
  await row(page, 'Sözleşme.pdf').click();
  await expect.poll(() => drawnColour(page, 0)).toBe('blue');
  await page.keyboard.press('Escape');
  await row(page, 'saha.jpg').click();
  await page.getByLabel('Etiketler (virgülle ayırın)').fill('Fuar');
  await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.reload();
  await expect(row(page, 'saha.jpg')).toContainText('Cihazda');
  await expect.poll(() => isDrawn(page, 'img[src^="blob:"]')).toBe(true);
  expect(await office.query('SELECT 1 FROM files WHERE customer_id = $1', [customer.id])).toEqual([]);

  const desk = await tablets({ of: manager });
  await waitUntilInOffice(desk.page);
  await desk.page.goto(address);
  await tablet.context.setOffline(false);
  await expect(row(page, 'saha.jpg')).toContainText('Ofiste', { timeout: 60_000 });
  await expect(row(desk.page, 'saha.jpg')).toContainText(/Fuar.*Ofiste/);
  await expect.poll(() => isDrawn(desk.page, 'img[src$="/thumbnail"]')).toBe(true);
  await expect(row(page, 'Sözleşme.pdf')).toContainText('Ofiste', { timeout: 60_000 });
  expect(
    await office.query('SELECT name, state FROM files WHERE customer_id = $1 ORDER BY name COLLATE "C"', [customer.id]),
  ).toEqual([
    { name: 'Sözleşme.pdf', state: 'stored' },
    { name: 'saha.jpg', state: 'stored' },
  ]);
});

test('signing out asks about what this device alone holds of a file, and loses none of it', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent);
  const { page, context } = await tablets({ of: agent });
  const address = `/customers/${customer.id}?tab=files`;
  const states = () =>
    office.query('SELECT name, state FROM files WHERE customer_id = $1 ORDER BY name', [customer.id]);
  const stored = (...names: string[]) => names.map((name) => ({ name, state: 'stored' }));
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Henüz dosya yok' })).toBeVisible();

  // The office hears of the file, and its bytes do not get through.
  await context.route('**/uploads/**', (route) => route.abort());
  await pick(page, await photo('bir.jpg', '#268'));
  await expect.poll(states).toEqual([{ name: 'bir.jpg', state: '' }]);
  await expect(page.getByRole('link', { name: /^Gönderiliyor · 1 dosya/ })).toBeVisible();
  await page.goto('/outbox');
  await expect(page.getByText('1 dosyanın içeriği bu cihazda')).toBeVisible();
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await expect(page.getByRole('dialog', { name: '1 dosya henüz gönderilmedi' })).toBeVisible();
  await page.getByRole('button', { name: 'Bu cihazda tut ve kapat' }).click();
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible();
  await context.unroute('**/uploads/**');
  await signIn(page, agent);
  await expect.poll(states, { timeout: 60_000 }).toEqual(stored('bir.jpg'));
  await waitUntilInOffice(page);

  // Sent first, the bytes follow what says that there are any, and nothing is removed before they have.
  await page.goto(address);
  await expect(row(page, 'bir.jpg')).toBeVisible();
  await context.setOffline(true);
  await pick(page, await photo('iki.jpg', '#a52'));
  await expect(row(page, 'iki.jpg')).toContainText('Cihazda');
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Oturumu kapat' }).click();
  await expect(page.getByRole('button', { name: 'Önce gönder, sonra kapat' })).toBeDisabled();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Önce gönder, sonra kapat' }).click({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Oturum açın' })).toBeVisible({ timeout: 60_000 });
  expect(await states()).toEqual(stored('bir.jpg', 'iki.jpg'));
});
