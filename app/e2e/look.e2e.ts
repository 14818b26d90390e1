import type { Locator } from '@playwright/test';
import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { problemsOf, untilStill, visit, watchErrors } from './screen-checks';

const TREND = { tr: 'Kaynaklar, aylara göre', en: 'Lead sources by month' } as const;

test('every part stands on its page in both themes, and nobody finds it unasked', async ({ tablets }) => {
  const { page } = await tablets();
  const watched = watchErrors(page);
  await page.goto('/dev/parts');
  await expect(page.getByRole('heading', { name: 'Parts' })).toHaveCount(0);
  await expect(page.locator('h1')).toBeVisible();
  await page.evaluate(() => {
    localStorage.setItem('saha-parts', 'on');
    localStorage.setItem('saha-language', 'en');
  });
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((chosen) => localStorage.setItem('saha-theme', chosen), theme);
    await page.reload();
    await untilStill(page, 'h2');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect.soft(await page.locator('section > h2').count()).toBeGreaterThan(15);
    expect.soft(await problemsOf(page, 'en'), `parts in ${theme}`).toEqual([]);
  }
  expect(watched.errors).toEqual([]);
});

test('the device’s own theme is followed until one chooses', async ({ tablets }) => {
  const { page } = await tablets({ colorScheme: 'dark' });
  await page.goto('/sign-in');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-theme', 'light');
});

test('where the device forces its own colours, what is on, chosen and first to do is told apart', async ({
  office,
  tablets,
}) => {
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.emulateMedia({ forcedColors: 'active' });
  const groundOf = (part: Locator, pseudo?: string) =>
    part.evaluate((one, of) => getComputedStyle(one, of).backgroundColor, pseudo);
  const differ = async (one: Locator, other: Locator, what: string, pseudo?: string) => {
    await expect(one.first()).toBeVisible();
    await expect(other.first()).toBeVisible();
    expect.soft(await groundOf(one.first(), pseudo), what).not.toBe(await groundOf(other.first(), pseudo));
  };

  await visit(page, '/notifications');
  const rail = page.getByRole('navigation', { name: 'Ana bölümler' });
  const inRail = (is: string) => rail.locator(`a${is} > span:has(svg)`);
  await differ(inRail('[aria-current]'), inRail(':not([aria-current])'), 'places of the rail');
  const more = page.getByRole('navigation', { name: 'Daha' });
  await differ(more.locator('a[aria-current]'), more.locator('a:not([aria-current])'), 'rows of Daha');
  const track = (is: string) => page.locator(`label:has(input[role="switch"])${is} > span[aria-hidden]`);
  await differ(track('[data-selected]'), track(':not([data-selected])'), 'switches');
  const thumb = track(':not([data-selected])').first();
  expect(await groundOf(thumb, '::after')).not.toBe(await groundOf(thumb));

  await visit(page, '/customers');
  await page.locator('[role="row"] [data-column="0"]').first().click();
  await page.getByRole('tab').first().waitFor();
  await differ(
    page.locator('[role="row"][aria-selected="true"]'),
    page.locator('[role="row"]:not([aria-selected="true"])'),
    'customers',
  );
  const line = (is: string) =>
    page
      .locator(`[role="tab"]${is}`)
      .first()
      .evaluate((tab) => getComputedStyle(tab, '::after').content);
  expect(await line('[data-selected]')).not.toBe(await line(':not([data-selected])'));

  await visit(page, '/calendar?view=week');
  const view = (is: string) => page.locator(`label:has(input[type="radio"])${is}`);
  await differ(view('[data-selected]'), view(':not([data-selected])'), 'views of the calendar');
  const filled = page.locator('main header').getByRole('link', { name: 'Yeni randevu' });
  const plain = page.getByRole('button', { name: 'Bugün', exact: true });
  await differ(filled, plain, 'buttons');
  // The borders that make a target of 44 px are the ground's, and what is seen of the face is its own line.
  const ofFace = (button: Locator) =>
    button.evaluate((one) => [getComputedStyle(one).borderTopColor, getComputedStyle(one, '::before').borderTopColor]);
  const [border, face] = await ofFace(plain);
  expect(border).toBe(await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor));
  expect(face).not.toBe(border);
});

