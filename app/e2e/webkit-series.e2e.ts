import { expect, test } from '@playwright/test';
import { findPeople } from './agent-day';
import { openOffice, OWN_PASSWORD } from './office';
import { startsAtOffice } from './series-at-office';
import { openWebkit } from './webkit';

const TITLE = 'Haftalık görüşme';
const IN_OFFICE = `return [...document.querySelectorAll('a')].some((link) => /^Ofiste\\. Son eşitleme/.test(link.getAttribute('aria-label') ?? link.textContent ?? ''))`;

test('moves this one, this and the following, and all of a series across a change of clocks, in WebKit', async () => {
  test.setTimeout(480_000);
  const office = await openOffice({ isHttps: true });
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1',
    [agent.id],
  );
  // Clocks in London go forward on 28 March 2027.
  const page = await openWebkit('Europe/London');
  try {
    await page.goto(`${office.url}/sign-in`);
    await page.fill('E-posta', agent.email);
    await page.fill('Parola', OWN_PASSWORD);
    await page.click('button', 'Oturum aç');
    await page.waitFor('the first synchronisation', IN_OFFICE);
    expect(await page.run('return new Date("2027-03-29T12:00").toISOString()')).toBe('2027-03-29T11:00:00.000Z');

    await page.goto(
      `${office.url}/appointments/new?customerId=${customer!.id}&start=2027-03-15T10:00:00.000Z&end=2027-03-15T11:00:00.000Z`,
    );
    await page.fill('Konu', TITLE);
    for (const [field, option] of [
      ['Tekrarlanmaz…', 'Haftalık'],
      ['Bitmez…', 'Sayıyla'],
      ['10 Kaç kez…', '4'],
    ] as const) {
      await page.click('button', field);
      await page.click('option', option);
    }
    await page.waitForText('Her hafta: Pazartesi · toplam 4 kez');
    await page.click('button', 'Randevuyu kaydet');
    await page.waitFor('leaving the form', `return !location.pathname.includes('appointments/new')`);
    const stands = (starts: readonly string[]) =>
      expect.poll(() => startsAtOffice(office, TITLE), { timeout: 60_000 }).toEqual(starts);
    await stands(['03-15 10:00', '03-22 10:00', '03-29 09:00', '04-05 09:00']);

    const [series] = await office.query<{ id: string }>(
      "SELECT id FROM appointments WHERE title = $1 AND recurrence <> ''",
      [TITLE],
    );
    const move = async (on: string, time: string, scope: string) => {
      await page.goto(`${office.url}/appointments/${series!.id}?on=${on}`);
      // The list closes where what stands above it comes in while it opens: whoever sees that taps again.
      await expect(async () => {
        if (!(await page.has('option', `${time}…`))) await page.click('button', 'Başlangıç…');
        await expect.poll(() => page.has('option', `${time}…`), { timeout: 5_000 }).toBe(true);
      }).toPass({ timeout: 60_000 });
      await page.click('option', `${time}…`);
      await page.click('button', 'Kaydet');
      await page.choose('Hangi randevular değişsin?', scope);
      await page.click('button', 'Değiştir');
      await page.waitFor('leaving the form', `return !location.href.includes(arguments[0])`, series!.id);
    };
    await move('2027-03-22T10:00', '14:00', 'Yalnız bu');
    await stands(['03-15 10:00', '03-22 14:00', '03-29 09:00', '04-05 09:00']);
    await move('2027-03-29T10:00', '12:00', 'Bu ve sonrakiler');
    await stands(['03-15 10:00', '03-22 14:00', '03-29 11:00', '04-05 11:00']);
    await move('2027-03-15T10:00', '09:00', 'Tümü');
    await stands(['03-15 09:00', '03-22 14:00', '03-29 11:00', '04-05 11:00']);
  } finally {
    await page.close();
    await office.close();
  }
});
