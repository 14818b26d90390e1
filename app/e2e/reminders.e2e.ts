/**
 * A customer's own link without script, what they say by it and by SMS on the agent's tablet, and a rule that changes.
 */
import { findPeople, waitUntilInOffice, type Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';
import { readEvents } from './read-events';
import { problemsOf } from './screen-checks';

const SLOW = { timeout: 60_000 };
type Booked = { id: string; startsAt: string };

/**
 * Appointments of hers in the days to come that nothing meets, each the first of its customer where `isFirst`; their
 * customers have a number and an address.
 */
async function bookedOf(office: Office, agent: Person, count: number, isFirst = true): Promise<Booked[]> {
  const booked = await office.query<Booked & { customerId: string }>(
    `SELECT a.id, a.starts_at AS "startsAt", a.customer_id AS "customerId" FROM appointments a
      JOIN customers c ON c.id = a.customer_id
     WHERE a.agent_id = $1 AND a.status = 'confirmed' AND a.recurrence = '' AND a.occurrence_on = '' AND a.remind = ''
       AND a.starts_at BETWEEN now() + interval '50 hours' AND now() + interval '500 hours' AND c.owner_id = $1
         AND c.stage <> 'lost'
       AND NOT EXISTS (SELECT FROM occurrences o WHERE o.root_id <> a.id AND (o.agent_id = a.agent_id
         OR o.customer_id = a.customer_id)
         AND o.starts_at < a.ends_at AND o.ends_at > a.starts_at)
       AND NOT ($3 AND EXISTS (SELECT FROM occurrences o WHERE o.root_id <> a.id AND o.customer_id = a.customer_id
         AND o.starts_at BETWEEN now() AND a.starts_at))
     ORDER BY a.starts_at LIMIT $2`,
    [agent.id, count, isFirst],
  );
  for (const [at, { customerId }] of booked.entries())
    await office.query(
      `UPDATE customers SET email = $2, phone = $3, language = 'tr', first_name = 'Defne', last_name = $4
        WHERE id = $1`,
      [customerId, `defne${at}@ornek.example`, `+90532999000${at}`, `Randevulu${at}`],
    );
  return booked.map(({ id, startsAt }) => ({ id, startsAt: new Date(startsAt).toISOString() }));
}

/** The office says it at once, whatever time it is; answers the link that stands in the mail, '' in an SMS. */
async function tell(office: Office, appointmentId: string, channel: 'sms' | 'email'): Promise<string> {
  const row = await due(office, appointmentId, 'booked', [channel]);
  const sent = () =>
    office.query<{ url: string | null }>(
      `SELECT content -> 'action' ->> 'url' AS url FROM deliveries WHERE reminder_id = $1
        AND state IN ('sent', 'delivered')`,
      [row],
    );
  await expect.poll(sent, SLOW).toHaveLength(1);
  return (await sent())[0]?.url ?? '';
}

/** A reminder that is due now; answers its id. */
async function due(
  office: Office,
  appointmentId: string,
  kind: 'booked' | 'before',
  [channel, ...rungs]: readonly ('sms' | 'email')[],
): Promise<string> {
  const [row] = await office.query<{ id: string }>(
    `INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, round, customer_id,
      rungs, due_at, windows)
     SELECT gen_random_uuid(), id, '', $2, $3, 0, starts_at, 9, customer_id, $4, now(),
       tstzmultirange(tstzrange(now() - interval '1 minute', starts_at)) FROM appointments WHERE id = $1 RETURNING id`,
    [appointmentId, kind, channel, rungs],
  );
  await office.query(`SELECT pg_notify('saha_jobs', 'send-reminders')`);
  return row!.id;
}

test.describe.configure({ timeout: 180_000 });

test('a customer without script asks for another time by a mail’s link, one tap moves it, the link shows it', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [first, second] = await bookedOf(office, agent, 2);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);

  const path = new URL(await tell(office, first!.id, 'email')).pathname;
  const reader = (await tablets({ javaScriptEnabled: false })).page;
  await reader.goto(path);
  await expect(reader.getByRole('heading', { name: 'Randevunuz' })).toBeVisible();
  const seen = reader.locator('input[name=seen]').first();
  await expect(seen).toHaveValue(first!.startsAt);
  const readFile = async () => {
    const href = await reader.getByRole('link', { name: /takvim/i }).getAttribute('href');
    const [event] = readEvents(await (await reader.request.get(href!)).text());
    return event!;
  };
  const file = await readFile();
  expect(file).toMatchObject({ startsAt: first!.startsAt, uid: `${first!.id}@saha` });
  await reader.getByText('Başka bir zaman isteyin').click();
  const slot = reader.getByRole('radio').nth(1);
  await slot.check();
  const wanted = await slot.inputValue();
  await reader.getByRole('button', { name: 'İsteğimi iletin' }).click();
  await expect(reader.getByText(/İsteğinizi danışmanınıza ilettik/)).toBeVisible();

  // It is on her Bugün by itself, and one tap takes it there.
  await expect(page.getByRole('heading', { name: '1 müşteri yanıtı bekliyor' })).toBeVisible(SLOW);
  await page.getByRole('button', { name: /^Taşıyın:/ }).click();
  await waitUntilInOffice(page);
  await expect
    .poll(async () => {
      await reader.goto(path);
      return seen.inputValue();
    }, SLOW)
    .toBe(wanted);
  const moved = await readFile();
  expect(moved).toMatchObject({ startsAt: wanted, uid: file.uid });
  expect(moved.sequence).toBeGreaterThan(file.sequence);
  await reader.getByRole('button', { name: 'Geliyorum' }).click();
  await expect(reader.getByText(/Onayınızı aldık/)).toBeVisible();
  await page.goto(`/appointments/${first!.id}`);
  await expect(page.getByText('Müşteri onayladı')).toBeVisible(SLOW);

  // Another one answers by SMS while she looks at the appointment.
  await tell(office, second!.id, 'sms');
  await page.goto(`/appointments/${second!.id}`);
  await expect(page.getByRole('region', { name: 'Müşteriye haber' })).toBeVisible(SLOW);
  await expect(page.getByText('Müşteri onayladı')).toBeHidden();
  await office.query(
    `INSERT INTO incoming_sms (id, from_address, address_key, text, said, occurred_at)
     SELECT 'e2e', phone, phone_key, 'EVET geliyorum', 'yes', now() FROM customers WHERE last_name = 'Randevulu1'`,
  );
  await office.query(`SELECT pg_notify('saha_jobs', 'hear-answers')`);
  await expect(page.getByText('Müşteri onayladı')).toBeVisible(SLOW);
});

