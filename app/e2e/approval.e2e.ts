/**
 * Two people answer one request, and a team's day is rearranged by mouse, keyboard and finger, each with a way back.
 */
import type { Page } from '@playwright/test';
import { findPeople, signIn, waitUntilInOffice, waitUntilInstalled, type Person } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

test.describe.configure({ timeout: 240_000 });
const SLOW = { timeout: 60_000 };
const DAY = '2027-03-10';

/** A customer of this agent, with a name of its own. */
async function customerOf(office: Office, agent: Person, lastName: string, sharedWith: readonly string[] = []) {
  const [row] = await office.query<{ id: string }>(
    `UPDATE customers SET first_name = 'Defne', last_name = $2, shared_with = $3::uuid[] WHERE id =
       (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1) RETURNING id`,
    [agent.id, lastName, sharedWith],
  );
  return row!.id;
}

test('two managers answer one request at once: one answer stands, the other is told, and the agent sees it', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const customer = await customerOf(office, agent, 'Onaybekler');
  // Hers is the one that waits.
  await office.query(`UPDATE appointments SET status = 'approved' WHERE status = 'requested'`);
  const hers = (await tablets()).page;
  const first = (await tablets()).page;
  const second = await tablets({ offlineAtStart: true });
  for (const [page, person] of [
    [hers, agent],
    [first, manager],
    [second.page, admin!],
  ] as const) {
    await signIn(page, person);
    await waitUntilInOffice(page);
  }
  await waitUntilInstalled(second.page);

  await hers.goto(`/appointments/new?customerId=${customer}&start=${DAY}T09:00:00.000Z&end=${DAY}T10:00:00.000Z`);
  await hers.getByRole('button', { name: /Görüşme türü/ }).click();
  await hers.getByRole('option', { name: /^Sözleşme imzası/ }).click();
  await expect(hers.getByText(/Bu tür onay ister/)).toBeVisible();
  await hers.getByRole('button', { name: /Randevuyu kaydet|Yine de kaydet/ }).click();
  await expect(hers).not.toHaveURL(/appointments\/new/);
  await waitUntilInOffice(hers);

  // Both have it before one of them is without network.
  const request = (page: Page) => page.getByRole('listitem', { name: /Defne Onaybekler ile istenen randevu/ });
  for (const page of [first, second.page]) {
    await page.goto('/approvals');
    await expect(request(page)).toBeVisible(SLOW);
    await expect(page.getByRole('link', { name: /Daha.*onayınızı bekliyor/ })).toBeVisible();
  }
  await second.context.setOffline(true);
  await request(second.page).getByRole('button', { name: 'Reddet' }).click();
  const dialog = second.page.getByRole('dialog');
  await dialog.getByText('O gün çok dolu').click();
  await dialog.getByRole('button', { name: 'Reddet' }).click();
  await expect(request(second.page)).toBeHidden();

  await request(first).getByRole('button', { name: 'Onayla' }).click();
  await waitUntilInOffice(first);
  // At once, wherever she is.
  await expect(hers.getByText(/Randevunuz onaylandı/)).toBeVisible(SLOW);

  await second.context.setOffline(false);
  await expect(second.page.getByRole('link', { name: /Dikkat gerekiyor · 1 kayıt/ })).toBeVisible(SLOW);
  // Which answer stands, and whose it is, is told beside what was not taken.
  await second.page.goto('/outbox');
  await expect(
    second.page.getByText(`Ofisteki durum: Onaylandı · Kararı veren: ${manager.fullName}`, { exact: true }),
  ).toBeVisible(SLOW);
  const [stands] = await office.query<{ status: string; by: string }>(
    `SELECT status, decided_by AS by FROM appointments WHERE customer_id = $1 AND starts_at = $2`,
    [customer, `${DAY}T09:00:00Z`],
  );
  expect(stands).toEqual({ status: 'approved', by: manager.id });
});

test('another time that a manager proposes is taken by its agent with one tap', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent, 'Önerilen');
  await office.query(`UPDATE appointments SET status = 'approved' WHERE status = 'requested'`);
  const [asked] = await office.query<{ id: string }>(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, kind_id, starts_at, ends_at, zone, status,
      created_by, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'İmza', 'meeting', 'signing', $3, $4, 'Europe/Istanbul', 'requested', $2, now())
       RETURNING id`,
    [customer, agent.id, `${DAY}T09:00:00Z`, `${DAY}T10:00:00Z`],
  );
  const boss = (await tablets({ of: manager })).page;
  await waitUntilInOffice(boss);
  await boss.goto('/approvals');
  const request = boss.getByRole('listitem', { name: /Defne Önerilen ile istenen randevu/ });
  await request.getByRole('button', { name: 'Başka saat öner' }).click();
  const dialog = boss.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Başlangıç/ }).click();
  await boss.getByRole('option', { name: /^15:00/ }).click();
  await dialog.getByRole('button', { name: 'Öner', exact: true }).click();
  await waitUntilInOffice(boss);

  const hers = (await tablets({ of: agent })).page;
  await waitUntilInOffice(hers);
  await hers.goto(`/appointments/${asked!.id}`);
  await expect(hers.getByText(/başka bir zaman önerdi: .*15:00/)).toBeVisible(SLOW);
  await hers.getByRole('button', { name: 'Öneriyi kabul et' }).click();
  const stands = async () =>
    (
      await office.query<{ status: string; at: string }>(
        `SELECT status, to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI') AS at FROM appointments WHERE id = $1`,
        [asked!.id],
      )
    )[0];
  await expect.poll(stands, SLOW).toEqual({ status: 'approved', at: '12:00' });
});

