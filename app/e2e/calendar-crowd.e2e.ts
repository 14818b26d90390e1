/** A week and a day in which many appointments stand at once. */
import type { Page } from '@playwright/test';
import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';

const AT_ONCE = 8;
const MONDAY = Date.parse('2026-12-07T06:00:00.000Z');
const HALF_HOUR_MS = 1_800_000;

/** What says how many more there are and lies over an appointment. Runs in the page. */
function covered(): string[] {
  const boxes = (all: string) =>
    [...document.querySelectorAll(all)].map((one) => [one, one.getBoundingClientRect()] as const);
  const entries = boxes('[data-appointment-id]');
  const more = boxes('main [role="button"][title]').filter(([one]) => /^\+\d/.test(one.textContent ?? ''));
  if (more.length === 0) return ['nothing is counted'];
  return more.flatMap(([link, a]) =>
    entries
      .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
      .map(([entry]) => `${link.textContent} over ${entry.textContent}`),
  );
}

/** Lines that stand neither inside their appointment nor out of sight. Runs in the page. */
function cut(): string[] {
  return [...document.querySelectorAll('[data-appointment-id]')].flatMap((face) => {
    const box = face.getBoundingClientRect();
    return [...face.children]
      .map((line) => [line, line.getBoundingClientRect()] as const)
      .filter(([, { left, top, bottom }]) => left < box.right && top < box.bottom - 1 && bottom > box.bottom + 1)
      .map(([line]) => `${face.textContent}: ${line.textContent}`);
  });
}

test('in a crowded week the count covers no name and leads to the day, where no line is cut', async ({
  office,
  tablets,
}) => {
  test.setTimeout(240_000);
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const customers = await office.query<{ id: string }>(
    `SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT ${AT_ONCE}`,
    [agent.id],
  );
  for (let lane = 0; lane < AT_ONCE; lane += 1)
    for (let turn = 0; turn < 4; turn += 1) {
      const start = MONDAY + (turn * 3 + (lane % 3)) * HALF_HOUR_MS;
      await office.query(
        `INSERT INTO appointments
           (id, customer_id, agent_id, title, location, kind, starts_at, ends_at, zone, status, created_by, created_at)
         VALUES (gen_random_uuid(), $1, $2, 'Tapu öncesi görüşme', 'Tunalı Hilmi şubesi', 'meeting', $3, $4,
           'Europe/Istanbul', 'confirmed', $2, now())`,
        [
          customers[lane % customers.length]!.id,
          agent.id,
          new Date(start).toISOString(),
          new Date(start + ((lane % 3) + 1) * HALF_HOUR_MS).toISOString(),
        ],
      );
    }
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  const more = (on: Page) => on.locator('main [role="button"][title]', { hasText: /^\+\d/ });
  for (const [width, height] of [
    [1180, 820],
    [820, 1180],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto('/calendar?view=week&date=2026-12-07');
    await expect(more(page).first()).toBeVisible();
    expect(await page.evaluate(covered), `${width} wide`).toEqual([]);
    await more(page).first().click();
    // There each of the team has a column, on a phone too.
    await expect(page).toHaveURL(/view=team&date=2026-12-07/);
    const day = page.getByRole('region', { name: 'Ekibin günü' });
    await expect(day.getByText(agent.fullName, { exact: true })).toBeAttached();
    await expect(page.getByRole('radio', { name: 'Ekip', exact: true })).toBeChecked();
    // All of them, besides what the others of the team have that day.
    await expect.poll(() => page.locator('[data-appointment-id]').count()).toBeGreaterThanOrEqual(AT_ONCE * 4);
    await page.goto('/calendar?view=day&date=2026-12-07');
    await expect(page.locator('[data-appointment-id]').first()).toBeVisible();
    expect(await page.evaluate(cut), `${width} wide`).toEqual([]);
  }
  // A phone's day has no room for all of them either: the agenda has.
  await more(page).first().click();
  await expect(page).toHaveURL(/view=agenda/);
});

test('a month counts every appointment of a day, whatever room it has', async ({ office, tablets }) => {
  test.setTimeout(240_000);
  const ON = '2027-02-17';
  const ALL = 40;
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  await office.query(
    `INSERT INTO appointments
       (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by, created_at)
     SELECT gen_random_uuid(), (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL LIMIT 1), $1,
       'Görüşme', 'meeting', at, at + interval '15 minutes', 'Europe/Istanbul', 'confirmed', $1, now()
     FROM generate_series(0, ${ALL - 1}) AS n
     CROSS JOIN LATERAL (SELECT '${ON}T05:00:00Z'::timestamptz + n * interval '15 minutes') AS times(at)`,
    [agent.id],
  );
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.goto(`/calendar?view=month&date=${ON}`);
  const cell = page.locator(`[role="cell"][data-date="${ON}"]`);
  const more = cell.locator('[role="button"][title]', { hasText: /^\+\d/ });
  const faces = cell.locator('[data-appointment-id]:visible');
  const counted = async () => {
    const left = Number((await more.textContent())?.slice(1));
    return { all: left + (await faces.count()), isSaid: (await more.getAttribute('title'))?.startsWith(`${left} `) };
  };
  for (const height of [820, 1180, 640]) {
    await page.setViewportSize({ width: 1180, height });
    await expect.poll(counted, { message: `${height} high` }).toEqual({ all: ALL, isSaid: true });
  }
});