test('ten customers stand on a tablet, and several are handed over, shared and taken back at once', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.goto('/customers');
  await untilStill(page, '[role="row"] [data-column="0"]');
  const whole = await page.locator('[role="row"]').evaluateAll((rows) => {
    const list = rows[0]!.closest('[role="grid"]')!.parentElement!.getBoundingClientRect();
    return rows.filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= list.top - 1 && bottom <= list.bottom + 1;
    }).length;
  });
  expect(whole).toBeGreaterThanOrEqual(10);

  const owners = () =>
    office.query<{ id: string; owner: string }>(
      `SELECT id, owner_id AS owner FROM customers WHERE deleted_at IS NULL ORDER BY id`,
    );
  const before = await owners();
  const handedTo = async () =>
    (await owners()).filter(
      ({ id, owner }) => owner === agent.id && before.find((one) => one.id === id)?.owner !== owner,
    );
  await page.getByRole('button', { name: 'Seç', exact: true }).click();
  const bar = page.getByRole('group', { name: 'Seçilenlerle yapılacaklar' });
  await expect(bar).toContainText('0 seçili');
  const strangers = page.locator('[role="row"]', { hasNot: page.locator('[title="Zeynep Yılmaz"]') });
  await strangers.nth(0).locator('[data-column="0"]').click();
  await strangers.nth(1).locator('[data-column="0"]').press('Enter');
  await expect(bar).toContainText('2 seçili');
  await expect(page.locator('[role="row"][aria-selected="true"]')).toHaveCount(2);
  await expect(page).toHaveURL(/\/customers$/);

  await bar.getByRole('button', { name: 'Devret' }).click();
  await page.getByRole('menuitem', { name: /^Zeynep Yılmaz/ }).click();
  await expect(page.getByText('2 müşteri güncellendi.')).toBeVisible();
  await expect(bar).toBeHidden();
  await expect.poll(async () => (await handedTo()).length).toBe(2);

  await page.getByRole('button', { name: 'Geri al' }).click();
  await expect.poll(owners).toEqual(before);
});

test('beside labels a customer’s row says when one last spoke, whatever the place is called', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  await office.query(
    `UPDATE customers SET last_name = 'Aaa', city = 'Gaziantep Şahinbey', labels = '{"abroad": 1}',
       last_contact_at = now() - interval '370 days'
     WHERE id = (SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1)`,
    [agent.id],
  );
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.evaluate(() => localStorage.setItem('saha-language', 'en'));
  await page.goto('/customers');
  const said = page.getByRole('row').first().getByText('Last spoke 12 months ago');
  // What is moved out of the one line there is counts as visible to the driver.
  const isInRow = () =>
    said.evaluate((words) => {
      const [{ top, bottom }, line] = [words.getBoundingClientRect(), words.parentElement!.getBoundingClientRect()];
      return top >= line.top - 1 && bottom <= line.bottom + 1;
    });
  await expect.poll(isInRow, { timeout: 30_000 }).toBe(true);
  await expect(
    page
      .getByRole('row')
      .first()
      .getByText(/^Yurt dışı/),
  ).toBeVisible();

  // Where one chooses among them there is less room, and labels give way.
  await page.getByRole('button', { name: 'Select', exact: true }).click();
  await expect(page.getByRole('row').first().locator('svg').first()).toBeVisible();
  expect(await said.evaluate((words) => words.scrollWidth - words.clientWidth)).toBeLessThanOrEqual(0);
  expect(await isInRow()).toBe(true);
});

