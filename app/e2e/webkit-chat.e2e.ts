import { expect, test } from '@playwright/test';
import { findPeople, PASSWORD, type Person } from './agent-day';
import { openOffice } from './office';
import { openWebkit, type WebkitPage } from './webkit';

const IN_OFFICE = `return [...document.querySelectorAll('a')].some((link) => /^Ofiste\\. Son eşitleme/.test(link.getAttribute('aria-label') ?? link.textContent ?? ''))`;
/** The last message with these words says how far it has come. */
const STANDS = `return [...document.querySelectorAll('[data-message]')].some((one) => one.textContent.includes(arguments[0]) && one.textContent.includes(arguments[1]))`;

async function signIn(page: WebkitPage, url: string, { email }: Person): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.fill('E-posta', email);
  await page.fill('Parola', PASSWORD);
  await page.click('button', 'Oturum aç');
  await page.waitFor('the first synchronisation', IN_OFFICE);
}

test('writes while the office is away, hears the answer, makes a customer and connects a line, in WebKit', async () => {
  test.setTimeout(600_000);
  // Not over HTTPS: the stand-in, which knows no certificate of ours, would tell of nothing.
  const office = await openOffice();
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [chat] = await office.query<{ id: string }>(
    `SELECT v.id FROM conversations v JOIN customers c ON c.id = v.customer_id WHERE c.owner_id = $1
      AND v.channel = 'whatsapp'`,
    [agent.id],
  );
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const page = await openWebkit();
  try {
    await signIn(page, office.url, agent);
    await page.run('return navigator.serviceWorker.ready.then(() => true)');
    await page.goto(`${office.url}/messages/${chat!.id}`);
    await page.waitForText('randevuyu perşembeye');

    await office.kill();
    await page.fill('Mesaj yazın', 'Perşembe 14.00 uygun mu?');
    await page.click('button', 'Gönder');
    await page.waitFor('it to be on the device', STANDS, 'Perşembe 14.00', 'Cihazda');
    await office.start();
    await page.waitFor('it to be read', STANDS, 'Perşembe 14.00', 'Okundu');
    // The customer writes back, and nobody reloads.
    await page.waitForText('Olur, bana uyar');
    const left = await office.query(
      `SELECT h.key_id FROM chat_messages h JOIN messages m ON m.id = h.message_id
       WHERE m.conversation_id = $1 AND h.from_me AND h.content ->> 'text' = 'Perşembe 14.00 uygun mu?'`,
      [chat!.id],
    );
    expect(left).toHaveLength(1);

    await page.click('button', 'Hazır metin');
    await page.click('menuitem', 'Teşekkür…');
    await page.waitFor(
      'the words in the field',
      `return document.querySelector('textarea')?.value.includes('bizi tercih ettiğiniz için')`,
    );

    await page.goto(`${office.url}/messages?show=unmatched`);
    // Its letters stand before its name.
    await page.click('button', 'SSelin…');
    await page.click('button', 'Yeni müşteri');
    await page.click('button', 'Müşteri yap');
    await page.waitFor('the thread', STANDS, 'Fiyat bilgisi', '');
    await expect
      .poll(() => office.query(`SELECT owner_id AS "ownerId" FROM customers WHERE phone = '+905551112233'`))
      .toEqual([{ ownerId: agent.id }]);
  } finally {
    await page.close();
  }
  const desk = await openWebkit();
  try {
    await signIn(desk, office.url, admin!);
    await desk.goto(`${office.url}/lines`);
    await desk.click('button', 'Hatla ne yapılacak: Merkez');
    await desk.click('menuitem', 'Oturumu kapat');
    await desk.click('button', 'Oturumu kapat');
    await desk.click('button', 'Telefonu bağla');
    await desk.waitFor(
      'the picture',
      `return document.querySelector('dialog img, [role=dialog] img')?.naturalWidth > 0`,
    );
    await desk.waitForText('Bağlandı. Hat kullanıma hazır.');
    expect(await desk.run(`return document.querySelector('dialog img, [role=dialog] img')`)).toBeNull();
  } finally {
    await desk.close();
    await office.close();
  }
});
