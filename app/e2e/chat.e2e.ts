/**
 * WhatsApp as an agent lives it: written without network it leaves once, the answer comes by itself, strangers become
 * customers.
 */
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';
import { visit } from './screen-checks';

const SLOW = { timeout: 60_000 };

test.describe.configure({ timeout: 180_000 });

test('what is written offline leaves once when the network is back, and the answer comes live on two devices', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [chat] = await office.query<{ id: string }>(
    `SELECT v.id FROM conversations v JOIN customers c ON c.id = v.customer_id WHERE c.owner_id = $1
      AND v.channel = 'whatsapp'`,
    [agent.id],
  );
  const tablet = await tablets({ of: agent, reducedMotion: 'no-preference' });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  const boss = (await tablets({ of: manager })).page;
  await waitUntilInOffice(boss);
  await boss.goto(`/messages/${chat!.id}`);
  const seen = boss.getByRole('log').locator('[data-message]');
  await expect(seen).toHaveCount(4, SLOW);

  await page.goto(`/messages/${chat!.id}`);
  const said = page.getByRole('log').locator('[data-message]');
  await expect(said).toHaveCount(4, SLOW);
  await tablet.context.setOffline(true);
  await page.getByLabel('Mesaj yazın').fill('Perşembe 14.00 uygun mu?');
  await page.getByRole('button', { name: 'Gönder', exact: true }).click();
  const own = said.filter({ hasText: 'Perşembe 14.00 uygun mu?' });
  await expect(own).toContainText('Cihazda');
  await expect(seen).toHaveCount(4);

  await tablet.context.setOffline(false);
  await expect(own).toContainText('Okundu', SLOW);
  // The customer writes back, and nobody reloads.
  await expect(said).toHaveCount(6, SLOW);
  await expect(seen).toHaveCount(6, SLOW);
  const left = await office.query(
    `SELECT h.key_id FROM chat_messages h JOIN messages m ON m.id = h.message_id
     WHERE m.conversation_id = $1 AND h.from_me AND h.content ->> 'text' = 'Perşembe 14.00 uygun mu?'`,
    [chat!.id],
  );
  expect(left).toHaveLength(1);

  // An answer to one of theirs, in words that are ready; what they think of ours is told meanwhile.
  await office.query(
    `INSERT INTO webhook_inbox (id, line_id, raw) SELECT gen_random_uuid(), h.line_id,
      jsonb_build_object('event', 'messages.upsert', 'data',
       jsonb_build_object('key', jsonb_build_object('remoteJid', i.value, 'fromMe', false, 'id', '3EB0REACTED'),
         'messageType', 'reactionMessage',
         'messageTimestamp', extract(epoch FROM now())::bigint, 'message',
           jsonb_build_object('reactionMessage', jsonb_build_object('text', '❤️',
           'key', jsonb_build_object('remoteJid', i.value, 'fromMe', true, 'id', h.key_id)))))
     FROM chat_messages h JOIN messages m ON m.id = h.message_id JOIN identities i ON i.chat_id = h.chat_id
       AND i.kind = 'jid'
     WHERE m.conversation_id = $1 AND m.body LIKE 'Merhaba, hazırlıyoruz%'`,
    [chat!.id],
  );
  const act = async (text: string, name: string) => {
    const more = said
      .filter({ hasText: text })
      .last()
      .getByRole('button', { name: /^Mesajla ne yapılacak/ });
    const item = page.getByRole('menuitem', { name: new RegExp(`^${name}`) });
    // What arrives meanwhile moves the row from under the press; one opens it again.
    await expect(async () => {
      if (!(await item.isVisible())) await more.click({ timeout: 3_000 });
      await item.click({ timeout: 3_000 });
    }).toPass(SLOW);
  };
  await act('randevuyu perşembeye', 'Alıntıla');
  await page.getByRole('button', { name: 'Hazır metin' }).click();
  await page.getByRole('menuitem', { name: /^Teşekkür/ }).click();
  await expect(page.getByLabel('Mesaj yazın')).toHaveValue(/bizi tercih ettiğiniz için/);
  await page.getByRole('button', { name: 'Gönder', exact: true }).click();
  const thanks = said.filter({ hasText: 'bizi tercih ettiğiniz için' });
  await expect(thanks).toContainText('Okundu', SLOW);
  await expect(thanks.getByRole('button', { name: /^Yanıtlanan mesaja git.*perşembeye/ })).toBeVisible();
  await expect(said.filter({ hasText: 'hazırlıyoruz' }).getByLabel('Tepkiler')).toHaveText('❤️', SLOW);

  // What we think of theirs: whoever turns to another message leaves the first, and one tap is enough.
  const bars = page.getByRole('group', { name: 'Tepki ver' });
  await act('randevuyu perşembeye', 'Tepki ver');
  await expect(bars.getByRole('button', { name: '👍' })).toBeFocused();
  await act('bizi tercih ettiğiniz için', 'Tepki ver');
  await expect(bars).toHaveCount(1);
  await bars.getByRole('button', { name: '🙏' }).click();
  await expect(bars).toHaveCount(0);
  await expect(thanks.getByLabel('Tepkiler')).toHaveText('🙏', SLOW);

  // Put off, taken back into the field and put off again, and called off in the end: it never leaves.
  const putOff = async (choice: RegExp) => {
    await page.getByRole('button', { name: 'Sonra gönder' }).click();
    await page.getByRole('dialog', { name: 'Sonra gönder' }).getByRole('button', { name: choice }).click();
  };
  await page.getByLabel('Mesaj yazın').fill('Yarın arayayım mı?');
  await putOff(/^Yarın sabah/);
  const later = said.filter({ hasText: 'Yarın arayayım mı?' });
  await expect(later).toContainText('Gidecek:', SLOW);
  await act('Yarın arayayım mı?', 'Düzenle');
  await expect(page.getByLabel('Mesaj yazın')).toHaveValue('Yarın arayayım mı?');
  await page.getByLabel('Mesaj yazın').fill('Öbür gün arayayım mı?');
  await putOff(/^Yarın sabah/);
  await expect(said.filter({ hasText: 'Öbür gün arayayım mı?' })).toContainText('Gidecek:', SLOW);
  await act('Öbür gün arayayım mı?', 'Vazgeç');
  const offs = `SELECT state FROM messages WHERE conversation_id = $1 AND body LIKE '%arayayım mı?'`;
  await expect
    .poll(() => office.query(offs, [chat!.id]), SLOW)
    .toEqual([{ state: 'cancelled' }, { state: 'cancelled' }]);
});

