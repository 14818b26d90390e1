import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { pdfOfPictures } from '../features/files/picture-pages';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';
import { problemsOf, BEHIND_OVERLAY } from './screen-checks';

/** A photo that differs from every other in its colour. */
async function photo(name: string, background: string) {
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

async function customerOf(office: Office, agent: Person): Promise<{ id: string; name: string }> {
  const [customer] = await office.query<{ id: string; name: string }>(
    `SELECT id, first_name || ' ' || last_name AS name FROM customers WHERE owner_id = $1 AND deleted_at IS NULL
      ORDER BY id LIMIT 1`,
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

test('on a phone the files stand below one row of buttons, in both languages, by finger and by keyboard', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent);
  const { page } = await tablets({ of: agent });
  await page.setViewportSize({ width: 390, height: 844 });
  await waitUntilInOffice(page);
  await page.goto(`/customers/${customer.id}?tab=files`);
  await expect(page.getByRole('heading', { name: 'Henüz dosya yok' })).toBeVisible();
  await pick(page, [
    await photo('bir.jpg', '#268'),
    { name: 'iki.txt', mimeType: 'text/plain', buffer: Buffer.from('İki') },
  ]);
  await expect(row(page, 'bir.jpg')).toContainText('Ofiste', { timeout: 60_000 });
  await expect(row(page, 'iki.txt')).toContainText('Ofiste', { timeout: 60_000 });
  await office.query(`UPDATE files SET marks = ARRAY['sent'] WHERE customer_id = $1 AND name = 'iki.txt'`, [
    customer.id,
  ]);
  await office.query(`UPDATE files SET marks = ARRAY['received'] WHERE customer_id = $1 AND name = 'bir.jpg'`, [
    customer.id,
  ]);
  await expect(row(page, 'bir.jpg')).toContainText('Alınan Belgeler', { timeout: 60_000 });

  const heightsOf = (...names: readonly [string, string]) =>
    page.evaluate(([title, first]) => {
      const top = (element: Element | undefined) => element?.getBoundingClientRect().top ?? Number.NaN;
      const panel = [...document.querySelectorAll('h2')].find((each) => each.textContent === title);
      const file = [...document.querySelectorAll('li button')].find((each) => each.textContent?.includes(first));
      return Math.round(top(file) - top(panel));
    }, names);
  // The title with its buttons, what sorts them out, and the first file: two rows of 44 px and what lies between.
  expect(await heightsOf('Dosyalar', 'iki.txt')).toBeLessThan(140);
  await expect(page.getByRole('tab', { name: 'Dosyalar' })).toBeInViewport({ ratio: 1 });
  expect(await problemsOf(page, 'tr')).toEqual([]);

  // Asked for well before it opens: the browser takes a moment to hand it over instead of showing its own.
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Ekle', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Dosya ekle' })).toBeFocused();
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(await photo('uc.jpg', '#a52'));
  await expect(row(page, 'uc.jpg')).toContainText('Ofiste', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Ekle', exact: true }).click();
  await expect(page.getByRole('menuitem', { name: 'Fotoğraflardan PDF' })).toBeVisible();
  expect((await problemsOf(page, 'tr')).filter((each) => !BEHIND_OVERLAY.test(each))).toEqual([]);
  await page.getByRole('menuitem', { name: 'Fotoğraflardan PDF' }).click();
  await expect(page.getByRole('dialog', { name: 'Fotoğraflardan tek PDF' })).toBeVisible();
  await page.keyboard.press('Escape');

  // What is done seldom, and what takes a file away, stand behind one button there.
  await row(page, 'uc.jpg').click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Kaydet', exact: true })).toBeVisible();
  expect((await problemsOf(page, 'tr')).filter((each) => !BEHIND_OVERLAY.test(each))).toEqual([]);
  await page.getByRole('button', { name: 'Dosya için diğer işlemler' }).click();
  await page.getByRole('menuitem', { name: 'Çevrimdışı sakla' }).click();
  await expect(page.getByText('Dosya bu cihazda saklanıyor')).toBeVisible();
  await page.getByRole('button', { name: 'Dosya için diğer işlemler' }).click();
  await page.getByRole('menuitem', { name: 'Sil', exact: true }).click();
  await expect(row(page, 'uc.jpg')).toBeHidden();
  await page.getByRole('button', { name: 'Geri al', exact: true }).click();
  await expect(row(page, 'uc.jpg')).toBeVisible();

  await page.goto('/settings');
  await page.getByText('English', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await page.goto(`/customers/${customer.id}?tab=files`);
  await expect(row(page, 'uc.jpg')).toContainText('At the office');
  expect(await heightsOf('Files', 'uc.jpg')).toBeLessThan(140);
  expect(await problemsOf(page, 'en')).toEqual([]);
});

