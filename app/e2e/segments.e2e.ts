import { findPeople, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

const NAME = 'Bu hafta gelen acelesi olanlar';

/** Of the manager's team, added since Monday in Istanbul and labelled as in a hurry. */
async function expectedIn(office: Office, manager: Person): Promise<{ id: string }[]> {
  return office.query(
    `SELECT c.id
     FROM customers c JOIN members m ON m.id = $1
     WHERE (c.team_id = m.team_id OR m.id = c.owner_id OR m.id = ANY(c.shared_with)) AND c.deleted_at IS NULL
       AND c.created_at >= date_trunc('week', now() AT TIME ZONE 'Europe/Istanbul') AT TIME ZONE 'Europe/Istanbul'
       AND c.labels->>'urgent' = '1' ORDER BY c.id`,
    [manager.id],
  );
}

test('a segment made offline is the same on two tablets', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  // Three of this week's customers of the team are in a hurry: two of other agents, one that is merely shared.
  await office.query(
    `UPDATE customers SET labels = '{"urgent": 1}', created_at = now() - interval '1 second' WHERE id IN (
       SELECT id FROM customers WHERE team_id = (SELECT team_id FROM members WHERE id = $1) AND owner_id <> $2
         AND deleted_at IS NULL ORDER BY id LIMIT 2)`,
    [manager.id, agent.id],
  );
  await office.query(
    `UPDATE customers SET labels = '{"urgent": 1}', created_at = now() - interval '1 second', shared_with = ARRAY[$1]::uuid[]
     WHERE id = (SELECT id FROM customers WHERE team_id <> (SELECT team_id FROM members WHERE id = $1)
       AND deleted_at IS NULL ORDER BY id LIMIT 1)`,
    [manager.id],
  );
  const expected = await expectedIn(office, manager);
  const tablet = await tablets({ of: manager });
  const { page } = tablet;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);

  await tablet.context.setOffline(true);
  await page.goto('/segments/new');
  await page.getByRole('textbox', { name: /^Ad/ }).fill(NAME);
  await page.getByRole('button', { name: 'Koşul ekle' }).click();
  await page.getByRole('button', { name: 'Koşul ekle' }).click();
  const second = page.getByRole('group', { name: 'Eklenme' }).nth(1);
  await second.getByRole('button', { name: /Bilgi/ }).click();
  await page.getByRole('option', { name: 'Etiket', exact: true }).click();
  const labels = page.getByRole('group', { name: 'Etiket', exact: true });
  await labels.getByRole('combobox', { name: 'Seçenek ekle' }).fill('Acel');
  await page.getByRole('option', { name: 'Acelesi var' }).click();
  await expect(page.getByRole('status').filter({ hasText: `${expected.length} müşteri` })).toBeVisible();
  await page.getByRole('button', { name: 'Segmenti kaydet' }).click();
  await expect(page.getByRole('button', { name: NAME })).toHaveAttribute('aria-pressed', 'true');
  await tablet.context.setOffline(false);
  await waitUntilInOffice(page);

  // The same on another tablet.
  const other = (await tablets({ of: manager })).page;
  await waitUntilInOffice(other);
  await other.goto('/customers');
  await other.getByRole('button', { name: NAME }).click();
  await expect(other).toHaveURL(/segment=/);
  await expect(other.getByRole('row')).toHaveCount(expected.length);
});