test('when the office changes its rule, what an appointment says about its reminders changes with it', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [booked] = await bookedOf(office, agent, 1);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto(`/appointments/${booked!.id}`);
  const planned = page.getByRole('region', { name: 'Müşteriye haber' }).getByRole('listitem');
  await expect(planned).toHaveCount(2, SLOW);

  const boss = (await tablets({ of: manager })).page;
  await waitUntilInOffice(boss);
  await boss.goto('/settings/reminders');
  await boss.getByRole('button', { name: 'Hatırlatma ekle' }).click();
  await boss.getByRole('button', { name: 'Kaydet' }).click();
  await expect(boss.getByText('Kaydedildi.')).toBeVisible();
  await waitUntilInOffice(boss);
  await expect(planned).toHaveCount(3, SLOW);
  await expect
    .poll(() => office.query(`SELECT 1 FROM reminders WHERE root_id = $1 AND offset_minutes = 15`, [booked!.id]), SLOW)
    .toHaveLength(1);
  // For this one alone somebody decides otherwise.
  await page.getByRole('button', { name: /Bu randevu için/ }).click();
  await page.getByRole('option', { name: 'Hatırlatılmasın' }).click();
  await expect(planned).toHaveCount(0);
  await waitUntilInOffice(page);
  await expect
    .poll(
      () =>
        office.query<{ state: string; reason: string }>(
          `SELECT DISTINCT state, reason FROM reminders WHERE root_id = $1`,
          [booked!.id],
        ),
      SLOW,
    )
    .toEqual([{ state: 'withdrawn', reason: 'own_choice' }]);
});

