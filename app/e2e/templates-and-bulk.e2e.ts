import type { Page } from '@playwright/test';
import { findPeople, readOn, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';
import { lend } from './lend-customers';

const SLOW = { timeout: 60_000 };
async function find(page: Page, lastName: string, count: number): Promise<void> {
  await page.goto('/customers');
  await page.getByLabel('Müşterilerde ara').fill(lastName);
  await expect(page.getByText(new RegExp(`^${count} müşteri`)).first()).toBeVisible(SLOW);
}

test('one tap writes a text in the customer’s language without network, and an SMS says what its letters cost', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  await lend(office, agent, 'Hazırmetin', [
    { first: 'Emily', language: 'en', email: 'emily@ornek.example', phone: '+905320001122', said: null },
  ]);
  await office.query(
    `UPDATE appointments SET deleted_at = now() WHERE customer_id IN (SELECT id FROM customers
      WHERE last_name = 'Hazırmetin')`,
  );
  const tablet = await tablets({ of: agent, offlineAtStart: true });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await find(page, 'hazırmetin', 1);
  await tablet.context.setOffline(true);
  await page.getByText('Emily Hazırmetin').first().click();
  await page.getByRole('button', { name: 'Mesaj', exact: true }).click();
  await page.getByRole('menuitem', { name: /SMS yaz/ }).click();
  const compose = page.getByRole('dialog', { name: 'SMS: Emily Hazırmetin' });
  const body = compose.getByRole('textbox', { name: /^İleti/ });
  await compose.getByRole('button', { name: 'Hazır metin' }).click();
  await page.getByRole('menuitem', { name: /^Takip/ }).click();
  await expect(body).toHaveValue(/^Hello Emily, have you had a chance to think it over\?.* Zeynep Yılmaz$/);

  // What stood there comes back by one tap, whatever took its place.
  const remind = async () => {
    await compose.getByRole('button', { name: 'Hazır metin' }).click();
    await page.getByRole('menuitem', { name: /^Randevu hatırlatma/ }).click();
  };
  await remind();
  await compose.getByRole('button', { name: 'Geri al', exact: true }).click();
  await expect(body).toHaveValue(/^Hello Emily, have you had a chance/);
  await expect(body).toBeFocused();

  // What nobody knows is asked for, and keeps it from leaving.
  await remind();
  const missing = compose.getByRole('group', { name: 'Eksik bilgiler' });
  await compose.getByRole('button', { name: 'Gönder', exact: true }).click();
  await expect(compose.getByText(/Metinde doldurulmamış bir yer var/)).toBeVisible();
  await expect(missing.getByRole('textbox').first()).toBeFocused();
  for (const [field, value] of [
    ['randevu günü', 'Tuesday'],
    ['randevu saati', '10:30'],
  ] as const)
    await missing.getByLabel(field).fill(value);
  await missing.getByRole('button', { name: 'Metne yerleştir' }).click();
  await expect(missing).toBeHidden();
  await expect(body).toHaveValue(/Tuesday.*10:30/);

  // Turkish letters make it dearer, and the cheaper spelling is offered.
  const letters = `${'Görüşmek üzere, ışıl ışıl bir gün. '.repeat(4)}Şimdi değil ama yakında görüşürüz.`;
  await body.fill(letters);
  await expect(compose.getByText(/^2 SMS · \d+ harf kaldı/)).toBeVisible();
  await expect(compose.getByText('Türkçe harfler iki harf yerine sayılır.')).toBeVisible();
  await body.fill('ışığı '.repeat(26).trim());
  await compose.getByRole('button', { name: 'Türkçe harfsiz yaz (1 SMS)' }).click();
  await expect(body).toHaveValue('isigi '.repeat(26).trim());
  await expect(compose.getByText(/^1 SMS · \d+ harf kaldı/)).toBeVisible();

  // A link is refused; what is right waits on the device.
  await body.fill('Bakın: saha.com/x');
  await compose.getByRole('button', { name: 'Gönder', exact: true }).click();
  await expect(compose.getByText(/SMS’te bağlantı gönderilmez/)).toBeVisible();
  await body.fill('Yarın görüşürüz');
  await compose.getByRole('button', { name: 'Gönder', exact: true }).click();
  await expect(compose).toBeHidden();
  await tablet.context.setOffline(false);
  const left = () => office.query(`SELECT state, sms_parts FROM deliveries WHERE to_address = '+905320001122'`);
  await expect.poll(async () => (await left()).map(({ sms_parts }) => sms_parts), SLOW).toEqual([1]);
});