test('on a phone a month shows dots, and the picked day its appointments', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [busy] = await office.query<{ day: string; count: number }>(
    `SELECT to_char(starts_at AT TIME ZONE 'Europe/Istanbul', 'YYYY-MM-DD') AS day, count(*)::int AS count
      FROM appointments
     WHERE agent_id = $1 AND deleted_at IS NULL AND starts_at > now() GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`,
    [agent.id],
  );
  const { page } = await tablets({ of: agent, viewport: { width: 390, height: 844 } });
  await waitUntilInOffice(page);
  await page.goto(`/calendar?view=month&date=${busy!.day.slice(0, 8)}15`);
  const day = page.locator(`[data-month-day="${busy!.day}"]`);
  await day.click();
  await expect(day).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('main a[href^="/appointments/"]:not([href$="/new"])')).toHaveCount(busy!.count);
  await page.keyboard.press('ArrowUp');
  const weekBefore = new Date(Date.parse(`${busy!.day}T00:00:00Z`) - 7 * 86_400_000).toISOString().slice(0, 10);
  await expect(page.locator(`[data-month-day="${weekBefore}"]`)).toBeFocused();
});

test('titles, what stands below them and the lines of a day are written whole, on a phone and on a tablet', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: manager, viewport: { width: 390, height: 844 } });
  await waitUntilInOffice(page);
  const cutIn = (selector: string) =>
    page
      .locator(selector)
      .evaluateAll((parts) =>
        parts
          .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
          .map((part) => part.textContent),
      );
  for (const address of ['/segments', '/templates', '/campaigns', '/team-today', '/team', '/lines', '/reports']) {
    await visit(page, address);
    await untilStill(page, 'main header p, main header ~ * :is(li, a, button, h2)');
    expect.soft(await cutIn('main header h1, main header h1 + p'), address).toEqual([]);
  }
  await visit(page, '/segments');
  await expect(page.getByRole('link', { name: 'Yeni segment' })).toBeVisible();

  // A form that has the screen to itself has one title, in the bar and beside the sync chip.
  const [one] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL LIMIT 1',
    [agent.id],
  );
  for (const [address, title] of [
    ['/customers/new', 'Yeni müşteri'],
    [`/customers/${one!.id}/edit`, 'Müşteri bilgileri'],
  ] as const) {
    await visit(page, address);
    await expect(page.getByRole('textbox', { name: 'Soyad', exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: title, exact: true })).toHaveCount(1);
    await expect(page.locator('main header').getByRole('heading', { name: title, exact: true })).toBeVisible();
    await expect(page.locator('main header').getByRole('link', { name: /^Ofiste/ })).toBeVisible();
  }

  await page.setViewportSize({ width: 1180, height: 820 });
  await office.query(
    `UPDATE appointments SET title = 'Sözleşme imzası ve teslim', location = 'Tunalı Hilmi Caddesi şubesi', status = 'requested'
     WHERE starts_at BETWEEN date_trunc('day', now(), 'Europe/Istanbul') AND now() + interval '3 days'`,
  );
  await page.goto('/calendar?view=agenda');
  await expect(page.getByText('Tunalı Hilmi Caddesi şubesi').first()).toBeVisible({ timeout: 30_000 });
  expect(await cutIn('main a[href^="/appointments/"] span')).toEqual([]);
});

test('a form ends where its foot does, on an upright tablet and on a wide one', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: agent, viewport: { width: 820, height: 1180 } });
  await waitUntilInOffice(page);
  for (const viewport of [
    { width: 820, height: 1180 },
    { width: 1180, height: 820 },
  ]) {
    await page.setViewportSize(viewport);
    await visit(page, '/customers/new');
    const field = page.getByRole('textbox', { name: 'Notlar', exact: true });
    await field.waitFor();
    const edges = await field.evaluate((notes) => {
      const [words, ...buttons] = [...document.querySelectorAll('form [data-foot] > *')].map((one) =>
        one.getBoundingClientRect(),
      );
      const { left, right } = notes.parentElement!.getBoundingClientRect();
      return [left - words!.left, right - buttons.at(-1)!.right].map(Math.round);
    });
    expect(edges, `${viewport.width} wide`).toEqual([0, 0]);
  }
});