test('what the search found is jumped to, the end stays in sight, and a reply left half typed keeps its quote', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [first] = await office.query<{ id: string; chatId: string; body: string; writer: string }>(
    `SELECT m.id, m.conversation_id AS "chatId", m.body, c.first_name AS writer FROM messages m
      JOIN conversations v ON v.id = m.conversation_id JOIN customers c ON c.id = v.customer_id
     WHERE c.owner_id = $1 AND v.channel = 'whatsapp' AND m.direction = 'in' ORDER BY m.created_at LIMIT 1`,
    [agent.id],
  );
  const { id, chatId, body, writer } = first!;
  const tablet = await tablets({ of: agent });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await page.goto(`/messages/${chatId}`);
  const field = page.getByLabel('Mesaj yazın');
  const said = page.getByRole('log').locator('[data-message]');
  await expect(said).toHaveCount(4, SLOW);
  await tablet.context.setOffline(true);
  for (const name of ['uzun bir', 'uzun iki']) {
    await field.fill(`${name}\n${'satır\n'.repeat(14)}`);
    await page.getByRole('button', { name: 'Gönder', exact: true }).click();
  }
  const last = said.filter({ hasText: 'uzun iki' }).locator('time');
  await expect(last).toBeInViewport();
  await expect(field).toBeFocused();
  // A keyboard opens, and closes.
  await page.setViewportSize({ width: 1180, height: 520 });
  await expect(last).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1180, height: 820 });
  await expect(last).toBeInViewport({ ratio: 1 });

  const found = page.locator(`[data-message="${id}"]`);
  await page.getByRole('searchbox', { name: 'Yazışmalarda ara' }).fill(body);
  const row = page.getByRole('row', { name: new RegExp(writer) });
  for (let times = 0; times < 2; times += 1) {
    await row.click();
    await expect(found).toBeInViewport();
    await expect(page).toHaveURL(new RegExp(`message=${id}`));
    await page.getByRole('log').evaluate((log) => (log.scrollTop = log.scrollHeight));
    await expect(found).not.toBeInViewport();
  }
  // Within the open one: the newest that says it, the older one by Enter, and the way out by Escape.
  await page.getByRole('button', { name: 'Yazışmayla ne yapılacak' }).click();
  await page.getByRole('menuitem', { name: 'Bu yazışmada ara' }).click();
  const within = page.getByRole('searchbox', { name: 'Bu yazışmada ara' });
  await expect(within).toBeFocused();
  await within.fill('uzun');
  const hits = page.getByRole('search', { name: 'Bu yazışmada ara' }).getByRole('status');
  await expect(hits).toHaveText('1 / 2');
  await page.keyboard.press('Enter');
  await expect(hits).toHaveText('2 / 2');
  await within.fill(body);
  await expect(found).toBeInViewport();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(within).toBeHidden();
  await expect(page.getByRole('log')).toBeFocused();
  await row.click();
  await page.getByRole('searchbox', { name: 'Yazışmalarda ara' }).fill('');
  const more = found.getByRole('button', { name: /^Mesajla ne yapılacak/ });
  await more.click();
  await page.getByRole('menuitem', { name: /^Alıntıla/ }).click();
  await field.fill('Bunun için');
  const quote = page.getByRole('button', { name: 'Alıntıyı kaldır' }).locator('..');
  await expect(quote).toContainText(writer);
  await expect(quote).toContainText(body);
  await visit(page, '/customers');
  await visit(page, '/messages');
  await expect(quote).toBeHidden();
  await expect(row).toContainText('Taslak:');
  await expect(row).toContainText('Bunun için');
  await row.click();
  await expect(field).toHaveValue('Bunun için');
  await expect(quote).toContainText(body);
  // By key one goes from the list to the field.
  await row.locator('[tabindex]').first().focus();
  await page.keyboard.press('m');
  await expect(field).toBeFocused();
  await page.keyboard.press('Control+Enter');
  const reply = said.filter({ hasText: 'Bunun için' });
  await expect(reply.getByRole('button', { name: /^Yanıtlanan mesaja git/ })).toBeVisible();
  await expect(quote).toBeHidden();
});

