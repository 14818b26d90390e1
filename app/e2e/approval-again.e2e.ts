/** What a manager approves is asked for again once called off or held; what nobody answered is followed up. */
import { findPeople, waitUntilInOffice, type Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

test.describe.configure({ timeout: 240_000 });
const SLOW = { timeout: 60_000 };
const HOUR_MS = 3_600_000;

/** A signing, which needs an approval and has one, with a customer of her own. */
async function approvedSigning(office: Office, agent: Person, lastName: string, startMs: number, at = 0) {
  const [customer] = await office.query<{ id: string }>(
    `UPDATE customers SET first_name = 'Defne', last_name = $2, next_step_text = '', next_step_due_on = ''
      WHERE id = (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id OFFSET ${at} LIMIT 1)
      RETURNING id`,
    [agent.id, lastName],
  );
  const [row] = await office.query<{ id: string }>(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, kind_id, starts_at, ends_at, zone, status,
       created_by, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'İmza', 'meeting', 'signing', $3, $4, 'Europe/Istanbul', 'approved', $2, now())
     RETURNING id`,
    [customer!.id, agent.id, new Date(startMs).toISOString(), new Date(startMs + HOUR_MS / 2).toISOString()],
  );
  return { id: row!.id, customer: customer!.id };
}
const statusOf = async (office: Office, id: string) =>
  (await office.query<{ status: string }>('SELECT status FROM appointments WHERE id = $1', [id]))[0]?.status;

test('cancelled or held and taken back by its agent, a signing waits for its manager again', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const soon = await approvedSigning(office, agent, 'Vazgeçen', Date.parse('2027-03-10T06:00:00Z'));
  const past = await approvedSigning(office, agent, 'Gelen', Date.now() - 2 * HOUR_MS, 1);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto('/calendar?view=week&date=2027-03-10');
  await page.getByRole('button', { name: /Defne Vazgeçen/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'İptal et', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Randevuyu iptal et' }).click();
  await expect.poll(() => statusOf(office, soon.id), SLOW).toBe('cancelled');
  await page.getByRole('button', { name: 'Geri al' }).last().click();
  await expect.poll(() => statusOf(office, soon.id), SLOW).toBe('requested');
  // The tablet says the same, and offers nothing by which it would confirm it itself.
  await page.getByRole('button', { name: /Defne Vazgeçen/ }).click();
  await expect(page.getByRole('dialog').getByText('Onay bekliyor').first()).toBeVisible(SLOW);
  await expect(page.getByRole('dialog').getByRole('button', { name: /Onayla|Yapıldı|Gelmedi/ })).toHaveCount(0);

  await page.goto('/');
  await page.getByRole('button', { name: 'Defne Gelen: yapıldı' }).click();
  await expect.poll(() => statusOf(office, past.id), SLOW).toBe('held');
  await page.getByRole('button', { name: 'Geri al' }).last().click();
  await expect.poll(() => statusOf(office, past.id), SLOW).toBe('requested');
});

test('an appointment that nobody answered is one follow-up on Bugün, and stays done', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { id, customer } = await approvedSigning(office, agent, 'Yanıtsız', Date.now() - 26 * HOUR_MS);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  // Until the office asks, one tap says it.
  await expect(page.getByRole('button', { name: 'Defne Yanıtsız: gelmedi' })).toBeVisible(SLOW);
  for (let time = 0; time < 2; time += 1) await office.query(`SELECT pg_notify('saha_jobs', 'ask-outcomes')`);
  const step = page
    .getByRole('listitem')
    .filter({ hasText: 'Defne Yanıtsız' })
    .filter({
      hasText: /Randevu nasıl geçti\?/,
    });
  await expect(step).toHaveCount(1, SLOW);
  await step.getByRole('button', { name: /^Yapıldı|yapıldı$/ }).click();
  const isDone = async () =>
    (
      await office.query<{ done: boolean }>(
        `SELECT next_step_done_at IS NOT NULL AS done FROM customers WHERE id = $1`,
        [customer],
      )
    )[0]?.done;
  await expect.poll(isDone, SLOW).toBe(true);
  // Asked again, the office asks nobody again.
  await office.query(`SELECT pg_notify('saha_jobs', 'ask-outcomes')`);
  await page.waitForTimeout(3_000);
  expect(await isDone()).toBe(true);
  expect(await office.query('SELECT root_id FROM asked_outcomes WHERE root_id = $1', [id])).toHaveLength(1);
});