test('what is open is in sight: its place under Daha, its segment above the list, its filter beside messages', async ({
  office,
  tablets,
}) => {
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [segment] = await office.query<{ id: string; name: string }>(
    'SELECT id, name FROM segments WHERE archived_at IS NULL AND created_by = $1 ORDER BY name DESC LIMIT 1',
    [manager.id],
  );
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  for (const [address, name] of [
    ['/settings/office', /^Ayarlar/],
    ['/team', /^Ekip Danışmanlar/],
    ['/outbox', /^Gönderilecekler/],
  ] as const) {
    await page.goto(address);
    const place = page.getByRole('navigation', { name: 'Daha' }).getByRole('link', { name });
    await expect(place).toHaveAttribute('aria-current', 'page');
    await expect(place).toBeInViewport({ ratio: 1 });
  }

  await page.goto(`/customers?segment=${segment!.id}`);
  const chip = page.getByRole('button', { name: segment!.name, exact: true });
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await expect(chip).toBeInViewport({ ratio: 0.9 });

  await page.goto('/messages');
  const filters = page.getByRole('button', { name: /^Süzgeçler/ });
  await expect(filters).toBeInViewport({ ratio: 1 });
  await filters.click();
  await page.getByRole('menuitem', { name: 'VIP' }).click();
  await expect(filters).toHaveText('Süzgeçler · 1');
  await page.getByRole('button', { name: 'VIP etiketini süzgeçten çıkar' }).click();
  await expect(filters).toHaveText('Süzgeçler');
});

test('on a phone a condition has its way out beside it, and a month’s figures are no towers of words', async ({
  office,
  tablets,
}) => {
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [segment] = await office.query<{ id: string }>(
    'SELECT id FROM segments WHERE archived_at IS NULL AND created_by = $1 LIMIT 1',
    [manager.id],
  );
  const { page } = await tablets({ of: manager, viewport: { width: 390, height: 844 } });
  await waitUntilInOffice(page);
  await visit(page, `/segments/${segment!.id}`);
  const remove = page.getByRole('button', { name: 'Koşulu kaldır' }).first();
  await remove.waitFor();
  const [question, out] = await remove.evaluate((button) =>
    [button.parentElement!.querySelector('button')!, button].map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { left, right, middle: (top + bottom) / 2 };
    }),
  );
  expect(out!.left).toBeGreaterThanOrEqual(question!.right);
  expect(Math.abs(out!.middle - question!.middle)).toBeLessThanOrEqual(2);

  for (const language of ['tr', 'en'] as const) {
    await page.evaluate((chosen) => localStorage.setItem('saha-language', chosen), language);
    await page.goto('/reports');
    const summary = page.locator('main table').first();
    await expect(summary.locator('tbody tr').first()).toBeVisible();
    await untilStill(page, 'main table');
    const { head, rows, room, width } = await summary.evaluate((table) => {
      const heightOf = (row: Element) => row.getBoundingClientRect().height;
      return {
        head: heightOf(table.querySelector('thead tr')!),
        rows: Math.max(...[...table.querySelectorAll('tbody tr')].map(heightOf)),
        room: table.parentElement!.clientWidth,
        width: table.scrollWidth,
      };
    });
    expect.soft(head, language).toBeLessThanOrEqual(80);
    expect.soft(rows, language).toBeLessThanOrEqual(90);
    expect.soft(width, language).toBeLessThanOrEqual(room);
    // What stands outside of that table has its words on a phone too.
    const trend = page.locator('section').filter({ has: page.getByRole('heading', { name: TREND[language] }) });
    await expect.soft(trend.locator('p').last()).toBeVisible();
  }
});

test('in English the calendar’s title is whole, and customers are answered in their own language', async ({
  office,
  tablets,
}) => {
  const { manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);
  await page.evaluate(() => localStorage.setItem('saha-language', 'en'));
  // Two weeks that end in the month of the longest names.
  await page.goto('/calendar?view=agenda&date=2026-11-29');
  const title = page.locator('main header h1');
  await expect(title).toHaveText(/Nov.*Dec/);
  expect(await title.evaluate((words) => words.scrollWidth - words.clientWidth)).toBeLessThanOrEqual(0);

  await page.goto('/settings/away');
  await expect(page.getByLabel('Turkish reply')).toHaveValue(/^Mesajınız bize ulaştı/);
  await expect(page.getByLabel(/^English reply/)).toHaveValue(/^We have received your message/);
});
