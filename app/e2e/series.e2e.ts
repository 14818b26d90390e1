import type { Page } from '@playwright/test';
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';
import { startsAtOffice } from './series-at-office';

test.setTimeout(300_000);

const customerOf = async (office: Office, agentId: string) => {
  const [customer] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1',
    [agentId],
  );
  return customer!.id;
};
const pick = async (page: Page, field: RegExp, option: string) => {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
/** Something at seven (UTC) on each of these days, with another customer. */
async function block(office: Office, agentId: string, days: readonly string[]) {
  const [other] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id OFFSET 1 LIMIT 1',
    [agentId],
  );
  for (const day of days)
    await office.query(
      `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by,
        created_at)
       VALUES (gen_random_uuid(), $1, $2, 'Engel', 'meeting', $3::timestamptz, $4::timestamptz, 'Europe/Istanbul',
         'confirmed', $2, now())`,
      [other!.id, agentId, `${day}T07:00:00Z`, `${day}T08:00:00Z`],
    );
}
/** Clashes of the series with this title that stand at the office. */
const clashesOf = (office: Office, title: string) =>
  office.query<{ reason: string; isAccepted: boolean }>(
    `SELECT reason, acknowledged_by IS NOT NULL AS "isAccepted" FROM appointment_clashes
     WHERE resolved_at IS NULL AND (a_root IN (SELECT id FROM appointments WHERE title = $1)
       OR b_root IN (SELECT id FROM appointments WHERE title = $1))`,
    [title],
  );
test('moves this one, this and the following, and all of a series across a change of clocks', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent.id);
  // Clocks in London go forward on 28 March 2027.
  const { page, context } = await tablets({ of: agent, timezoneId: 'Europe/London' });
  await waitUntilInOffice(page);
  await page.goto(
    `/appointments/new?customerId=${customer}&start=2027-03-15T10:00:00.000Z&end=2027-03-15T11:00:00.000Z`,
  );
  await page.getByLabel('Konu', { exact: true }).fill('Haftalık görüşme');
  await pick(page, /Tekrar/, 'Haftalık');
  await pick(page, /^Bitmez/, 'Sayıyla');
  await pick(page, /Kaç kez/, '4');
  await expect(page.getByText(/Her hafta: Pazartesi · toplam 4 kez/)).toBeVisible();
  await page.getByRole('button', { name: /Randevuyu kaydet|Yine de kaydet/ }).click();
  await expect(page).not.toHaveURL(/appointments\/new/);
  await waitUntilInOffice(page);
  const all = () => startsAtOffice(office, 'Haftalık görüşme');
  await expect.poll(all).toEqual(['03-15 10:00', '03-22 10:00', '03-29 09:00', '04-05 09:00']);

  const [series] = await office.query<{ id: string }>(
    "SELECT id FROM appointments WHERE title = 'Haftalık görüşme' AND recurrence <> ''",
  );
  const move = async (on: string, time: string, scope: string) => {
    await page.goto(`/appointments/${series!.id}?on=${on}`);
    await pick(page, /^Başlangıç/, time);
    await page.getByRole('button', { name: /^(Kaydet|Yine de kaydet)$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Hangi randevular değişsin?' });
    await dialog.getByText(scope, { exact: true }).click();
    await dialog.getByRole('button', { name: 'Değiştir' }).click();
    await expect(dialog).toBeHidden();
    await expect(page).not.toHaveURL(new RegExp(series!.id));
    await waitUntilInOffice(page);
  };
  await move('2027-03-22T10:00', '14:00', 'Yalnız bu');
  await expect.poll(all).toEqual(['03-15 10:00', '03-22 14:00', '03-29 09:00', '04-05 09:00']);
  // In another tab somebody is at the last date meanwhile: it stays that date, at its new hour, with what is typed.
  const beside = await context.newPage();
  await beside.goto(`/appointments/${series!.id}?on=2027-04-05T10:00`);
  await beside.getByLabel('Notlar', { exact: true }).fill('Yarım kalan not');
  await move('2027-03-29T10:00', '12:00', 'Bu ve sonrakiler');
  await expect(beside.getByText(/5 Nisan Pazartesi 12:00/)).toBeVisible();
  await expect(beside.getByLabel('Notlar', { exact: true })).toHaveValue('Yarım kalan not');
  await beside.getByRole('button', { name: /^(Kaydet|Yine de kaydet)$/ }).click();
  const which = beside.getByRole('dialog', { name: 'Hangi randevular değişsin?' });
  await which.getByText('Yalnız bu', { exact: true }).click();
  await which.getByRole('button', { name: 'Değiştir' }).click();
  await expect(which).toBeHidden();
  const noted = `SELECT to_char(starts_at AT TIME ZONE 'UTC', 'MM-DD') AS day FROM appointments WHERE notes = $1`;
  await expect.poll(() => office.query(noted, ['Yarım kalan not'])).toEqual([{ day: '04-05' }]);
  // The address that somebody kept from before.
  await beside.goto(`/appointments/${series!.id}?on=2027-03-29T10:00`);
  await expect(beside.getByText(/29 Mart Pazartesi 12:00/)).toBeVisible();
  await beside.close();
  await expect.poll(all).toEqual(['03-15 10:00', '03-22 14:00', '03-29 11:00', '04-05 11:00']);
  await move('2027-03-15T10:00', '09:00', 'Tümü');
  await expect.poll(all).toEqual(['03-15 09:00', '03-22 14:00', '03-29 11:00', '04-05 11:00']);
});