/** A second of silence. */
function silence(): Buffer {
  const head = Buffer.from(
    '524946460000000057415645666d74201000000001000100401f0000401f00000100080064617461401f0000',
    'hex',
  );
  head.writeUInt32LE(36 + 8_000, 4);
  return Buffer.concat([head, Buffer.alloc(8_000, 128)]);
}

test('a file is named, noted, labelled, shared by one tap, found by all of it, heard, and in the journey', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [chat] = await office.query<{ id: string; customerId: string; name: string }>(
    `SELECT v.id, c.id AS "customerId", c.first_name || ' ' || c.last_name AS name FROM conversations v
     JOIN customers c ON c.id = v.customer_id WHERE c.owner_id = $1 AND v.channel = 'whatsapp' ORDER BY v.id LIMIT 1`,
    [agent.id],
  );
  const { customerId, name } = chat!;
  await office.query(`UPDATE customers SET email = 'dosya@ornek.example' WHERE id = $1`, [customerId]);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  const address = `/customers/${customerId}?tab=files`;
  await page.goto(address);
  await expect(page.getByTestId('files-upload')).toBeAttached();
  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(100)]);
  await pick(page, [
    await photo('IMG_0001.jpg', '#268'),
    { name: 'ses.wav', mimeType: 'audio/wav', buffer: silence() },
    { name: 'IMG_0002.heic', mimeType: 'image/heic', buffer: heic },
  ]);
  const slow = { timeout: 60_000 };
  await expect(row(page, 'IMG_0002.heic')).toContainText(/HEIC görselleri ofiste açılamıyor.*JPEG/, slow);
  await expect(row(page, 'ses.wav')).toContainText('Ofiste', slow);
  await expect(row(page, 'IMG_0001.jpg')).toContainText('Ofiste', slow);
  await expect(row(page, 'IMG_0001.jpg')).toContainText(agent.fullName);

  const dialog = page.getByRole('dialog');
  await row(page, 'ses.wav').click();
  await expect
    .poll(() => dialog.locator('audio').evaluate((sound: HTMLAudioElement) => Math.round(sound.duration)))
    .toBe(1);
  await page.keyboard.press('Escape');
  await row(page, 'IMG_0001.jpg').click();
  await dialog.getByLabel('Ad', { exact: true }).fill('Salon ölçüsü.jpg');
  await dialog.getByLabel('Etiketler (virgülle ayırın)').fill('Keşif, Fuar');
  await dialog.getByLabel('Not', { exact: true }).fill('Kuzey duvarı 4,20 m');
  await dialog.getByRole('button', { name: 'Kaydet', exact: true }).click();
  await expect(row(page, 'Salon ölçüsü.jpg')).toContainText(/Kuzey duvarı 4,20 m.*Keşif.*Fuar/);

  // One tap to the chat; the mail has it along and waits for words.
  await row(page, 'Salon ölçüsü.jpg').click();
  await dialog.getByRole('button', { name: 'Sohbete gönder' }).click();
  await expect(page.getByText('Dosya müşterinin sohbetinde sıraya alındı')).toBeVisible();
  await expect
    .poll(
      () =>
        office.query('SELECT marks FROM files WHERE customer_id = $1 AND name = $2', [customerId, 'Salon ölçüsü.jpg']),
      slow,
    )
    .toEqual([{ marks: ['sent'] }]);
  await dialog.getByRole('link', { name: 'E-postayla gönder' }).click();
  await expect(page.getByRole('dialog', { name: /^E-posta/ }).getByText('Salon ölçüsü.jpg')).toBeVisible();
  await page.goto(`/customers/${customerId}?tab=timeline`);
  await expect(page.getByText('Dosya: Salon ölçüsü.jpg').first()).toBeVisible();
  await page.getByRole('button', { name: 'Salon ölçüsü.jpg dosyasını aç' }).first().click();
  await expect.poll(() => isDrawn(page, '[role=dialog] img')).toBe(true);
  await page.keyboard.press('Escape');

  // Among the files of all customers, on another device, by customer, by note and by label; and how much room there is.
  const desk = (await tablets({ of: manager })).page;
  await waitUntilInOffice(desk);
  await desk.goto('/documents');
  for (const typed of [`${name} salon`, 'kuzey duvari', 'kesif']) {
    await desk.getByRole('searchbox').fill(typed);
    await expect(row(desk, 'Salon ölçüsü.jpg')).toContainText(name);
    await expect(row(desk, 'ses.wav')).toBeHidden();
  }
  await row(desk, 'Salon ölçüsü.jpg').click();
  await expect.poll(() => isDrawn(desk, '[role=dialog] img')).toBe(true);
  await desk.keyboard.press('Escape');
  await expect(
    desk.getByText(/internet olmadan açılabilen: 1 dosya.*en çok 200 MB.*Cihazda kalan yer: /),
  ).toBeVisible();

  // What was deleted stands in a list of its own, and comes back from there.
  await page.goto(address);
  await row(page, 'ses.wav').click();
  await dialog.getByRole('button', { name: 'Sil', exact: true }).click();
  await expect(row(page, 'ses.wav')).toBeHidden();
  await waitUntilInOffice(page);
  await page.reload();
  await page.getByRole('button', { name: 'Silinenleri göster' }).click();
  const deleted = page.getByRole('region', { name: 'Son 30 günde silinenler' });
  await expect(deleted).toContainText('ses.wav');
  await deleted.getByRole('button', { name: 'Geri getir' }).click();
  await expect(row(page, 'ses.wav')).toContainText('Ofiste', slow);
});