test('in the team’s day an appointment is given and moved by mouse, keyboard and finger; each is taken back', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [other] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'agent' AND is_active AND id <> $1
       AND team_id = (SELECT team_id FROM members WHERE id = $1) ORDER BY full_name LIMIT 1`,
    [agent.id],
  );
  const team = await office.query<{ id: string }>(
    `SELECT id FROM members WHERE role = 'agent' AND id <> $1 AND team_id = (SELECT team_id FROM members
      WHERE id = $1)`,
    [agent.id],
  );
  // Whoever lies between the two sees the customer as well.
  const customer = await customerOf(
    office,
    agent,
    'Taşınan',
    team.map(({ id }) => id),
  );
  const [booked] = await office.query<{ id: string }>(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by,
      created_at)
     VALUES (gen_random_uuid(), $1, $2, 'Taşınacak', 'meeting', $3, $4, 'Europe/Istanbul', 'confirmed', $2, now())
       RETURNING id`,
    [customer, agent.id, `${DAY}T09:00:00Z`, `${DAY}T10:00:00Z`],
  );
  const standing = async () => {
    const [row] = await office.query<{ at: string; by: string }>(
      `SELECT to_char(starts_at AT TIME ZONE 'UTC', 'HH24:MI') AS at, agent_id AS by FROM appointments WHERE id = $1`,
      [booked!.id],
    );
    return row;
  };
  const AT_FIRST = { at: '09:00', by: agent.id };
  const { page, context } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.goto(`/calendar?view=team&date=${DAY}`);
  const day = page.getByRole('region', { name: 'Ekibin günü' });
  const entry = day.getByRole('button', { name: /Defne Taşınan/ });
  await expect(entry).toBeVisible();
  /** The middle of the entry, and of the other's column an hour below. */
  const places = async () => {
    const box = (await entry.boundingBox())!;
    const head = (await day.getByText(other!.fullName, { exact: true }).boundingBox())!;
    const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    return { from, to: { x: head.x + head.width / 2, y: from.y + 88 } };
  };
  const takeBack = async () => {
    await page.getByRole('button', { name: 'Geri al' }).last().click();
    await expect.poll(standing, SLOW).toEqual(AT_FIRST);
    await expect(entry).toBeVisible();
  };
  /** The one that stays where it was, and the ghost with the new time. */
  const showsGhost = () => expect(day.getByText('Defne Taşınan', { exact: true })).toHaveCount(2);

  const byMouse = await places();
  await page.mouse.move(byMouse.from.x, byMouse.from.y);
  await page.mouse.down();
  await page.mouse.move(byMouse.to.x, byMouse.to.y, { steps: 6 });
  await showsGhost();
  await expect(day.getByText('13:00 – 14:00')).toBeVisible();
  await page.mouse.up();
  await expect.poll(standing, SLOW).toEqual({ at: '10:00', by: other!.id });
  await takeBack();

  const isRight = (await places()).to.x > (await places()).from.x;
  await entry.focus();
  await entry.press(isRight ? 'Alt+ArrowRight' : 'Alt+ArrowLeft');
  await expect.poll(async () => (await standing())?.by, SLOW).not.toBe(agent.id);
  await page.getByRole('button', { name: 'Geri al' }).last().click();
  await expect.poll(standing, SLOW).toEqual(AT_FIRST);
  await entry.press('Alt+ArrowDown');
  await expect.poll(standing, SLOW).toEqual({ at: '09:15', by: agent.id });
  await takeBack();

  const finger = await context.newCDPSession(page);
  await finger.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const byFinger = await places();
  await touch('touchStart', [byFinger.from]);
  await showsGhost();
  await touch('touchMove', [byFinger.to]);
  await expect(day.getByText('13:00 – 14:00')).toBeVisible();
  await touch('touchEnd', []);
  await expect.poll(standing, SLOW).toEqual({ at: '10:00', by: other!.id });
  await takeBack();
});