test('a series made without network says its three clashes, and what was decided of each is kept', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent.id);
  await block(office, agent.id, ['2027-06-08', '2027-06-15', '2027-06-22']);
  const { page, context } = await tablets({ of: agent, offlineAtStart: true });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await context.setOffline(true);
  await page.goto(
    `/appointments/new?customerId=${customer}&start=2027-06-01T07:00:00.000Z&end=2027-06-01T08:00:00.000Z`,
  );
  await page.getByLabel('Konu', { exact: true }).fill('Salı dizisi');
  await pick(page, /Tekrar/, 'Haftalık');
  await pick(page, /^Bitmez/, 'Sayıyla');
  await pick(page, /Kaç kez/, '5');
  await expect(page.getByText('3 günde çakışma var')).toBeVisible();
  const decide = async (day: string, choice: string) =>
    page
      .getByRole('radiogroup', { name: new RegExp(`^${day}`) })
      .getByText(choice, { exact: true })
      .click();
  await decide('8 Haziran', 'Atla');
  await decide('15 Haziran', 'Taşı');
  await page.getByLabel(/Neden böyle kalıyor/).fill('kısa sürecek');
  await page.getByRole('button', { name: 'Yine de kaydet' }).click();
  await expect(page).not.toHaveURL(/appointments\/new/);
  await expect(page.getByRole('link', { name: /Çevrimdışı · 3 kayıt cihazda/ })).toBeVisible();
  await context.setOffline(false);
  await waitUntilInOffice(page);

  await expect
    .poll(() => startsAtOffice(office, 'Salı dizisi'))
    .toEqual(['06-01 07:00', '06-15 08:00', '06-22 07:00', '06-29 07:00']);
  expect(await clashesOf(office, 'Salı dizisi')).toEqual([{ reason: 'kısa sürecek', isAccepted: true }]);
});

test('one date goes to another day by its form, and all of them to another day of the week', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const customer = await customerOf(office, agent.id);
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto(
    `/appointments/new?customerId=${customer}&start=2027-03-15T07:00:00.000Z&end=2027-03-15T08:00:00.000Z`,
  );
  await page.getByLabel('Konu', { exact: true }).fill('Pazartesiler');
  await pick(page, /Tekrar/, 'Haftalık');
  await pick(page, /^Bitmez/, 'Sayıyla');
  await pick(page, /Kaç kez/, '4');
  await page.getByRole('button', { name: /Randevuyu kaydet|Yine de kaydet/ }).click();
  await expect(page).not.toHaveURL(/appointments\/new/);
  await waitUntilInOffice(page);
  const all = () => startsAtOffice(office, 'Pazartesiler');
  await expect.poll(all).toEqual(['03-15 07:00', '03-22 07:00', '03-29 07:00', '04-05 07:00']);

  const [series] = await office.query<{ id: string }>("SELECT id FROM appointments WHERE title = 'Pazartesiler'");
  const change = async (on: string, scope: string, how: () => Promise<void>) => {
    await page.goto(`/appointments/${series!.id}?on=${on}`);
    await how();
    await page.getByRole('button', { name: /^(Kaydet|Yine de kaydet)$/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Hangi randevular değişsin?' });
    await dialog.getByText(scope, { exact: true }).click();
    await dialog.getByRole('button', { name: /^(Değiştir|Yine de kaydet)$/ }).click();
    await expect(page).not.toHaveURL(new RegExp(series!.id));
    await waitUntilInOffice(page);
  };
  await change('2027-03-22T10:00', 'Yalnız bu', async () => {
    await page.getByRole('button', { name: /^Tarih/ }).click();
    await page.getByRole('button', { name: /(^|\s)23 Mart 2027/ }).click();
  });
  await expect.poll(all).toEqual(['03-15 07:00', '03-23 07:00', '03-29 07:00', '04-05 07:00']);
  await change('2027-03-15T10:00', 'Tümü', async () => {
    const days = page.getByRole('group', { name: 'Günler' });
    await days.getByRole('button', { name: 'Çar', exact: true }).click();
    await days.getByRole('button', { name: 'Pzt', exact: true }).click();
  });
  await expect.poll(all).toEqual(['03-17 07:00', '03-23 07:00', '03-31 07:00', '04-07 07:00']);
});
