import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

test('a manager reads a closed month, opens a figure, takes it along and reads it offline; an agent may not', async ({
  office,
  tablets,
}) => {
  test.setTimeout(240_000);
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const managing = await tablets({ of: manager });
  const { page } = managing;
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  // Every month that is over has been closed by the office itself.
  await expect
    .poll(async () => (await office.query('SELECT 1 FROM report_months')).length, { timeout: 60_000 })
    .toBeGreaterThan(0);
  await page.goto('/reports');
  await expect(page.getByText(/Bu ay kapandı ve artık değişmez/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Danışman karşılaştırması' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Müşteri kaynakları' })).toBeVisible();

  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'PDF (Türkçe)' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toMatch(/^Saha-Rapor-20\d\d-\d\d-.+\.pdf$/);
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');

  const table = page.waitForEvent('download');
  await page.getByRole('region', { name: 'Kaynaklar, aylara göre' }).getByRole('button', { name: 'CSV indir' }).click();
  const csv = (await readFile(await (await table).path())).toString();
  expect(csv.startsWith('\uFEFFAd;')).toBe(true);
  expect(csv).toContain('\r\nTümü;');

  await page
    .getByRole('table', { name: 'Özet' })
    .getByRole('row', { name: /^Yeni müşteri/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page.getByRole('heading', { name: /kayıt$/ })).toBeVisible();
  await page.goBack();

  // A figure of another month opens what that month counted, and leads back to this one.
  const title = page.getByRole('heading', { level: 1 });
  const shownMonth = (await title.textContent()) ?? '';
  const compared = page.getByRole('table', { name: 'Karşılaştır' });
  await compared
    .getByRole('row', { name: /^Yeni müşteri/ })
    .getByRole('link')
    .last()
    .click();
  await expect(page.getByRole('heading', { name: /kayıt$/ })).toBeVisible();
  await expect(title).not.toHaveText(shownMonth);
  await expect(page.getByText(/Nitelikli|Yeni|Teklif|Kazanıldı|Kaybedildi|Görüşülüyor/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Geri', exact: true }).click();
  await expect(title).toHaveText(shownMonth);

  await managing.context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/cihazınızdaki son hâlini/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Danışman karşılaştırması' })).toBeVisible();

  // What the manager's own page is answered and keeps: the same questions are put to the agent below.
  await managing.context.setOffline(false);
  const [{ month, scope } = { month: '', scope: '' }] = await office.query<{ month: string; scope: string }>(
    `SELECT month, team_id AS scope FROM report_months WHERE team_id IS NOT NULL
       AND team_id = (SELECT team_id FROM members WHERE id = $1) ORDER BY month DESC LIMIT 1`,
    [manager.id],
  );
  const asked = { teamId: scope, month };
  expect(await askedOf(page, asked)).toMatchObject({ status: 200, hasFigures: true });
  expect((await keptOn(page)).filter((key) => key.startsWith('report'))).not.toEqual([]);

  const { page: theirs } = await tablets({ of: agent });
  await theirs.goto('/more');
  await expect(theirs.getByRole('link', { name: /Ayarlar/ }).first()).toBeVisible();
  await expect(theirs.getByRole('link', { name: /Raporlar/ })).toHaveCount(0);
  const refused: string[] = [];
  theirs.on('request', (request) => {
    if (request.url().includes('/trpc/reports.')) refused.push(request.url());
  });
  for (const address of ['/reports', `/reports?month=${month}&scope=${scope}&figure=summary/all/newCustomers`]) {
    await theirs.goto(address);
    await expect(theirs.getByText('Bunu yapmaya yetkiniz yok.')).toBeVisible();
    await expect(theirs.getByRole('table')).toHaveCount(0);
    await expect(theirs.getByRole('button', { name: /PDF/ })).toHaveCount(0);
  }
  expect(refused).toEqual([]);
  const answered = await askedOf(theirs, asked);
  expect(answered).toMatchObject({ status: 403, hasFigures: false });
  expect(answered.body).toContain('auth.forbidden');
  expect((await keptOn(theirs)).filter((key) => key.startsWith('report'))).toEqual([]);
});

/** Asks the office for a report as the page's own person, past the screens. */
async function askedOf(page: Page, asked: { teamId: string; month: string }) {
  return page.evaluate(async (input) => {
    const answer = await fetch(`/trpc/reports.show?input=${encodeURIComponent(JSON.stringify(input))}`, {
      headers: { 'x-saha-protocol': '1' },
    });
    const body = await answer.text();
    return { status: answer.status, hasFigures: body.includes('newCustomers'), body: body.slice(0, 2_000) };
  }, asked);
}

/** Under which keys answers of the office are kept on the device for reading offline. */
async function keptOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const keys: string[] = [];
    for (const { name = '' } of databases.filter((one) => one.name?.startsWith('saha-kept-')))
      keys.push(
        ...(await new Promise<string[]>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(new Error(`${name} does not open`));
          opening.onsuccess = () => {
            const reading = opening.result.transaction('answers').objectStore('answers').getAllKeys();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(reading.result.map(String));
            };
          };
        })),
      );
    return keys;
  });
}
