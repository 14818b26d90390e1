import { expect, test } from '@playwright/test';
import { findPeople } from './agent-day';
import { openOffice, OWN_PASSWORD } from './office';
import { startsAtOffice } from './series-at-office';
import { openWebkit } from './webkit';

const IN_OFFICE = `return [...document.querySelectorAll('a')].some((link) => /^Ofiste\\. Son eşitleme/.test(link.getAttribute('aria-label') ?? link.textContent ?? ''))`;
const CHIP = `return [...document.querySelectorAll('a')].map((link) => link.getAttribute('aria-label') ?? '').find((name) => name.includes(arguments[0])) ?? null`;
test('books while the office is away, syncs when it is back, in WebKit', async () => {
  test.setTimeout(480_000);
  // Over HTTPS alone WebKit heeds that the shell is not to be kept (decision 115).
  const office = await openOffice({ isHttps: true });
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [existing] = await office.query<{ id: string }>(
    `SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL AND city <> '' ORDER BY id LIMIT 1`,
    [agent.id],
  );
  // With another customer, on three of the days of the series that is to come.
  const blocked = ['2027-06-08', '2027-06-15', '2027-06-22'];
  await office.query(
    `INSERT INTO appointments (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by,
      created_at)
     SELECT gen_random_uuid(), c.id, $1, 'Engel', 'meeting', at::timestamptz, at::timestamptz + interval '1 hour',
       'Europe/Istanbul',
       'confirmed', $1, now()
     FROM unnest($2::text[]) AS at CROSS JOIN LATERAL
       (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL AND id <> $3 ORDER BY id LIMIT 1) c`,
    [agent.id, blocked.map((day) => `${day}T07:00:00Z`), existing!.id],
  );
  const page = await openWebkit();
  try {
    await page.goto(`${office.url}/sign-in`);
    await page.fill('E-posta', agent.email);
    await page.fill('Parola', OWN_PASSWORD);
    await page.click('button', 'Oturum aç');
    await page.waitFor('the first synchronisation', IN_OFFICE);
    await page.run('return navigator.serviceWorker.ready.then(() => true)');

    await office.kill();
    await page.goto(`${office.url}/customers/new`);
    await page.fill('Ad', 'Işılay');
    await page.fill('Soyad', 'Çevrimdışı');
    await page.fill('Şehir', 'Iğdır');
    await page.fill('Notlar', 'fuarda tanıştık');
    await page.click('button', 'Müşteriyi kaydet');
    await page.waitForText('Işılay Çevrimdışı');
    await page.click('link', 'Randevu');
    await page.click('button', 'Tarih…');
    await page.waitFor('the picker', `return document.querySelector('[role=dialog]') !== null`);
    await page.run('history.back()');
    await page.waitFor('the picker closing', `return document.querySelector('[role=dialog]') === null`);
    expect(await page.run('return location.pathname'), 'Back closes what is open').toBe('/appointments/new');
    await page.fill('Konu', 'Yol üstü buluşma');
    await page.click('button', 'Randevuyu kaydet');
    await page.waitFor('leaving the form', `return !location.pathname.includes('appointments/new')`);
    await page.goto(`${office.url}/customers/${existing!.id}`);
    await page.click('button', 'Şehir…');
    await page.fill('Şehir', 'Şırnak');
    await page.pressEnter('Şehir');
    await page.waitFor('three waiting records', CHIP, '3 kayıt cihazda');

    const beginSeries = async (day: string, time: string, title: string, count: string) => {
      const end = `${String(Number(time.slice(0, 2)) + 1).padStart(2, '0')}:00`;
      await page.goto(
        `${office.url}/appointments/new?customerId=${existing!.id}&start=${day}T${time}:00.000Z&end=${day}T${end}:00.000Z`,
      );
      await page.fill('Konu', title);
      for (const [field, option] of [
        ['Tekrarlanmaz…', 'Haftalık'],
        ['Bitmez…', 'Sayıyla'],
        ['10 Kaç kez…', count],
      ] as const) {
        await page.click('button', field);
        await page.click('option', option);
      }
      await page.waitForText(`toplam ${count} kez`);
    };
    const isLeft = () => page.waitFor('leaving the form', `return !location.pathname.includes('appointments/new')`);
    await beginSeries('2027-03-15', '10:00', 'Haftalık görüşme', '4');
    await page.click('button', 'Randevuyu kaydet');
    await isLeft();
    await page.waitFor('four waiting records', CHIP, '4 kayıt cihazda');

    // What clashes is said date by date, and what is decided of each is kept.
    await beginSeries('2027-06-01', '07:00', 'Salı dizisi', '5');
    await page.waitForText('3 günde çakışma var');
    await page.choose('8 Haziran', 'Atla');
    await page.choose('15 Haziran', 'Taşı');
    await page.fill('Neden böyle kalıyor…', 'kısa sürecek');
    await page.click('button', 'Yine de kaydet');
    await isLeft();
    await page.waitFor('seven waiting records', CHIP, '7 kayıt cihazda');

    // Everything is still there when the app is loaded again without the office.
    await page.goto(`${office.url}/customers`);
    await page.fill('Müşterilerde ara', 'isilay cevrim');
    await page.waitForText('Işılay Çevrimdışı');

    await office.start();
    await page.waitFor('everything in the office', IN_OFFICE);
    const customers = await office.query<{ id: string; notes: string }>(
      'SELECT id, notes FROM customers WHERE city = $1',
      ['Iğdır'],
    );
    expect(customers).toEqual([{ id: expect.any(String), notes: 'fuarda tanıştık' }]);
    expect(
      await office.query('SELECT customer_id, agent_id FROM appointments WHERE title = $1', ['Yol üstü buluşma']),
    ).toEqual([{ customer_id: customers[0]!.id, agent_id: agent.id }]);
    expect(await office.query('SELECT city FROM customers WHERE id = $1', [existing!.id])).toEqual([
      { city: 'Şırnak' },
    ]);
    expect(await startsAtOffice(office, 'Haftalık görüşme')).toEqual([
      '03-15 10:00',
      '03-22 10:00',
      '03-29 10:00',
      '04-05 10:00',
    ]);
    expect(await startsAtOffice(office, 'Salı dizisi')).toEqual([
      '06-01 07:00',
      '06-15 08:00',
      '06-22 07:00',
      '06-29 07:00',
    ]);
  } finally {
    await page.close();
    await office.close();
  }
});
