/**
 * Files and voices in a conversation: sent without network they leave once, and are seen and heard on other devices.
 */
import sharp from 'sharp';
import { pdfOfPictures } from '../features/files/picture-pages';
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import { holdByFinger } from './finger';
import type { Office } from './office';
import { visit } from './screen-checks';

const SLOW = { timeout: 60_000 };

test.describe.configure({ timeout: 180_000 });

async function chatOf(office: Office, agentId: string): Promise<string> {
  const [chat] = await office.query<{ id: string }>(
    `SELECT v.id FROM conversations v JOIN customers c ON c.id = v.customer_id WHERE c.owner_id = $1
      AND v.channel = 'whatsapp'`,
    [agentId],
  );
  return chat!.id;
}
const leftWith = (office: Office, chatId: string, kind: string) =>
  office.query<{ marks: string[] }>(
    `SELECT f.marks FROM chat_messages h JOIN messages m ON m.id = h.message_id JOIN files f ON f.id = m.file_id
     WHERE m.conversation_id = $1 AND h.from_me AND h.content ->> 'kind' = $2`,
    [chatId, kind],
  );

test('a picture sent offline leaves once, with its words, and is looked at large', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const chatId = await chatOf(office, agent.id);
  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(`/messages/${chatId}`);
  await expect(page.getByLabel('Mesaj yazın')).toBeVisible(SLOW);

  await tablet.context.setOffline(true);
  const picture = sharp({ create: { width: 640, height: 480, channels: 3, background: '#296' } });
  const files = [{ name: 'vitrin.jpg', mimeType: 'image/jpeg', buffer: await picture.jpeg().toBuffer() }];
  await page.getByTestId('chat-gallery').setInputFiles(files);
  // Whoever looks something up meanwhile finds it again.
  const picked = page.getByRole('list', { name: 'Gönderilecek dosyalar' });
  await expect(picked).toContainText('vitrin.jpg');
  await visit(page, '/customers');
  await expect(picked).toBeHidden();
  await visit(page, `/messages/${chatId}`);
  await expect(picked).toContainText('vitrin.jpg');
  await page.getByLabel('Açıklama ekleyin').fill('Vitrin böyle oldu');
  await page.getByRole('button', { name: 'Gönder', exact: true }).click();
  const own = page.getByRole('log').locator('[data-message]').filter({ hasText: 'Vitrin böyle oldu' });
  await expect(own).toContainText('Cihazda');
  await expect(own.locator('img[src^="blob:"]')).toBeVisible();

  await tablet.context.setOffline(false);
  await expect(own).toContainText('Okundu', SLOW);
  expect(await leftWith(office, chatId, 'image')).toEqual([{ marks: ['sent'] }]);
  await own.getByRole('button', { name: /^Büyük göster/ }).click();
  const viewer = page.getByRole('dialog', { name: 'Fotoğraflar' });
  await expect
    .poll(() => viewer.getByRole('img').evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBe(640);
  await expect(viewer.getByRole('button', { name: 'Sil' })).toBeHidden();
  await viewer.getByRole('button', { name: 'Yakınlaştır' }).click();
  await expect(viewer.getByRole('img')).toHaveCSS('transform', 'matrix(1.5, 0, 0, 1.5, 0, 0)');
  await page.keyboard.press('Escape');

  const pages = [1, 2].map(() => ({ jpeg: new Uint8Array(files[0]!.buffer), width: 640, height: 480 }));
  const buffer = Buffer.from(await pdfOfPictures(pages, 'Teklif').arrayBuffer());
  await page.getByTestId('chat-files').setInputFiles({ name: 'teklif.pdf', mimeType: 'application/pdf', buffer });
  await page.getByRole('button', { name: 'Gönder', exact: true }).click();
  const document = page.getByRole('log').locator('[data-message]').filter({ hasText: 'teklif.pdf' });
  await expect(document).toContainText('Okundu', SLOW);
  await document.getByRole('button', { name: 'Büyük göster: teklif.pdf' }).click();
  const sheets = page.getByRole('dialog', { name: 'teklif.pdf' });
  await expect(sheets.locator('canvas[data-drawn]').first()).toBeVisible();
  await expect(sheets.getByText('Sayfa 2 / 2')).toBeVisible();
  await expect(sheets.getByRole('link', { name: 'İndir' })).toBeVisible();

  // It filed itself, and says so on another device.
  const [{ customer } = { customer: '' }] = await office.query<{ customer: string }>(
    'SELECT customer_id AS customer FROM conversations WHERE id = $1',
    [chatId],
  );
  const desk = (await tablets({ of: manager })).page;
  await waitUntilInOffice(desk);
  await desk.goto(`/customers/${customer}?tab=files`);
  await expect(desk.getByRole('button', { name: /teklif\.pdf/ })).toContainText(/Gönderilen Belgeler.*Ofiste/, SLOW);
});