test('a file that belongs to an appointment stands with it, and among its customer’s', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [appointment] = await office.query<{ id: string; customerId: string }>(
    `SELECT a.id, a.customer_id AS "customerId" FROM appointments a JOIN customers c ON c.id = a.customer_id
     WHERE c.owner_id = $1 AND a.agent_id = $1 AND a.deleted_at IS NULL AND c.deleted_at IS NULL ORDER BY a.id LIMIT 1`,
    [agent.id],
  );
  const { id, customerId } = appointment!;
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto(`/appointments/${id}`);
  await expect(page.getByText('Bu randevuya eklenmiş dosya yok.')).toBeVisible();
  await page.getByTestId('appointment-upload').setInputFiles([await photo('yer-gorme.jpg', '#268')]);
  await expect(row(page, 'yer-gorme.jpg')).toContainText('Ofiste', { timeout: 60_000 });
  await page.reload();
  await expect(row(page, 'yer-gorme.jpg')).toContainText('Ofiste');
  await page.goto(`/customers/${customerId}?tab=files`);
  await expect(row(page, 'yer-gorme.jpg')).toContainText('Ofiste');
  expect(await office.query('SELECT appointment_id AS id FROM files WHERE customer_id = $1', [customerId])).toEqual([
    { id },
  ]);
});