test('a stranger who wrote becomes a customer in a tap, with the number and everything that was said', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto('/messages?show=unmatched');
  await page.getByRole('button', { name: /^Selin/ }).click();
  await page.getByRole('button', { name: 'Yeni müşteri' }).click();
  await page.getByRole('button', { name: 'Müşteri yap' }).click();

  await expect(page.getByLabel('Mesaj yazın')).toBeVisible(SLOW);
  await expect(page.getByRole('log').locator('[data-message]')).toContainText('Fiyat bilgisi alabilir miyim?', SLOW);
  await expect(page.getByRole('row', { name: /Selin/ })).toBeVisible();
  const made = await office.query<{ phone: string; ownerId: string }>(
    `SELECT phone, owner_id AS "ownerId" FROM customers WHERE first_name = 'Selin' AND phone = '+905551112233'`,
  );
  expect(made).toEqual([{ phone: '+905551112233', ownerId: agent.id }]);

  // One without a number is somebody we know; another is nobody's business.
  const [known] = await office.query<{ id: string; name: string }>(
    `SELECT id, first_name || ' ' || last_name AS name FROM customers WHERE owner_id = $1 AND deleted_at IS NULL
      AND id NOT IN
       (SELECT customer_id FROM conversations WHERE channel = 'whatsapp') ORDER BY id LIMIT 1`,
    [agent.id],
  );
  await page.goto('/messages?show=unmatched');
  await page.getByRole('button', { name: /^Bora/ }).click();
  await page.getByRole('button', { name: 'Yok say' }).click();
  await expect(page.getByRole('button', { name: /^Bora/ })).toBeHidden();
  await page.getByRole('button', { name: /^Murat Usta/ }).click();
  await page.getByRole('button', { name: 'Müşteriye bağla' }).click();
  const picker = page.getByRole('dialog', { name: 'Müşteri seçin' });
  await picker.getByRole('searchbox').fill(known!.name);
  await picker.getByRole('option', { name: new RegExp(known!.name) }).click();
  await expect(page.getByRole('heading', { name: known!.name })).toBeVisible(SLOW);
  await expect(page.getByRole('log').locator('[data-message]')).toContainText('yarın müsait misiniz?', SLOW);
  const linked = await office.query('SELECT customer_id AS id FROM chats WHERE name = $1', ['Murat Usta']);
  expect(linked).toEqual([{ id: known!.id }]);
});

test('a line is logged out, connected again and restarted', async ({ office, tablets }) => {
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const { page } = await tablets();
  await signIn(page, admin!);
  await page.goto('/lines');
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Hatla ne yapılacak: Merkez' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await act('Oturumu kapat');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Oturumu kapat' }).click();
  await page.getByRole('button', { name: 'Telefonu bağla' }).click(SLOW);
  const dialog = page.getByRole('dialog', { name: 'Telefonu bağla: Merkez' });
  await expect(dialog.getByText('Bağlandı. Hat kullanıma hazır.')).toBeVisible(SLOW);
  await dialog.getByRole('button', { name: 'Kapat' }).last().click();
  await act('Yeniden başlat');
  await expect(page.getByText('Hat yeniden başlatıldı.')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Bağlı' })).toBeVisible(SLOW);
});
