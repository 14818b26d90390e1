import type { Page } from '@playwright/test';
import { changeField, findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

const CARD = 'İki kişi aynı bilgiyi değiştirdi: Notlar';

async function writeNotes(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Notlar/ }).click();
  const field = page.getByRole('textbox', { name: 'Notlar', exact: true });
  await field.fill(text);
  await field.blur();
  await expect(page.getByRole('button', { name: /^Notlar/ })).toContainText(text);
}

test('two people write the same note: the later one shows, both are kept, one tap decides', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [customer] = await office.query<{ id: string }>(
    'SELECT id FROM customers WHERE owner_id = $1 AND deleted_at IS NULL ORDER BY id LIMIT 1',
    [agent.id],
  );
  const address = `/customers/${customer!.id}`;
  const notes = () =>
    office
      .query<{ notes: string }>('SELECT notes FROM customers WHERE id = $1', [customer!.id])
      .then(([row]) => row!.notes);
  const { page: atDesk } = await tablets({ of: manager });
  await waitUntilInOffice(atDesk);
  await atDesk.goto(address);
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(address);
  await expect(page.getByRole('button', { name: /^Notlar/ })).toBeVisible();

  await context.setOffline(true);
  await writeNotes(page, 'Salı günü aranmak istiyor');
  await writeNotes(atDesk, 'Perşembe günü aranmak istiyor');
  await expect.poll(notes).toBe('Perşembe günü aranmak istiyor');
  await context.setOffline(false);
  for (const screen of [page, atDesk])
    await expect(screen.getByRole('link', { name: /Dikkat gerekiyor · 1 kayıt/ })).toBeVisible({ timeout: 30_000 });

  for (const { screen, mine, theirs } of [
    { screen: page, mine: 'Öteki değer', theirs: 'Şimdi görünen' },
    { screen: atDesk, mine: 'Şimdi görünen', theirs: 'Öteki değer' },
  ]) {
    const card = screen.getByRole('region', { name: CARD });
    await expect(card).toBeVisible();
    const side = (label: string) =>
      card
        .locator('div')
        .filter({ has: screen.getByText(label, { exact: true }) })
        .last();
    await expect(side(mine)).toContainText(/Siz, .*\d{2}:\d{2}/);
    await expect(side(mine).getByRole('button')).toHaveText('Benimki kalsın');
    await expect(side(theirs)).toContainText(screen === page ? manager.fullName : agent.fullName);
    await expect(side('Şimdi görünen')).toContainText('Perşembe günü aranmak istiyor');
    await expect(side('Öteki değer')).toContainText('Salı günü aranmak istiyor');
    await expect(card.getByRole('button', { name: 'İkisini de tut' })).toBeVisible();
  }
  expect(await notes()).toBe('Perşembe günü aranmak istiyor');

  // The same card stands in the timeline and in the outbox; deciding there needs no network, and the other device
  // learns of it.
  await page.getByRole('tab', { name: 'Zaman çizelgesi' }).click();
  await expect(page.getByRole('tabpanel').getByRole('region', { name: CARD })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole('link', { name: /Dikkat gerekiyor · 1 kayıt/ }).click();
  await expect(page.getByRole('heading', { name: 'Karar bekleyen bilgiler · 1' })).toBeVisible();
  await page.getByRole('region', { name: CARD }).getByRole('button', { name: 'Benimki kalsın' }).click();
  await expect(page.getByRole('region', { name: CARD })).toBeHidden();
  await expect(page.getByText('Değişen: notlar')).toBeVisible();
  await expect(atDesk.getByRole('region', { name: CARD })).toBeVisible();
  await context.setOffline(false);
  await waitUntilInOffice(page);
  await expect(atDesk.getByRole('region', { name: CARD })).toBeHidden();
  await waitUntilInOffice(atDesk);
  for (const screen of [page, atDesk]) {
    await screen.goto(address);
    await expect(screen.getByRole('button', { name: /^Notlar/ })).toContainText('Salı günü aranmak istiyor');
    await expect(screen.getByRole('region', { name: CARD })).toBeHidden();
  }
  expect(await notes()).toBe('Salı günü aranmak istiyor');
  expect(await office.query('SELECT conflicts FROM customers WHERE id = $1', [customer!.id])).toEqual([
    { conflicts: [] },
  ]);
});

