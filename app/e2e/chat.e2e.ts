/** WhatsApp as an agent lives it: written without network it leaves once, the answer comes by itself, strangers become customers. */
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

const SLOW = { timeout: 60_000 };

test.describe.configure({ timeout: 180_000 });

test('what is written offline leaves once when the network is back, and the answer comes live on two devices', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [chat] = await office.query<{ id: string }>(
    `SELECT v.id FROM conversations v JOIN customers c ON c.id = v.customer_id WHERE c.owner_id = $1 AND v.channel = 'whatsapp'`,
    [agent.id],
  );
  const tablet = await tablets();
  const { page } = tablet;
  await signIn(page, agent);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  const boss = (await tablets()).page;
  await signIn(boss, manager);
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
});

test('a stranger who wrote becomes a customer in a tap, with the number and everything that was said', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets();
  await signIn(page, agent);
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
});
