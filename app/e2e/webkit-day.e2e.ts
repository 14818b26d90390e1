import { expect, test } from '@playwright/test';
import { findPeople } from './agent-day';
import { PASSWORD } from './browser';
import { openOffice } from './office';
import { openWebkit } from './webkit';

const IN_OFFICE = `return [...document.querySelectorAll('a')].some((link) => /^Ofiste\\. Son eşitleme/.test(link.getAttribute('aria-label') ?? link.textContent ?? ''))`;
const CHIP = `return [...document.querySelectorAll('a')].map((link) => link.getAttribute('aria-label') ?? '').find((name) => name.includes(arguments[0])) ?? null`;

test('books while the office is away, syncs when it is back, in WebKit', async () => {
  test.setTimeout(360_000);
  const office = await openOffice();
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [existing] = await office.query<{ id: string }>(
    `SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL AND city <> '' ORDER BY id LIMIT 1`,
    [agent.id],
  );
  const page = await openWebkit();
  try {
    await page.goto(`${office.url}/sign-in`);
    await page.fill('E-posta', agent.email);
    await page.fill('Parola', PASSWORD);
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
    await page.fill('Konu', 'Yol üstü buluşma');
    await page.click('button', 'Randevuyu kaydet');
    await page.waitFor('leaving the form', `return !location.pathname.includes('appointments/new')`);
    await page.goto(`${office.url}/customers/${existing!.id}`);
    await page.click('button', 'Şehir…');
    await page.fill('Şehir', 'Şırnak');
    await page.pressEnter('Şehir');
    await page.waitFor('three waiting records', CHIP, '3 kayıt cihazda');

    await page.goto(
      `${office.url}/appointments/new?customerId=${existing!.id}&start=2027-03-15T10:00:00.000Z&end=2027-03-15T11:00:00.000Z`,
    );
    await page.fill('Konu', 'Haftalık görüşme');
    for (const [field, option] of [
      ['Tekrarlanmaz…', 'Haftalık'],
      ['Bitmez…', 'Sayıyla'],
      ['10 Kaç kez…', '4'],
    ] as const) {
      await page.click('button', field);
      await page.click('option', option);
    }
    await page.waitForText('toplam 4 kez');
    await page.click('button', 'Randevuyu kaydet');
    await page.waitFor('leaving the form', `return !location.pathname.includes('appointments/new')`);
    await page.waitFor('four waiting records', CHIP, '4 kayıt cihazda');

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
    expect(
      await office.query(
        `SELECT to_char(o.starts_at AT TIME ZONE 'UTC', 'MM-DD HH24:MI') AS at FROM occurrences o
           JOIN appointments a ON a.id = o.appointment_id WHERE a.title = 'Haftalık görüşme' ORDER BY o.starts_at`,
      ),
    ).toEqual(['03-15', '03-22', '03-29', '04-05'].map((day) => ({ at: `${day} 10:00` })));
  } finally {
    await page.close();
    await office.close();
  }
});
