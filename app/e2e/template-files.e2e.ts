/**
 * What a template takes along: a manager adds it, an agent sends it without network, and it is filed with the customer.
 */
import { pdfOfPictures } from '../features/files/picture-pages';
import sharp from 'sharp';
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

const SLOW = { timeout: 60_000 };

test.describe.configure({ timeout: 180_000 });

test('a manager adds files to a template, and an agent sends them offline, in a chat and by mail', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const jpeg = new Uint8Array(
    await sharp({ create: { width: 320, height: 240, channels: 3, background: '#296' } })
      .jpeg()
      .toBuffer(),
  );
  const pdf = async (name: string) => ({
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.from(await pdfOfPictures([{ jpeg, width: 320, height: 240 }], name).arrayBuffer()),
  });
  const [chat] = await office.query<{ id: string; customerId: string }>(
    `SELECT v.id, c.id AS "customerId" FROM conversations v JOIN customers c ON c.id = v.customer_id
     WHERE c.owner_id = $1 AND v.channel = 'whatsapp'`,
    [agent.id],
  );
  const { id: chatId, customerId } = chat!;
  await office.query(`UPDATE customers SET email = 'fiyat@ornek.example' WHERE id = $1`, [customerId]);

  const desk = await tablets({ of: manager });
  await waitUntilInOffice(desk.page);
  await desk.page.goto('/templates');
  await desk.page.getByRole('link', { name: /^Takip/ }).click();
  const files = desk.page.getByRole('region', { name: 'Dosyalar' });
  await expect(files.getByText('SMS, toplu gönderim ve hatırlatmalar dosya taşımaz.', { exact: false })).toBeVisible();
  await desk.page
    .getByTestId('template-files')
    .setInputFiles([await pdf('Fiyat listesi.pdf'), await pdf('Harita.pdf'), await pdf('Yanlış.pdf')]);
  await expect(files.getByRole('link')).toHaveText(['Fiyat listesi.pdf', 'Harita.pdf', 'Yanlış.pdf'], SLOW);
  await files.getByRole('button', { name: 'Yanlış.pdf dosyasını çıkar' }).click();
  await expect(files.getByRole('link')).toHaveCount(2);
  await desk.page.getByRole('button', { name: 'Hazır metni kaydet' }).click();
  await expect(desk.page.getByRole('link', { name: /^Takip/ })).toContainText('2 dosya');
  // What the office does not keep is said, and without it nothing is added.
  await desk.page.getByRole('link', { name: /^Takip/ }).click();
  await desk.context.setOffline(true);
  await desk.page.getByTestId('template-files').setInputFiles([await pdf('Geç.pdf')]);
  await expect(desk.page.getByText('Ofise ulaşamadık.', { exact: false })).toBeVisible(SLOW);
  await expect(files.getByRole('link')).toHaveCount(2);

  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(`/messages/${chatId}`);
  await expect(page.getByLabel('Mesaj yazın')).toBeVisible(SLOW);
  await tablet.context.setOffline(true);
  await page.getByRole('button', { name: 'Hazır metin' }).click();
  await page.getByRole('menuitem', { name: /^Takip/ }).click();
  const tray = page.getByRole('list', { name: 'Gönderilecek dosyalar' });
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await tray.getByRole('button', { name: 'Çıkar: Harita.pdf' }).click();
  await expect(tray.getByRole('listitem')).toHaveText(/^Fiyat listesi\.pdf/);
  await page.getByRole('button', { name: 'Gönder', exact: true }).click();
  const own = page.getByRole('log').locator('[data-message]').filter({ hasText: 'Fiyat listesi.pdf' });
  await expect(own).toContainText('Cihazda');
  await expect(own).toContainText('Ofiste hazır');

  // A mail takes them all.
  await page.goto(`/customers/${customerId}?write=email`);
  const compose = page.getByRole('dialog', { name: /^E-posta/ });
  await compose.getByRole('button', { name: 'Hazır metin' }).click();
  await page.getByRole('menuitem', { name: /^Takip/ }).click();
  await expect(compose.getByRole('list', { name: 'Dosyalar' }).getByRole('listitem')).toHaveCount(2);
  await compose.getByRole('button', { name: 'Gönder', exact: true }).click();
  await expect(compose).toBeHidden();

  await tablet.context.setOffline(false);
  await page.goto(`/customers/${customerId}?tab=files`);
  const prices = page.getByRole('button', { name: /Fiyat listesi\.pdf/ });
  await expect(prices).toHaveCount(2, SLOW);
  for (const each of [prices.first(), prices.last(), page.getByRole('button', { name: /Harita\.pdf/ })])
    await expect(each).toContainText('Gönderilen Belgeler', SLOW);
  const { length: sent } = await office.query(
    `SELECT 1 FROM chat_messages h JOIN messages m ON m.id = h.message_id WHERE m.conversation_id = $1 AND h.from_me
       AND h.content ->> 'kind' = 'document'`,
    [chatId],
  );
  expect(sent).toBe(1);

  // One has gone from where the office keeps it: whoever opens it is told, and from then on the list says so too.
  const lost = 'f'.repeat(64);
  await office.query(`INSERT INTO blobs (sha256, size, type, stored_at) VALUES ($1, 9, 'application/pdf', now())`, [
    lost,
  ]);
  await office.query(`UPDATE files SET blob = $1 WHERE customer_id = $2 AND name = 'Harita.pdf'`, [lost, customerId]);
  const map = page.getByRole('button', { name: /Harita\.pdf/ });
  await expect(map).not.toContainText('Dosyanın kendisi');
  await map.click();
  await expect(page.getByText('Bu dosyanın içeriği ofiste bulunamadı', { exact: false })).toBeVisible(SLOW);
  await page.keyboard.press('Escape');
  await expect(map).toContainText('Dosyanın kendisi ofiste bulunamadı', SLOW);
});