test('the customer’s page holds up whatever became of the appointment, on phone and tablet, by day and night', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const booked = await bookedOf(office, agent, 3, false);
  expect(booked).toHaveLength(3);
  const paths: string[] = [];
  for (const { id } of booked) paths.push(new URL(await tell(office, id, 'email')).pathname);
  const [open, declined, held] = paths as [string, string, string];
  const plain = (await tablets({ javaScriptEnabled: false })).page;
  await plain.goto(declined);
  await plain.locator('summary', { hasText: 'Gelemiyorum' }).click();
  await plain.getByRole('textbox', { name: 'Nedeni (isterseniz)' }).fill('O hafta yurt dışındayım');
  await plain.getByRole('button', { name: 'Randevumu iptal edin' }).click();
  await expect(plain.getByText('Randevunuz iptal edildi. Haber verdiğiniz için', { exact: false })).toBeVisible();
  await expect(plain.getByRole('button')).toHaveCount(0);
  await office.query(
    `UPDATE appointments SET status = 'held', starts_at = now() - interval '3 days',
      ends_at = now() - interval '71 hours' WHERE id = $1`,
    [booked[2]!.id],
  );
  await plain.goto(held);
  await expect(plain.getByText('Bu randevuda görüştük. Geldiğiniz için teşekkür ederiz.')).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await tablets({ colorScheme });
    for (const size of [{ width: 390, height: 844 }, undefined]) {
      await page.setViewportSize(size ?? { width: 1180, height: 820 });
      for (const path of [open, declined, held, `${open.slice(0, -2)}AA`]) {
        await page.goto(path);
        for (const fold of await page.locator('summary').all()) await fold.click();
        expect(await problemsOf(page, 'tr'), `${path} ${colorScheme} ${size?.width ?? 1180}`).toEqual([]);
      }
      await page.goto(`${open}?lang=en`);
      await expect(page.getByRole('button', { name: 'I am coming' })).toBeVisible();
      expect(await problemsOf(page, 'en')).toEqual([]);
    }
  }
});

test('who cannot come, and what waited too long to leave, is on the agent’s Bugün until it is dealt with', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [booked, other] = await bookedOf(office, agent, 2);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  const reader = (await tablets({ javaScriptEnabled: false })).page;
  // Who wants another time and names none is called.
  await reader.goto(new URL(await tell(office, other!.id, 'email')).pathname);
  await reader.getByText('Başka bir zaman isteyin').click();
  // A time that they never chose is none they want.
  await expect(reader.getByRole('radio', { checked: true })).toHaveCount(0);
  await reader.getByRole('radio', { name: 'Başka bir zaman, beni arayın' }).check();
  await reader.getByRole('button', { name: 'İsteğimi iletin' }).click();
  await expect(page.getByRole('link', { name: 'Defne Randevulu1 adlı müşteriyi arayın' })).toHaveAttribute(
    'href',
    'tel:+905329990001',
    SLOW,
  );
  const asked = page.getByRole('region', { name: '1 müşteri yanıtı bekliyor' });
  // Whose it is and when stands there whole, beside the buttons or above them.
  const when = asked.getByText(/^\d+ \S+ \S+ \d\d:\d\d · Başka bir zaman istiyor$/);
  expect(await when.evaluate((line) => line.scrollWidth <= line.clientWidth)).toBe(true);
  await asked.getByRole('button', { name: 'Defne Randevulu1: randevu olduğu gibi kalsın' }).click();
  await expect(asked).toBeHidden();

  await reader.goto(new URL(await tell(office, booked!.id, 'email')).pathname);
  await reader.locator('summary', { hasText: 'Gelemiyorum' }).click();
  await reader.getByRole('textbox', { name: 'Nedeni (isterseniz)' }).fill('Hastayım');
  await reader.getByRole('button', { name: 'Randevumu iptal edin' }).click();
  await expect(reader.getByText('Randevunuz iptal edildi. Haber verdiğiniz için', { exact: false })).toBeVisible();

  await expect(page.getByText(/^Defne Randevulu0 randevusuna gelemeyeceğini bildirdi/)).toBeVisible(SLOW);
  const answers = page.getByRole('region', { name: '1 müşteri yanıtı bekliyor' });
  await expect(answers.getByText('Gelemeyeceğini bildirdi: Hastayım')).toBeVisible();
  expect(await problemsOf(page, 'tr')).toEqual([]);
  await answers.getByRole('button', { name: 'Defne Randevulu0 için yanıtı gördüm' }).click();
  await expect(answers).toBeHidden();
  await page.reload();
  await waitUntilInOffice(page);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(answers).toBeHidden();

  const [customer] = await office.query<{ id: string }>(`SELECT id FROM customers WHERE last_name = 'Randevulu0'`);
  await page.goto(`/customers/${customer!.id}`);
  await page.getByRole('button', { name: 'Mesaj', exact: true }).click();
  await page.getByRole('menuitem', { name: /E-posta yaz/ }).click();
  const compose = page.getByRole('dialog', { name: 'E-posta: Defne Randevulu0' });
  await compose.getByRole('textbox', { name: /^Konu/ }).fill('Yarınki belgeler');
  await compose.getByRole('textbox', { name: /^İleti/ }).fill('Merhaba');
  await compose.getByRole('button', { name: 'Gönder', exact: true }).click();
  await expect(compose).toBeHidden();
  await waitUntilInOffice(page);
  await expect
    .poll(() => office.query(`SELECT 1 FROM messages WHERE subject = 'Yarınki belgeler' AND state = 'delivered'`), SLOW)
    .toHaveLength(1);
  // As if it had come to the office half a day after it was written; what is on its way would say otherwise.
  await office.query(`UPDATE messages SET state = 'queued', reason = 'waited_long' WHERE subject = 'Yarınki belgeler'`);
  await page.goto('/');
  const asking = page.getByRole('region', { name: '1 mesajınız geç kaldı, gönderilsin mi?' });
  await asking.getByRole('button', { name: 'Yine de gönder: Yarınki belgeler' }).click();
  await expect(asking).toBeHidden();
  await expect
    .poll(
      () => office.query(`SELECT 1 FROM messages WHERE subject = 'Yarınki belgeler' AND released_at IS NOT NULL`),
      SLOW,
    )
    .toHaveLength(1);
});