test('an appointment two people wrote shows both texts, is settled by one tap offline, and names who wrote', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [appointment] = await office.query<{ id: string }>(
    `SELECT id FROM appointments WHERE agent_id = $1 AND deleted_at IS NULL AND status = 'confirmed'
      AND starts_at > now() ORDER BY starts_at LIMIT 1`,
    [agent.id],
  );
  const address = `/appointments/${appointment!.id}`;
  const row = () =>
    office.query<{ location: string; cards: number }>(
      'SELECT location, jsonb_array_length(conflicts) AS cards FROM appointments WHERE id = $1',
      [appointment!.id],
    );
  const card = 'İki kişi aynı bilgiyi değiştirdi: Yer';
  const write = async (page: Page, place: string) => {
    await page.goto(address);
    await page.getByLabel('Yer', { exact: true }).fill(place);
    await page.getByRole('button', { name: 'Kaydet', exact: true }).click();
    await expect(page).not.toHaveURL(new RegExp(appointment!.id));
  };
  const { page: atDesk } = await tablets({ of: manager });
  await waitUntilInOffice(atDesk);
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await context.setOffline(true);
  await write(page, 'Moda sahili');
  await write(atDesk, 'Ofis, 2. kat');
  await expect.poll(row).toEqual([{ location: 'Ofis, 2. kat', cards: 0 }]);
  await context.setOffline(false);
  await expect.poll(row).toEqual([{ location: 'Ofis, 2. kat', cards: 1 }]);
  await page.goto(address);
  await expect(page.getByRole('region', { name: card })).toBeVisible();

  await context.setOffline(true);
  await page.getByRole('region', { name: card }).getByRole('button', { name: 'Onunki kalsın' }).click();
  await expect(page.getByRole('region', { name: card })).toBeHidden();
  await expect(page.getByLabel('Yer', { exact: true })).toHaveValue('Ofis, 2. kat');
  expect(await row()).toEqual([{ location: 'Ofis, 2. kat', cards: 1 }]);
  await context.setOffline(false);
  await expect.poll(row).toEqual([{ location: 'Ofis, 2. kat', cards: 0 }]);

  await waitUntilInOffice(page);
  await page.getByRole('button', { name: 'Değişiklikler', exact: true }).click();
  const changes = page.getByRole('article');
  await expect(changes.filter({ hasText: `${agent.fullName} iki değer arasında kararını verdi` })).toContainText(
    'Ofis, 2. kat',
  );
  await expect(changes.filter({ hasText: `${manager.fullName} değiştirdi` }).first()).toContainText(/Yer/);
  await expect(changes.filter({ hasText: 'aynı anda başka bir şey yazdı' })).toContainText('Moda sahili');
});

