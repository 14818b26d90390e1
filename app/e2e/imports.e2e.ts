/** A file of customers: brought, looked through, decided, written, and taken back. */
import type { Page } from '@playwright/test';
import { changeField, findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { customerFile, knownCustomers } from './customer-file';
import { activate, choose, expectReadingOrder, press, reach } from './keyboard';
import type { Office } from './office';
import { problemsOf, untilStill, watchErrors } from './screen-checks';

const SLOW = { timeout: 60_000 };

test.setTimeout(300_000);

const fileOf = (text: string) => ({ name: 'müşteriler.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
const chip = (page: Page, words: string) =>
  page.getByRole('group', { name: 'Satırların sonucu' }).getByRole('button', { name: words, exact: true });
const brought = (office: Office) =>
  office.query<{ name: string; city: string; owner: string }>(
    `SELECT first_name || ' ' || last_name AS name, city, owner_id AS owner FROM customers
     WHERE email LIKE 'yeni%@ornek.example' AND deleted_at IS NULL ORDER BY email`,
  );
const standing = async (office: Office, id: string) => {
  const [one] = await office.query<{ city: string; phone: string }>('SELECT city, phone FROM customers WHERE id = $1', [
    id,
  ]);
  return one;
};

test('a manager brings thirty rows with everything that may become of one, and takes them back', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const known = await knownCustomers(office, agent.id);
  const tablet = await tablets({ of: manager });
  const { page } = tablet;
  const { errors } = watchErrors(page);
  await waitUntilInOffice(page);

  // From the form of a single one, as from Daha.
  await page.goto('/customers/new');
  await page.getByRole('link', { name: 'Dosyadan içe aktar' }).click();
  await expect(page.getByRole('heading', { name: 'Getirilen dosyalar' })).toBeVisible();
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);

  // What is no table says so; without network the file waits here and goes by itself.
  const pick = async (file: ReturnType<typeof fileOf>) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Dosya seç' }).click();
    await (await choosing).setFiles(file);
  };
  await pick({ name: 'resim.csv', mimeType: 'text/csv', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]) });
  await expect(page.getByRole('alert')).toContainText('Bu dosya müşteri listesi olarak okunamıyor.', SLOW);
  await tablet.context.setOffline(true);
  await pick(fileOf(customerFile(known)));
  await expect(page.getByRole('alert')).toContainText('Dosya burada duruyor');
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);
  await tablet.context.setOffline(false);
  await expect(page).toHaveURL(/\/imports\/.+/, SLOW);

  // What the columns are was guessed; what is not taken is said, and what is chosen outlasts a reload without network.
  await expect(page.getByText('Bir sütun alınmayacak: Ayakkabı no')).toBeVisible(SLOW);
  await expect(page.getByRole('button', { name: /Ad soyad Bu sütun ne: Ad Soyad/ })).toBeVisible();
  await page.getByText('Değişsin', { exact: true }).click();
  await page.getByRole('button', { name: /Şehir Bu sütun ne: Şehir/ }).click();
  await page.getByRole('option', { name: 'E-posta', exact: true }).click();
  await expect(page.getByText('Başka bir sütun da bu alanı gösteriyor. Birini değiştirin.')).toHaveCount(2);
  await page.getByRole('button', { name: 'Devam: Denetim' }).click();
  await expect(page.getByRole('button', { name: 'Sütunlar', exact: true })).toHaveAttribute('aria-current', 'step');
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);
  await page.getByRole('button', { name: /E-posta Bu sütun ne: Şehir/ }).click();
  await page.getByRole('option', { name: 'Şehir', exact: true }).click();
  await tablet.context.setOffline(true);
  await page.getByRole('button', { name: 'Devam: Denetim' }).click();
  await expect(page.getByText('Ofise ulaşamadık', { exact: false }).first()).toBeVisible();
  await tablet.context.setOffline(false);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Değişsin' })).toBeChecked(SLOW);

  // Every row is accounted for, and nothing is written yet.
  await page.getByRole('button', { name: 'Devam: Denetim' }).click();
  await expect(chip(page, '1 karar bekliyor')).toHaveAttribute('aria-pressed', 'true', SLOW);
  for (const words of ['Tümü 30', '24 yeni', '1 yinelenen', '1 değişecek', '1 aynı kalacak', '2 alınamıyor'])
    await expect(chip(page, words)).toBeVisible();
  expect(await brought(office)).toEqual([]);
  const rows = page.getByRole('list', { name: 'Satırlar' }).locator(':scope > li');
  await expect(rows).toHaveCount(1);
  await untilStill(page, 'main ol');
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);

  // One word for all that wait, and the way back from it: every row is looked at again, and still nothing is written.
  const confirm = (title: string, words: string) =>
    page.getByRole('alertdialog', { name: title }).getByRole('button', { name: words }).click();
  await page.getByRole('button', { name: 'Hepsine karar ver' }).click();
  await page.getByRole('menuitem', { name: 'Hepsi dışarıda kalsın' }).click();
  await confirm('Bekleyen satırlar dışarıda kalsın mı?', 'Dışarıda bırak');
  await expect(chip(page, '1 dışarıda')).toBeVisible(SLOW);
  await expect(chip(page, '1 karar bekliyor')).toHaveCount(0);
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);
  await page.getByRole('button', { name: 'Kararlarımı geri al' }).click();
  await confirm('Kararlarınız geri alınsın mı?', 'Geri al');
  await expect(chip(page, '1 karar bekliyor')).toHaveAttribute('aria-pressed', 'true', SLOW);
  expect(await brought(office)).toEqual([]);

  await rows.getByRole('button', { name: /^Bilinen2 Dosyalı/ }).click();
  await expect(rows.getByText('Kararınız: bu müşteri')).toBeVisible();
  await expect(chip(page, '2 değişecek')).toBeVisible();

  await chip(page, '2 değişecek').click();
  const changed = rows.filter({ hasText: 'Bilinen0 Dosyalı' });
  await expect(changed.locator('del')).toHaveText('Bolu');
  await expect(changed.locator('ins')).toHaveText('Iğdır');
  await chip(page, '2 alınamıyor').click();
  await expect(rows.filter({ hasText: 'bozuk@@ornek' })).toContainText('geçerli bir e-posta adresi değil.');
  await expect(rows.filter({ hasText: 'Bozuk Telefon' })).toContainText('telefon numarası olarak okunamadı.');
  await chip(page, '24 yeni').click();
  await page.getByRole('button', { name: 'Dışarıda bırak: Yağız Çığırgan, satır 25' }).click();
  await expect(chip(page, '1 dışarıda')).toBeVisible();

  // It says what it will do, and does that.
  await page.getByRole('button', { name: '26 satırı içe aktar' }).click();
  const dialog = page.getByRole('alertdialog', { name: /\?$/ });
  await expect(dialog).toContainText('23 müşteri eklenir, 2 müşterinin bilgileri değişir');
  await expect(dialog).toContainText('İçe aktarma kimse adına izin vermez');
  await dialog.getByRole('button', { name: '26 satırı içe aktar' }).click();
  await expect(page.getByRole('heading', { name: 'Tamamlandı' })).toBeVisible(SLOW);
  await expect(page.getByText('23 müşteri eklendi, 2 müşteri değişti.')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Değişen alanlar' })).toContainText('Şehir 1');
  expect(await brought(office)).toHaveLength(23);
  expect((await brought(office)).map(({ name }) => name)).toContain('Işıl Taşçıoğlu');
  expect((await standing(office, known[0]!.id))?.city).toBe('Iğdır');
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Yazılmayan 3 satırı indir' }).click();
  expect((await saving).suggestedFilename()).toBe('müşteriler - alınmayanlar.csv');

  // They are on the device; one of them is changed there.
  const address = page.url();
  await page.goto('/customers?q=idil');
  await page.getByRole('row').filter({ hasText: 'İdil Öztürkmen' }).click(SLOW);
  await changeField(page, 'Şehir', 'Muş');
  const inMus = () => office.query(`SELECT id FROM customers WHERE email LIKE 'yeni%@ornek.example' AND city = 'Muş'`);
  await expect.poll(async () => (await inMus()).length, SLOW).toBe(1);

  // Taken back, but for her.
  await page.goto(address);
  await page.getByRole('button', { name: 'Geri al', exact: true }).click(SLOW);
  await expect(dialog).toContainText('Eklenen 23 müşteri kaldırılır, değişen 2 müşteri eski değerlerine döner.');
  await dialog.getByRole('button', { name: 'Geri al' }).click();
  await expect(page.getByRole('heading', { name: 'Geri alındı' })).toBeVisible(SLOW);
  await expect(page.getByText(/^22 müşteri kaldırıldı, 2 müşteri eski haline döndü\. 1 müşteriye/)).toBeVisible();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('İdil Öztürkmen');
  expect((await brought(office)).map(({ name }) => name)).toEqual(['İdil Öztürkmen']);
  expect(await standing(office, known[0]!.id)).toEqual({ city: 'Bolu', phone: known[0]!.phone });
  expect.soft(await problemsOf(page, 'tr')).toEqual([]);

  // As it is read in the other language, in the dark and on a phone.
  await page.evaluate(() => {
    localStorage.setItem('saha-language', 'en');
    localStorage.setItem('saha-theme', 'dark');
  });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Taken back' })).toBeVisible(SLOW);
  await untilStill(page, 'main ol');
  expect.soft(await problemsOf(page, 'en')).toEqual([]);
  await page.goto('/customers?q=isil+tasci');
  await expect(page.getByRole('heading', { name: 'No customer matches' })).toBeVisible(SLOW);
  expect(errors.filter((one) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(one))).toEqual([]);
});

