/** What is dragged in the calendar is stored where it is let go, whatever arrives from the office meanwhile. */
import type { Page } from '@playwright/test';
import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';

const SLOW = { timeout: 60_000 };

test('an appointment that is let go while a setting of the office arrives is stored where it was let go', async ({
  office,
  tablets,
}) => {
  test.setTimeout(240_000);
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    `UPDATE customers SET first_name = 'Defne', last_name = 'Sürüklenen' WHERE id =
       (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1) RETURNING id`,
    [agent.id],
  );
  const [booked] = await office.query<{ id: string }>(
    `INSERT INTO appointments
       (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'Sürüklenecek', 'meeting', $3, $4, 'Europe/Istanbul', 'confirmed', $2, now())
     RETURNING id`,
    [customer!.id, agent.id, '2026-12-30T09:00:00Z', '2026-12-30T10:00:00Z'],
  );
  const standing = async () => {
    const [row] = await office.query<{ at: string }>(
      `SELECT to_char(starts_at AT TIME ZONE 'Europe/Istanbul', 'HH24:MI') AS at FROM appointments WHERE id = $1`,
      [booked!.id],
    );
    return row?.at;
  };
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  const managing = (await tablets({ of: manager })).page;
  await waitUntilInOffice(managing);
  await managing.goto('/settings/holidays');
  const putAway = managing.getByRole('button', { name: 'Kullanımdan kaldır: Yılbaşı' });
  await expect(putAway).toBeVisible();

  const WEEK = '/calendar?view=week&date=2026-12-30';
  await page.goto(WEEK);
  const beside = await context.newPage();
  await beside.goto(WEEK);
  const newYear = (on: Page) => on.getByTitle('Yılbaşı');
  await expect(newYear(beside)).toBeVisible();
  await page.bringToFront();
  await expect(newYear(page)).toBeVisible();
  const entry = page.getByRole('button', { name: /Defne Sürüklenen/ });
  const box = (await entry.boundingBox())!;
  const from = { x: box.x + box.width / 2, y: box.y + 6 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 88, { steps: 6 });
  // On an entry each end stands by itself: only the ghost writes both as one text.
  const ghost = page.getByText(/^13:\d\d – 14:\d\d$/);
  await expect(ghost).toBeVisible();
  const shown = (await ghost.innerText()).slice(0, 5);

  await putAway.click();
  await expect(newYear(beside)).toHaveCount(0, SLOW);
  // The same documents lie under both; what they change on this side has its time to be drawn.
  await page.waitForTimeout(1_000);
  await page.mouse.up();

  await expect.poll(standing, SLOW).toBe(shown);
  await expect(page.getByRole('button', { name: new RegExp(`Defne Sürüklenen.*${shown}`) })).toBeVisible();
  await expect(newYear(page)).toHaveCount(0);
});

test('what is drawn to another day keeps its time, wherever one takes hold of it', async ({ office, tablets }) => {
  test.setTimeout(240_000);
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [booked] = await office.query<{ id: string }>(
    `INSERT INTO appointments
       (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by, created_at)
     SELECT gen_random_uuid(), c.id, $1, 'Sürüklenecek', 'meeting', '2027-03-09T16:00:00Z', '2027-03-09T17:00:00Z',
       'Europe/Istanbul', 'confirmed', $1, now()
     FROM customers c WHERE c.owner_id = $1 AND c.deleted_at IS NULL ORDER BY c.id LIMIT 1 RETURNING id`,
    [agent.id],
  );
  const standing = async () =>
    (
      await office.query<{ at: string }>(
        `SELECT to_char(starts_at AT TIME ZONE 'UTC', 'DD HH24:MI') AS at FROM appointments WHERE id = $1`,
        [booked!.id],
      )
    )[0]?.at;
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto('/calendar?view=week&date=2027-03-09');
  const entry = page.locator(`[data-appointment-id="${booked!.id}"]`);
  for (const [day, grabbedPx] of [
    ['10', 4],
    ['11', 30],
    ['12', 70],
  ] as const) {
    await entry.scrollIntoViewIfNeeded({ timeout: 30_000 });
    const box = (await entry.boundingBox())!;
    const next = (await page.getByRole('columnheader', { name: new RegExp(`^${day} Mart`) }).boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + grabbedPx);
    await page.mouse.down();
    await page.mouse.move(next.x + next.width / 2, box.y + grabbedPx, { steps: 6 });
    await page.mouse.up();
    await expect.poll(standing, SLOW).toBe(`${day} 16:00`);
  }
});