test('what the office refuses waits with its reason, and holds nothing else up', async ({ office, tablets }) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [leaving, staying] = await office.query<{ id: string; fullName: string }>(
    `SELECT id, full_name AS "fullName" FROM members WHERE role = 'agent' AND id <> $1 AND is_active
      AND team_id = (SELECT team_id FROM members WHERE id = $1) ORDER BY id LIMIT 2`,
    [agent.id],
  );
  const customers = await office.query<{ id: string; name: string }>(
    `SELECT id, first_name || ' ' || last_name AS name FROM customers WHERE owner_id = $1 AND deleted_at IS NULL
      ORDER BY id LIMIT 3`,
    [agent.id],
  );
  const [givenUp, corrected, other] = [customers[0]!, customers[1]!, customers[2]!];
  const ownerOf = (id: string) =>
    office
      .query<{ owner: string }>('SELECT owner_id AS owner FROM customers WHERE id = $1', [id])
      .then(([row]) => row!.owner);
  const { page, context } = await tablets();
  const chooseOwner = async (name: string) => {
    await page.getByRole('button', { name: /Sorumlu danışman/ }).click();
    await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  };
  await signIn(page, manager);
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);

  // While the manager is out, the agent who shall get the customers leaves the company.
  await context.setOffline(true);
  for (const { id } of [givenUp, corrected]) {
    await page.goto(`/customers/${id}`);
    await chooseOwner(leaving!.fullName);
    await expect(page.getByRole('button', { name: /Sorumlu danışman/ })).toContainText(leaving!.fullName);
  }
  await page.goto(`/customers/${givenUp.id}`);
  await changeField(page, 'Meslek', 'Balıkçı');
  await page.goto(`/customers/${other.id}`);
  await changeField(page, 'Şehir', 'Sinop');
  await expect(page.getByRole('link', { name: /3 kayıt cihazda/ })).toBeVisible();
  await office.query('UPDATE members SET is_active = false WHERE id = $1', [leaving!.id]);
  await context.setOffline(false);

  await expect(page.getByRole('link', { name: /Dikkat gerekiyor · 2 kayıt/ })).toBeVisible({ timeout: 30_000 });
  await expect
    .poll(() => office.query('SELECT city FROM customers WHERE id = $1', [other.id]))
    .toEqual([{ city: 'Sinop' }]);
  expect([await ownerOf(givenUp.id), await ownerOf(corrected.id)]).toEqual([agent.id, agent.id]);

  await page.getByRole('link', { name: /Dikkat gerekiyor · 2 kayıt/ }).click();
  await expect(page.getByRole('heading', { name: 'Dikkat gerekiyor · 2' })).toBeVisible();
  // Said once for both.
  await expect(page.getByText('Seçilen danışman bulunamadı. Başka bir danışman seçin.')).toHaveCount(1);
  const answered = page.waitForResponse((response) => response.url().includes('sync.push'));
  await page.getByRole('button', { name: `Yeniden dene: ${corrected.name}` }).click();
  await answered;
  await expect(page.getByRole('heading', { name: 'Dikkat gerekiyor · 2' })).toBeVisible();

  await page.getByRole('button', { name: `Diğer işlemler: ${givenUp.name}` }).click();
  await page.getByRole('menuitem', { name: 'Değişiklikten vazgeç' }).click();
  const dialog = page.getByRole('dialog', { name: 'Değişiklikten vazgeçilsin mi?' });
  await expect(dialog.getByText('Balıkçı')).toBeVisible();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await dialog.getByRole('button', { name: 'Yazdıklarımı kopyala' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Balıkçı');
  await dialog.getByRole('button', { name: 'Değişiklikten vazgeç' }).click();
  await expect(page.getByRole('heading', { name: 'Dikkat gerekiyor · 1' })).toBeVisible();

  await page.getByRole('button', { name: `Diğer işlemler: ${corrected.name}` }).click();
  await page.getByRole('menuitem', { name: 'Düzelt' }).click();
  await expect(page.getByRole('region', { name: 'Ofis bu değişikliği kabul etmedi' })).toBeVisible();
  await chooseOwner(staying!.fullName);
  await expect.poll(() => ownerOf(corrected.id)).toBe(staying!.id);
  await expect(page.getByRole('region', { name: 'Ofis bu değişikliği kabul etmedi' })).toBeHidden();
  await waitUntilInOffice(page);
  await page.goto(`/customers/${givenUp.id}`);
  await expect(page.getByRole('button', { name: /Sorumlu danışman/ })).toContainText(agent.fullName);
  expect(await ownerOf(givenUp.id)).toBe(agent.id);
});