test('an agent brings rows of their own without a mouse', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const known = await knownCustomers(office, agent.id);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto('/imports');
  const choosing = page.waitForEvent('filechooser');
  await reach(page, page.getByRole('button', { name: 'Dosya seç' }));
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(fileOf(customerFile(known)));
  await expect(page).toHaveURL(/\/imports\/.+/, SLOW);
  await expect(page.getByText('Bir sütun alınmayacak: Ayakkabı no')).toBeVisible(SLOW);
  await expectReadingOrder(page.getByRole('main'));
  // Whoever leads nobody gives customers to nobody.
  await expect(page.getByRole('button', { name: /Sorumlu danışman/ })).toHaveCount(0);
  await choose(page, page.getByRole('button', { name: /Bu sütun ne: Ayakkabı no/ }), 'Notlar');
  await reach(page, page.getByRole('radio', { name: 'Kalsın' }));
  await press(page, 'ArrowRight');
  await press(page, 'ArrowRight');
  await expect(page.getByRole('radio', { name: 'Boşu dolsun' })).toBeFocused();
  await activate(page, page.getByRole('button', { name: 'Devam: Denetim' }));

  await expect(chip(page, '1 karar bekliyor')).toBeVisible(SLOW);
  await expectReadingOrder(page.getByRole('main'));
  const who = page.getByRole('group', { name: 'Satır 30: bu kim?' });
  await activate(page, who.getByRole('button', { name: /^Yeni müşteri/ }));
  const undo = page.getByRole('button', { name: 'Kararı geri al, satır 30' });
  await expect(page.getByText('Kararınız: yeni müşteri')).toBeVisible();
  await expect(undo).toBeFocused();
  await press(page, 'Enter');
  await activate(page, who.getByRole('button', { name: 'Dışarıda bırak' }));
  await expect(chip(page, '1 dışarıda')).toBeVisible();
  const start = page.getByRole('button', { name: /satırı içe aktar$/ });
  await reach(page, start, 'Shift+Tab');
  await press(page, 'Enter');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toBeVisible();
  await activate(page, dialog.getByRole('button', { name: /satırı içe aktar$/ }));
  await expect(page.getByRole('heading', { name: 'Tamamlandı' })).toBeVisible(SLOW);
  const made = await brought(office);
  expect(made).toHaveLength(24);
  expect(new Set(made.map(({ owner }) => owner))).toEqual(new Set([agent.id]));
  await activate(page, page.getByRole('button', { name: 'Geri al', exact: true }));
  await activate(page, dialog.getByRole('button', { name: 'Geri al' }));
  await expect(page.getByRole('heading', { name: 'Geri alındı' })).toBeVisible(SLOW);
  expect(await brought(office)).toEqual([]);
});
