import { findPeople, PASSWORD, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { expectFocusSeen, press, reach } from './keyboard';

test('a working day without a mouse', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const nextWeek = await office.query<{ id: string; startsAt: string; endsAt: string }>(
    `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt" FROM appointments
     WHERE agent_id = $1 AND status = 'confirmed' AND deleted_at IS NULL
       AND (starts_at AT TIME ZONE 'Europe/Istanbul')::date >= (date_trunc('week', now() AT TIME ZONE 'Europe/Istanbul')
         + interval '7 days')::date
       AND (starts_at AT TIME ZONE 'Europe/Istanbul')::time BETWEEN '09:00' AND '16:00' ORDER BY starts_at LIMIT 1`,
    [agent.id],
  );
  const appointment = nextWeek[0]!;
  const { page } = await tablets({ reducedMotion: 'no-preference' });

  await page.goto('/sign-in');
  await expect(page.getByLabel('E-posta', { exact: true })).toBeFocused();
  await page.keyboard.type(agent.email);
  await reach(page, page.getByLabel('Parola', { exact: true }));
  await page.keyboard.type(PASSWORD);
  await press(page, 'Enter');
  await expect(page.getByRole('navigation', { name: 'Ana bölümler' })).toBeVisible();
  await expectFocusSeen(page, 'signing in');
  await waitUntilInOffice(page);

  await test.step('customers: search, arrows, Enter', async () => {
    await reach(page, page.getByRole('link', { name: 'Müşteriler', exact: true }), 'Shift+Tab');
    await press(page, 'Enter');
    await expect(page.getByRole('grid', { name: 'Müşteriler' })).toBeVisible();
    await press(page, '/');
    await expect(page.getByLabel('Müşterilerde ara')).toBeFocused();
    await page.keyboard.type('a');
    await expectFocusSeen(page, 'typing');
    await press(page, 'ArrowDown');
    await expect(page.locator('[role="row"][aria-rowindex="1"] [data-column="0"]')).toBeFocused();
    await press(page, 'ArrowDown');
    await press(page, 'ArrowDown');
    const third = page.locator('[role="row"][aria-rowindex="3"]');
    await expect(third.locator('[data-column="0"]')).toBeFocused();
    await press(page, 'Enter');
    await expect(page).toHaveURL(/\/customers\/[0-9a-f-]{36}/);
    await expect(third).toHaveAttribute('aria-selected', 'true');
    await expectFocusSeen(page, 'opening a customer');
  });

  const calls = () =>
    office.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM interactions WHERE author_id = $1 AND kind IN ('call', 'visit')
         AND created_at > now() - interval '5 minutes'`,
      [agent.id],
    );

  await test.step('a call from the list, a visit from the card', async () => {
    await press(page, 'ArrowRight');
    await press(page, 'Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    await reach(page, dialog.getByRole('button', { name: 'Görüşüldü' }));
    await press(page, 'Enter');
    await expect(dialog).toBeHidden();
    await expectFocusSeen(page, 'logging a call in the dialog');
    await reach(page, page.getByRole('button', { name: 'Görüşme kaydet', exact: true }));
    await press(page, 'Enter');
    const outcome = page.getByRole('region', { name: 'Görüşme kaydet' }).getByRole('button', { name: 'Görüşüldü' });
    await expect(outcome).toBeFocused();
    await press(page, 'Escape');
    await expect(outcome).toBeHidden();
    await reach(page, page.getByRole('button', { name: 'Görüşme kaydet', exact: true }));
    await press(page, 'Enter');
    await expect(outcome).toBeFocused();
    await press(page, 'Enter');
    await expect(outcome).toBeHidden();
    await expect(page.getByRole('button', { name: 'Görüşme kaydet', exact: true })).toBeVisible();
    await expectFocusSeen(page, 'logging a visit on the card');
    await expect.poll(calls).toEqual([{ count: 2 }]);
  });

  await test.step('a new customer', async () => {
    await press(page, 'n');
    await expect(page.getByLabel('Ad', { exact: true })).toBeFocused();
    await page.keyboard.type('Klavyeli');
    await press(page, 'Tab');
    await page.keyboard.type('Kayıt');
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { name: 'Klavyeli Kayıt' }).first()).toBeVisible();
    await expectFocusSeen(page, 'saving a customer');
    await expect
      .poll(() => office.query(`SELECT owner_id AS owner FROM customers WHERE last_name = 'Kayıt'`))
      .toEqual([{ owner: agent.id }]);
  });

  await test.step('a country found by its dial code among the filters', async () => {
    await press(page, '2');
    await reach(page, page.getByRole('button', { name: 'Süzgeçler', exact: true }));
    await press(page, 'Enter');
    const choices = page.getByRole('dialog', { name: 'Süzgeçler' });
    await reach(page, choices.getByRole('button', { name: /^Ülke/ }));
    await press(page, 'Enter');
    await expect(choices.getByRole('heading', { name: 'Ülke' })).toBeVisible();
    await expect(choices.getByRole('option').first()).toBeVisible();
    const search = choices.getByRole('searchbox');
    await reach(page, search);
    for (const [typed, name] of [
      ['+49', 'Almanya'],
      ['germ', 'Almanya'],
      ['deu', 'Almanya'],
      ['turki', 'Türkiye'],
    ] as const) {
      await search.fill(typed);
      await expect(choices.getByRole('option').first()).toHaveText(new RegExp(`^${name}`));
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(choices).toBeHidden();
  });

  await test.step('an appointment booked by keys', async () => {
    await press(page, 'r');
    await expect(page.getByRole('heading', { name: 'Yeni randevu' })).toBeVisible();
    await reach(page, page.getByRole('button', { name: /^Müşteri/ }));
    await press(page, 'Enter');
    await page.keyboard.type('Klavyeli');
    await reach(page, page.getByRole('option', { name: /Klavyeli/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await reach(page, page.getByLabel('Konu', { exact: true }));
    await page.keyboard.type('Klavyeyle randevu');
    await press(page, 'Enter');
    await expect
      .poll(() => office.query(`SELECT agent_id AS agent FROM appointments WHERE title = 'Klavyeyle randevu'`))
      .toEqual([{ agent: agent.id }]);
    await expectFocusSeen(page, 'booking');
  });

  await test.step('the list of shortcuts, and their switch', async () => {
    await press(page, '?');
    const help = page.getByRole('dialog', { name: 'Klavye kısayolları' });
    await expect(help).toBeVisible();
    await reach(page, help.getByRole('switch'));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
    await page.keyboard.press('1');
    await page.waitForTimeout(300);
    await expect(page).not.toHaveURL(/\/$/);
    await page.goto('/more');
    await reach(page, page.getByRole('button', { name: /^Klavye kısayolları/ }));
    await press(page, 'Enter');
    await reach(page, help.getByRole('switch'));
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    // The keys of all screens are loaded after the first screen stands.
    await expect(async () => {
      await page.keyboard.press('1');
      await expect(page).toHaveURL(/\/$/, { timeout: 500 });
    }).toPass();
  });

  await test.step('an appointment moved by keys, and put back', async () => {
    await reach(page, page.getByRole('link', { name: 'Takvim', exact: true }), 'Shift+Tab');
    await press(page, 'Enter');
    await reach(page, page.getByRole('button', { name: 'Sonraki hafta' }));
    await press(page, 'Enter');
    const entry = page
      .locator(
        `[tabindex]:has(> [data-appointment-id="${appointment.id}"]), [tabindex]:has([data-appointment-id="${appointment.id}"])`,
      )
      .last();
    await reach(page, entry);
    const startsAt = () =>
      office
        .query<{ startsAt: Date }>('SELECT starts_at AS "startsAt" FROM appointments WHERE id = $1', [appointment.id])
        .then(([row]) => row!.startsAt.toISOString());
    const before = new Date(appointment.startsAt).getTime();
    await press(page, 'Alt+ArrowDown');
    await press(page, 'Alt+ArrowDown');
    await expect.poll(startsAt).toBe(new Date(before + 30 * 60_000).toISOString());
    await expect(entry).toBeFocused();
    const undo = page.getByRole('button', { name: 'Geri al' });
    await expect(undo).toBeVisible();
    // It stands behind all else on the page, passes by soon, and waits while somebody is there.
    const notices = page.getByRole('region', { name: 'Bildirimler' });
    const isThere = () => notices.evaluate((region) => region.contains(document.activeElement));
    await press(page, 'F6');
    await expect.poll(isThere).toBe(true);
    await press(page, 'F6');
    await expect(entry).toBeFocused();
    await press(page, 'F6');
    await expect.poll(isThere).toBe(true);
    await reach(page, undo);
    await press(page, 'Enter');
    await expect.poll(startsAt).toBe(new Date(before).toISOString());
    await expectFocusSeen(page, 'undoing');
    // From a single day it goes out of sight: the calendar follows, and the next key moves it back.
    await page.goto(`/calendar?view=day&date=${new Date(before + 3 * 3_600_000).toISOString().slice(0, 10)}`);
    await reach(page, entry);
    for (const [key, days] of [
      ['Alt+ArrowRight', 1],
      ['Alt+ArrowLeft', 0],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(startsAt).toBe(new Date(before + days * 86_400_000).toISOString());
      await expect(entry).toBeFocused();
    }
  });
});
