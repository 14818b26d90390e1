import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { BEHIND_OVERLAY, problemsOf } from './screen-checks';
import { customerOf, isDrawn, photo, pick, row } from './stored-files';

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