test('what is sent to several names who is left out and why, and the others get it once', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  await lend(office, agent, 'Toplugönderim', [
    { first: 'Ada', language: 'tr', email: 'ada@ornek.example', said: 'given' },
    { first: 'Brian', language: 'en', email: 'brian@ornek.example', said: 'given' },
    { first: 'Can', language: 'tr', email: 'can@ornek.example', said: null },
    { first: 'Derya', language: 'tr', email: '', said: null },
    { first: 'Ece', language: 'tr', email: 'ADA@ornek.example', said: null },
    { first: 'Fatma', language: 'tr', email: 'fatma@ornek.example', said: 'withdrawn' },
    { first: '', language: 'tr', email: 'adsiz@ornek.example', said: 'given' },
  ]);
  const tablet = await tablets({ of: agent, offlineAtStart: true });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await find(page, 'toplugönderim', 7);
  await page.getByRole('button', { name: 'Seç', exact: true }).click();
  await page.getByRole('button', { name: 'Tümünü seç' }).click();
  await tablet.context.setOffline(true);
  await page.getByRole('group', { name: 'Seçilenlerle yapılacaklar' }).getByRole('button', { name: 'Mesaj' }).click();
  const dialog = page.getByRole('dialog', { name: /^Toplu mesaj/ });
  await dialog.getByText('E-posta', { exact: true }).click();
  await dialog.getByRole('button', { name: /Hazır metin/ }).click();
  await page.getByRole('option', { name: 'Teşekkür' }).click();
  // The second tap of a double tap sends nothing, and does not go back either, however slow the tablet.
  const slow = await tablet.context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 8 });
  const { x, y, width, height } = (await dialog.getByRole('button', { name: 'Kime gideceğine bak' }).boundingBox())!;
  const tap = (type: 'mousePressed' | 'mouseReleased', clickCount: number) =>
    slow.send('Input.dispatchMouseEvent', { type, x: x + width / 2, y: y + height / 2, button: 'left', clickCount });
  // On their way together: a busy machine would make two presses of a double click, half a second apart.
  await Promise.all([
    ...[tap('mousePressed', 1), tap('mouseReleased', 1)],
    ...[tap('mousePressed', 2), tap('mouseReleased', 2)],
  ]);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await expect(dialog.getByText('2 kişiye gidecek')).toBeVisible();
  const left = dialog.getByRole('region', { name: '5 kişiye gitmeyecek' });
  for (const [why, name] of [
    ['Bu kanalda adresi yok (1)', 'Derya Toplugönderim'],
    ['İstemediğini söylemiş (1)', 'Fatma Toplugönderim'],
    ['İzin sorulmamış (1)', 'Can Toplugönderim'],
    ['Metindeki bir bilgi eksik (1)', 'Toplugönderim'],
    ['Aynı adres listede bir kez daha var (1)', 'Ece Toplugönderim'],
  ] as const) {
    const group = left.locator('details').filter({ hasText: why });
    await expect(group.getByText(name).first()).toBeVisible();
  }

  // Pressed twice, without network, it is one sending.
  await readOn(page);
  await dialog.getByRole('button', { name: '2 kişiye gönder' }).dblclick();
  await expect(dialog.getByText('2 ileti cihazda bekliyor', { exact: false })).toBeVisible(SLOW);
  await tablet.context.setOffline(false);
  await expect(dialog.getByText('2 iletiden 2 tanesi çıktı')).toBeVisible(SLOW);
  await dialog.getByRole('button', { name: 'Kapat', exact: true }).last().click();
  await expect(dialog).toBeHidden();
  const sent = () =>
    office.query<{ to_address: string; state: string }>(
      `SELECT to_address, state FROM deliveries WHERE purpose = 'bulk' ORDER BY to_address`,
    );
  await expect.poll(sent, SLOW).toEqual([
    { to_address: 'ada@ornek.example', state: 'delivered' },
    { to_address: 'brian@ornek.example', state: 'delivered' },
  ]);

  // One line for the agent, with its people.
  await page.goto('/deliveries');
  await page.getByRole('link', { name: /Teşekkür/ }).click();
  await expect(page.getByRole('heading', { name: 'Teşekkür' })).toBeVisible(SLOW);
  await expect(page.getByRole('link', { name: /Brian Toplugönderim/ })).toBeVisible();

  // What left is what each of them reads.
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' LIMIT 1`,
  );
  const reader = (await tablets()).page;
  await signIn(reader, admin!);
  await reader.goto('/dev/outbox');
  await expect(reader.getByRole('link', { name: 'Teşekkür ederiz', exact: true })).toHaveCount(1);
  await reader.getByRole('link', { name: 'Thank you', exact: true }).click();
  await expect(reader.locator('body')).toContainText('Dear Brian');
});

test('what keeps a ready text from being saved is shown where it stands, in either language', async ({
  office,
  tablets,
}) => {
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.goto('/templates/new');
  const save = page.getByRole('button', { name: 'Hazır metni kaydet' });
  const name = page.getByRole('textbox', { name: /^Ad/ });
  // The name is far above the button by then.
  await save.click();
  await expect(name).toBeFocused();
  await expect(name).toBeInViewport();
  await name.fill('Yanlış yer');
  await page.getByLabel('SMS metni').fill('Merhaba');
  await page.getByText('İngilizce', { exact: true }).click();
  await page.getByLabel('SMS metni').fill('Hello {{nobody}}');
  await page.getByText('Türkçe', { exact: true }).click();
  await expect(page.getByLabel('SMS metni')).toHaveValue('Merhaba');
  await save.click();
  await expect(page.getByText(/^Tanınmayan bir değişken var/)).toBeVisible();
  await expect(page.getByLabel('SMS metni')).toHaveValue('Hello {{nobody}}');
  await expect(page.getByLabel('SMS metni')).toBeFocused();
});
