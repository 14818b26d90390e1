/** A conversation changes hands between two people, and news reach a device whose app is closed. */
import { startPushService } from '../../server/test/push-service';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

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

test('a conversation is given to a colleague, who sees it at once with the note; the customer hears nothing', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { agent: colleague } = await findPeople(office, 'Emre Çelik');
  const id = await chatOf(office, agent.id);
  const theirs = (await tablets()).page;
  await signIn(theirs, colleague);
  await theirs.goto('/messages?show=mine');

  const { page } = await tablets({ of: agent });
  await page.goto(`/messages/${id}`);
  await page.getByRole('button', { name: 'Yazışmayla ne yapılacak' }).click(SLOW);
  await page.getByRole('menuitem', { name: 'Devret' }).click();
  const dialog = page.getByRole('dialog', { name: 'Devret' });
  await dialog.getByRole('combobox', { name: /Kime/ }).fill('Emre');
  await page.getByRole('option', { name: /Emre Çelik/ }).click();
  await dialog.getByLabel('Not (isteğe bağlı)').fill('Pazartesi aranmak istiyor');
  await dialog.getByRole('button', { name: 'Devret', exact: true }).click();
  await expect(page.getByRole('note', { name: 'Devir' })).toContainText('Pazartesi aranmak istiyor');

  const [customer] = await office.query<{ name: string }>(
    `SELECT c.first_name AS name FROM customers c JOIN conversations v ON v.customer_id = c.id WHERE v.id = $1`,
    [id],
  );
  await theirs.getByRole('row', { name: new RegExp(customer!.name) }).click(SLOW);
  await expect(theirs.getByRole('note', { name: 'Devir' })).toContainText('Pazartesi aranmak istiyor', SLOW);
  const left = await office.query(`SELECT id FROM deliveries WHERE content::text LIKE '%Pazartesi aranmak%'`);
  expect(left).toEqual([]);
});

test('while an agent is away what their customer writes is with the stand-in they named, and comes back', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { agent: standIn } = await findPeople(office, 'Emre Çelik');
  const id = await chatOf(office, agent.id);
  const own = (await tablets({ of: agent })).page;
  await waitUntilInOffice(own);
  await own.goto('/settings/absences');
  await own.getByRole('button', { name: 'İzin ekle' }).click();
  const absence = own.getByRole('dialog', { name: 'İzin ekle' });
  await absence.getByRole('button', { name: /İlk gün/ }).click();
  await own.getByRole('button', { name: 'Bugün', exact: true }).click();
  await absence.getByRole('combobox', { name: /Yerime bakan/ }).fill('Emre');
  await own.getByRole('option', { name: /Emre Çelik/ }).click();
  await absence.getByRole('button', { name: 'Kaydet' }).click();
  await waitUntilInOffice(own);

  const theirs = (await tablets()).page;
  await signIn(theirs, standIn);
  await theirs.goto('/messages?show=mine');
  const boss = (await tablets({ of: manager })).page;
  const write = async (text: string) => {
    await boss.goto(`/messages/${id}`);
    await boss.getByLabel('Mesaj yazın').fill(text);
    await boss.getByRole('button', { name: 'Gönder', exact: true }).click();
  };
  // Their customer answers whoever writes to them.
  await write('Merhaba, belgeleriniz hazır mı?');
  const [customer] = await office.query<{ name: string }>(
    `SELECT c.first_name AS name FROM customers c JOIN conversations v ON v.customer_id = c.id WHERE v.id = $1`,
    [id],
  );
  await theirs.getByRole('row', { name: new RegExp(customer!.name) }).click(SLOW);
  await expect(theirs.getByRole('note', { name: 'Devir' })).toContainText('Zeynep Yılmaz izinde → Siz', SLOW);
  await expect(
    theirs.getByText('Zeynep Yılmaz izinde; bu yazışmaya siz bakıyorsunuz.', { exact: false }),
  ).toBeVisible();

  await own.goto('/settings/absences');
  await own
    .getByRole('button', { name: /^İzni kaldır/ })
    .first()
    .click();
  await waitUntilInOffice(own);
  await write('Teşekkürler, yarın arayacağım');
  await own.goto(`/messages/${id}`);
  await expect(own.getByText('İzin bitti → Siz')).toBeVisible(SLOW);
});

test('a message reaches a device whose app is closed, encrypted for it', async ({ office, tablets }) => {
  const service = await startPushService();
  try {
    const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
    const id = await chatOf(office, agent.id);
    const { page, context } = await tablets();
    await context.grantPermissions(['notifications'], { origin: office.url });
    // No browser's own push service can be reached here: this one takes its place, and the protocol stays what it is.
    await page.addInitScript((device) => {
      const subscription = {
        endpoint: device.endpoint,
        toJSON: () => ({ endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } }),
      };
      if (typeof PushManager !== 'undefined')
        PushManager.prototype.subscribe = () => Promise.resolve(subscription as unknown as PushSubscription);
    }, service.device());
    await signIn(page, agent);
    await waitUntilInOffice(page);
    await waitUntilInstalled(page);
    await page.goto('/notifications');
    await page.getByText('Bu cihazda bildirim göster').click(SLOW);
    await expect(page.getByText('Bildirimler bu cihazda açıldı.')).toBeVisible(SLOW);
    await page.goto('about:blank');

    const boss = (await tablets({ of: manager })).page;
    await boss.goto(`/messages/${id}`);
    await boss.getByLabel('Mesaj yazın').fill('Perşembe 14.00 uygun mu?');
    await boss.getByRole('button', { name: 'Gönder', exact: true }).click();
    await expect.poll(() => service.pushed.length, SLOW).toBeGreaterThan(0);
    const [pushed] = service.pushed;
    expect(pushed?.payload).toMatchObject({ body: 'Yeni WhatsApp mesajı', url: `/messages/${id}` });
  } finally {
    await service.close();
  }
});