test('what is said into the microphone is heard on another device, faster if one likes', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const chatId = await chatOf(office, agent.id);
  const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  const { page } = await tablets({ of: agent, args });
  await waitUntilInOffice(page);
  await page.goto(`/messages/${chatId}`);
  const microphone = page.getByRole('button', { name: 'Sesli mesaj kaydet' });
  // A tap that a busy machine draws out is a hold, and its end sends what is then too short: one taps again.
  await expect(async () => {
    if (await microphone.isVisible()) await microphone.click({ timeout: 5_000 });
    await expect(page.getByText(/^Kayıt sürüyor · /)).toBeVisible({ timeout: 5_000 });
  }).toPass(SLOW);
  // Nor does it show every second.
  await expect(page.getByText(/^Kayıt sürüyor · 0:(0[2-9]|[1-5]\d)$/)).toBeVisible(SLOW);
  await page.getByRole('button', { name: 'Sesli mesajı gönder' }).click();
  const own = page
    .getByRole('log')
    .locator('[data-message]')
    .filter({ has: page.getByRole('slider') });
  await expect(own).toContainText('Okundu', SLOW);
  expect(await leftWith(office, chatId, 'audio')).toEqual([{ marks: ['sent'] }]);

  const desk = (await tablets({ of: manager, args: ['--autoplay-policy=no-user-gesture-required'] })).page;
  await waitUntilInOffice(desk);
  await desk.goto(`/messages/${chatId}`);
  const heard = desk
    .getByRole('log')
    .locator('[data-message]')
    .filter({ has: desk.getByRole('slider') });
  await heard.getByRole('button', { name: /^Oynat/ }).click(SLOW);
  await expect
    .poll(async () => Number(await heard.getByRole('slider').getAttribute('aria-valuenow')), SLOW)
    .toBeGreaterThan(0);
  await heard.getByRole('button', { name: 'Hız: 1×' }).click();
  await expect(heard.getByRole('button', { name: 'Hız: 1.5×' })).toBeVisible();
  await expect(heard.getByRole('alert')).toBeHidden();
});