test('whom nothing reaches is on the agent’s Bugün, one tap away from being called, with what was tried', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [booked] = await bookedOf(office, agent, 1);
  // Within the days for which somebody is called, at an hour at which nobody has another appointment.
  for (const [table, key] of [
    ['appointments', 'id'],
    ['occurrences', 'root_id'],
  ])
    await office.query(
      `UPDATE ${table} SET starts_at = date_trunc('day', now()) + interval '49 hours',
        ends_at = date_trunc('day', now()) + interval '50 hours'
       WHERE ${key} = $1`,
      [booked!.id],
    );
  await office.query(`UPDATE customers SET email = '' WHERE last_name = 'Randevulu0'`);
  await office.query(
    `INSERT INTO suppressions (address_key, channel, reason, since)
     SELECT phone_key, 'sms', 'stopped', now() FROM customers WHERE last_name = 'Randevulu0'`,
  );
  const { page } = await tablets({ of: agent });
  await due(office, booked!.id, 'before', ['sms', 'email']);
  await expect
    .poll(
      () =>
        office.query(`SELECT 1 FROM reminders WHERE root_id = $1 AND channel = 'email' AND state = 'skipped'`, [
          booked!.id,
        ]),
      SLOW,
    )
    .toHaveLength(1);
  await page.reload();
  const panel = page.getByRole('region', { name: /müşteriye ulaşılamadı, arayın$/ });
  await expect(panel.getByText('SMS istemiyor · E-posta adresi yok', { exact: false })).toBeVisible(SLOW);
  await expect(panel.getByRole('link', { name: 'Defne Randevulu0 adlı müşteriyi arayın' })).toHaveAttribute(
    'href',
    'tel:+905329990000',
  );

  // The same at the appointment, in the customer's thread, and for the manager among everything that left or did not.
  await page.goto(`/appointments/${booked!.id}`);
  const told = page.getByRole('region', { name: 'Müşteriye haber' });
  await expect(told.getByText('E-posta adresi yok')).toBeVisible(SLOW);
  const [who] = await office.query<{ id: string }>(`SELECT id FROM customers WHERE last_name = 'Randevulu0'`);
  await page.goto(`/customers/${who!.id}?tab=messages`);
  await expect(
    page.getByRole('region', { name: 'Randevu hatırlatmaları' }).getByText(/E-posta adresi yok$/),
  ).toBeVisible(SLOW);
  const boss = (await tablets({ of: manager })).page;
  await boss.goto('/deliveries?view=reminders');
  // Nothing of this office reaches anybody, and nobody is to believe it does.
  await expect(boss.getByRole('note')).toContainText('E-posta, SMS, WhatsApp için hesap kurulmamış');
  await boss.getByText('Ulaşmayanlar').click();
  const listed = boss.getByRole('link', { name: /^Defne Randevulu0/ });
  await expect(listed.filter({ hasText: 'E-posta adresi yok' })).toBeVisible(SLOW);
  await expect(listed.filter({ hasText: 'SMS istemiyor' })).toBeVisible();
});