test('on a phone the button stays under the finger that speaks, and a double tap on Gönder records nothing', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const chatId = await chatOf(office, agent.id);
  const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  const { page } = await tablets({ of: agent, args, hasTouch: true, viewport: { width: 390, height: 844 } });
  await waitUntilInOffice(page);
  await page.goto(`/messages/${chatId}`);
  const microphone = page.getByRole('button', { name: 'Sesli mesaj kaydet' });
  const send = page.getByRole('button', { name: 'Sesli mesajı gönder' });
  const running = page.getByText(/^Kayıt sürüyor · 0:(0[2-9]|[1-5]\d)$/);
  const field = page.getByLabel('Mesaj yazın');
  await expect(microphone).toBeVisible(SLOW);
  for (const [at, width] of [360, 390, 480].entries()) {
    await page.setViewportSize({ width, height: 844 });
    const before = (await leftWith(office, chatId, 'audio')).length;
    const place = await microphone.boundingBox();
    if (at === 1) await field.focus();
    await holdByFinger(page, microphone, async () => {
      await expect(running).toBeVisible(SLOW);
      expect(await send.boundingBox()).toEqual(place);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await expect(page.getByRole('button', { name: 'Kaydı sil' })).toBeInViewport({ ratio: 1 });
    });
    await expect.poll(async () => (await leftWith(office, chatId, 'audio')).length, SLOW).toBe(before + 1);
    await expect(field).toBeVisible();
    // Where a phone's keyboard was open it stays open.
    if (at === 1) await expect(field).toBeFocused();
  }
  // Tapped it goes on, and the second tap sends.
  const before = (await leftWith(office, chatId, 'audio')).length;
  await expect(async () => {
    if (await microphone.isVisible()) await microphone.tap({ timeout: 5_000 });
    await expect(running).toBeVisible({ timeout: 5_000 });
  }).toPass(SLOW);
  await expect(field).toBeHidden();
  await send.tap();
  await expect.poll(async () => (await leftWith(office, chatId, 'audio')).length, SLOW).toBe(before + 1);

  await field.tap();
  await field.fill('İki kez dokunuldu');
  const place = (await page.getByRole('button', { name: 'Gönder', exact: true }).boundingBox())!;
  for (let tap = 0; tap < 3; tap += 1)
    await page.touchscreen.tap(place.x + place.width / 2, place.y + place.height / 2);
  await expect(page.getByRole('log')).toContainText('İki kez dokunuldu');
  await expect(microphone).toBeVisible();
  await expect(page.getByText(/^Kayıt sürüyor/)).toBeHidden();
  await expect(field).toBeFocused();
});

test('held it records and let go it is sent; without a microphone one reads what to do', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const chatId = await chatOf(office, agent.id);
  const before = await leftWith(office, chatId, 'audio');
  const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  const { page } = await tablets({ of: agent, args, hasTouch: true });
  await waitUntilInOffice(page);
  await page.goto(`/messages/${chatId}`);
  const microphone = page.getByRole('button', { name: 'Sesli mesaj kaydet' });
  await expect(microphone).toBeVisible();
  await holdByFinger(page, microphone, () =>
    expect(page.getByText(/^Kayıt sürüyor · 0:(0[2-9]|[1-5]\d)$/)).toBeVisible(SLOW),
  );
  await expect(microphone).toBeVisible();
  await expect.poll(async () => (await leftWith(office, chatId, 'audio')).length, SLOW).toBe(before.length + 1);
  await expect(
    page
      .getByRole('log')
      .locator('[data-message]')
      .filter({ has: page.getByRole('slider') })
      .last(),
  ).toContainText('Okundu', SLOW);

  // Whoever goes elsewhere while they speak finds what they had said.
  await expect(async () => {
    if (await microphone.isVisible()) await microphone.click({ timeout: 5_000 });
    await expect(page.getByText(/^Kayıt sürüyor · /)).toBeVisible({ timeout: 5_000 });
  }).toPass(SLOW);
  await expect(page.getByText(/^Kayıt sürüyor · 0:(0[2-9]|[1-5]\d)$/)).toBeVisible(SLOW);
  await visit(page, '/customers');
  await expect(page.getByText(/^Kayıt sürüyor · /)).toBeHidden();
  await visit(page, `/messages/${chatId}`);
  await expect(page.getByRole('list', { name: 'Gönderilecek dosyalar' })).toContainText('ses-');
  const sent = (await leftWith(office, chatId, 'audio')).length;
  await page.getByRole('button', { name: 'Gönder', exact: true }).click();
  await expect.poll(async () => (await leftWith(office, chatId, 'audio')).length, SLOW).toBe(sent + 1);

  const shy = (await tablets({ of: agent, args: ['--deny-permission-prompts'] })).page;
  await waitUntilInOffice(shy);
  await shy.goto(`/messages/${chatId}`);
  await shy.getByRole('button', { name: 'Sesli mesaj kaydet' }).click();
  await expect(shy.getByText(/mikrofon/i).first()).toBeVisible();
  await expect(shy.getByRole('button', { name: 'Sesli mesaj kaydet' })).toBeVisible();
});
