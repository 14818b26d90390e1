import type { Page } from '@playwright/test';
import { findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';
import type { Office } from './office';

test('two records of one person become one without network, on a phone, and are taken apart again', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [kept, lost] = await office.query<{ id: string; name: string; phone: string; city: string }>(
    `SELECT c.id, trim(c.first_name || ' ' || c.last_name) AS name, c.phone, c.city FROM customers c
     WHERE c.owner_id = $1 AND c.deleted_at IS NULL AND c.first_name <> '' AND c.phone <> '' AND c.alt_phone = ''
       AND c.city <> '' AND EXISTS (SELECT FROM interactions i WHERE i.customer_id = c.id AND i.kind = 'call'
         AND i.body <> '' AND i.retracts IS NULL)
       AND (SELECT count(*) FROM customers o WHERE o.first_name = c.first_name AND o.last_name = c.last_name) = 1
     ORDER BY c.id LIMIT 2`,
    [agent.id],
  );
  const [said] = await office.query<{ body: string }>(
    `SELECT body FROM interactions WHERE customer_id = $1 AND kind = 'call' AND body <> '' AND retracts IS NULL
     ORDER BY occurred_at DESC LIMIT 1`,
    [lost!.id],
  );
  const intoOf = async (id: string) =>
    (await office.query<{ into: string | null }>('SELECT merged_into AS into FROM customers WHERE id = $1', [id]))[0]
      ?.into ?? null;

  const { page: atDesk } = await tablets({ of: manager });
  await waitUntilInOffice(atDesk);
  const { page, context } = await tablets({ of: agent, viewport: { width: 390, height: 844 } });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(`/customers/${kept!.id}`);
  const card = page.getByRole('article', { name: kept!.name });
  await expect(card).toBeVisible();
  await context.setOffline(true);

  await card.getByRole('button', { name: 'Diğer işlemler' }).click();
  await page.getByRole('menuitem', { name: 'Başka bir kayıtla birleştir…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Aynı kişinin kayıtlarını birleştir' });
  await dialog.getByRole('searchbox').fill(lost!.name);
  await dialog.getByRole('option', { name: lost!.name }).click();
  await expect(dialog.getByRole('radiogroup', { name: 'Kalacak kayıt' })).toBeVisible();
  await dialog.getByRole('radiogroup', { name: 'Ad soyad' }).getByText(kept!.name, { exact: true }).click();
  await dialog
    .getByRole('radiogroup', { name: 'Telefon', exact: true })
    .getByRole('radio')
    .first()
    .check({ force: true });
  await expect(dialog.getByText('ikinci telefon olarak kalır')).toBeVisible();
  await dialog.getByRole('button', { name: 'Birleştir', exact: true }).click();
  await expect(page.getByText(`${lost!.name} ile birleştirildi.`)).toBeVisible();
  await expect(card.getByText(`${lost!.name} kaydı birleştirildi`)).toBeVisible();

  // One person from here on: in their time, in the list and by the address of the other.
  await card.getByRole('tab', { name: 'Zaman çizelgesi' }).click();
  await expect(page.getByText(said!.body).first()).toBeVisible();
  await page.goto(`/customers?q=${encodeURIComponent(lost!.name)}`);
  await expect(page.getByRole('row', { name: kept!.name })).toBeVisible();
  await expect(page.getByRole('row', { name: lost!.name })).toHaveCount(0);
  await page.goto(`/customers/${lost!.id}`);
  await expect(page).toHaveURL(new RegExp(`/customers/${kept!.id}`));

  await context.setOffline(false);
  await waitUntilInOffice(page);
  await expect.poll(() => intoOf(lost!.id)).toBe(kept!.id);
  expect(
    await office.query<{ phone: string; second: string }>(
      'SELECT phone, alt_phone AS second FROM customers WHERE id = $1',
      [kept!.id],
    ),
  ).toEqual([{ phone: kept!.phone, second: lost!.phone }]);

  // The other device knows it too, and the time says who did it.
  await atDesk.goto(`/customers/${lost!.id}?tab=timeline`);
  await expect(atDesk).toHaveURL(new RegExp(`/customers/${kept!.id}`), { timeout: 60_000 });
  const told = atDesk.getByText(`${lost!.name} kaydı bu kayıtla birleştirildi`);
  await expect(told).toBeVisible({ timeout: 60_000 });

  await atDesk.getByRole('button', { name: `${lost!.name} kaydını ayır` }).click();
  await atDesk.getByRole('alertdialog').getByRole('button', { name: 'Ayır', exact: true }).click();
  await expect(atDesk.getByText(`${lost!.name} kaydı ayrıldı.`)).toBeVisible();
  await waitUntilInOffice(atDesk);
  await expect.poll(() => intoOf(lost!.id)).toBe(null);
  // Until the phone has heard of it the address leads to the other.
  await expect(async () => {
    await page.goto(`/customers/${lost!.id}?tab=timeline`);
    await expect(page.getByRole('article', { name: lost!.name })).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(said!.body).first()).toBeVisible();
  await atDesk.goto(`/customers/${kept!.id}?tab=timeline`);
  await expect(atDesk.getByText(`${lost!.name} kaydı yeniden ayrıldı`)).toBeVisible({ timeout: 60_000 });
});

test('a merge is taken back as a whole by the button beside its word', async ({ office, tablets }) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [kept, lost] = await findThree(office, agent.id);
  const stands = () =>
    office.query<{ id: string; into: string | null; phone: string; second: string }>(
      `SELECT id, merged_into AS into, phone, alt_phone AS second FROM customers WHERE id IN ($1, $2) ORDER BY id DESC`,
      [kept.id, lost.id],
    );
  const before = await stands();
  const { page } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await page.goto(`/customers/${kept.id}`);
  const card = page.getByRole('article', { name: kept.name });
  await card.getByRole('button', { name: 'Diğer işlemler' }).click();
  await page.getByRole('menuitem', { name: 'Başka bir kayıtla birleştir…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Aynı kişinin kayıtlarını birleştir' });
  await dialog.getByRole('searchbox').fill(lost.name);
  await dialog.getByRole('option', { name: lost.name }).click();
  const stays = dialog.getByRole('radiogroup', { name: 'Kalacak kayıt' });
  await expect(stays.getByRole('radio', { name: `${kept.name} (açık olan)` })).toBeChecked();
  // By keyboard too: the other one, and back.
  await stays.getByRole('radio', { name: `${kept.name} (açık olan)` }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(stays.getByRole('radio', { name: `${lost.name} (seçilen)` })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await dialog.getByRole('radiogroup', { name: 'Telefon', exact: true }).getByRole('radio').first().check({
    force: true,
  });
  await dialog.getByRole('button', { name: 'Birleştir', exact: true }).click();
  await expect(card.getByText(`${lost.name} kaydı birleştirildi`)).toBeVisible();
  await page.getByRole('button', { name: 'Geri al', exact: true }).click();
  await expect(page.getByText('Birleştirme geri alındı.')).toBeVisible();
  await expect(card.getByText(`${lost.name} kaydı birleştirildi`)).toHaveCount(0);
  await waitUntilInOffice(page);
  await expect.poll(stands).toEqual(before);
  await page.goto(`/customers?q=${encodeURIComponent(lost.name)}`);
  await expect(page.getByRole('row', { name: lost.name })).toBeVisible();
});

test('of two merges the other way round one stands, and whoever made the other reads why and takes it back', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [mine, theirs] = await findThree(office, agent.id);
  const stands = () =>
    office.query<{ id: string; into: string | null }>(
      'SELECT id, merged_into AS into FROM customers WHERE id IN ($1, $2) ORDER BY id DESC',
      [mine.id, theirs.id],
    );
  const asAtTheDesk = [
    { id: mine.id, into: theirs.id },
    { id: theirs.id, into: null },
  ];
  const { page: atDesk } = await tablets({ of: manager });
  await waitUntilInOffice(atDesk);
  const { page, context } = await tablets({ of: agent, viewport: { width: 390, height: 844 } });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await page.goto(`/customers/${mine.id}`);
  await expect(page.getByRole('article', { name: mine.name })).toBeVisible();
  await context.setOffline(true);
  await merge(page, mine, theirs);
  await merge(atDesk, theirs, mine);
  await waitUntilInOffice(atDesk);
  await expect.poll(stands).toEqual(asAtTheDesk);

  await context.setOffline(false);
  const notice = page.getByRole('region', { name: 'Ofis bu birleştirmeyi kabul etmedi' });
  await expect(notice).toContainText('bu kayıt kalacak şekilde birleştirdiniz', { timeout: 60_000 });
  await expect(notice).toContainText(`öteki kayıt (${theirs.name}) kalacak şekilde birleştirilmişler`);
  // On the other card, which stands apart meanwhile, it is said too; and among what needs attention one is led there.
  await page.goto(`/customers/${theirs.id}`);
  await expect(notice).toContainText(`öteki kayıt (${mine.name}) kalacak şekilde birleştirdiniz`);
  await page.goto('/outbox');
  await page.getByRole('link', { name: `Aç: ${theirs.name}` }).click();
  await expect(notice).toBeVisible();
  await notice.getByRole('button', { name: 'Birleştirmemi geri al' }).click();
  const question = page.getByRole('alertdialog', { name: 'Birleştirmeniz geri alınsın mı?' });
  await question.getByRole('button', { name: 'Geri al', exact: true }).click();
  await expect(page.getByText('Birleştirme geri alındı.')).toBeVisible();
  await expect(notice).toHaveCount(0);
  await expect(page.getByText(`${mine.name} kaydı birleştirildi`)).toBeVisible();
  await page.goto(`/customers/${mine.id}`);
  await expect(page).toHaveURL(new RegExp(`/customers/${theirs.id}`));
  await waitUntilInOffice(page);
  expect(await stands()).toEqual(asAtTheDesk);
});

test('a merge with a record that is gone or only shared by now is refused in words, and taken back', async ({
  office,
  tablets,
}) => {
  const { agent } = await findPeople(office, 'Zeynep Yılmaz');
  const [shared, lost, gone] = await findThree(office, agent.id);
  const [other] = await office.query<{ id: string }>(
    `SELECT id FROM members WHERE role = 'agent' AND id <> $1 AND is_active
       AND team_id = (SELECT team_id FROM members WHERE id = $1) ORDER BY id LIMIT 1`,
    [agent.id],
  );
  const [label] = await office.query<{ id: string }>(
    `SELECT labels.key AS id FROM customers, json_each_text(customers.labels::json) AS labels LIMIT 1`,
  );
  await office.query('UPDATE customers SET labels = $2 WHERE id = $1', [lost.id, { [label!.id]: 1 }]);
  const intoOfLost = () => office.query('SELECT merged_into AS into FROM customers WHERE id = $1', [lost.id]);
  const { page, context } = await tablets({ of: agent, viewport: { width: 390, height: 844 } });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  const notice = page.getByRole('region', { name: 'Ofis bu birleştirmeyi kabul etmedi' });
  const refusedOnceOnline = async (kept: Person, meanwhile: string, values: unknown[], words: string) => {
    await page.goto(`/customers/${kept.id}`);
    await expect(page.getByRole('article', { name: kept.name })).toBeVisible();
    await context.setOffline(true);
    await merge(page, kept, lost);
    await office.query(meanwhile, values);
    await context.setOffline(false);
    await page.goto('/outbox');
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 60_000 });
    await page.goto(`/customers/${lost.id}`);
    await expect(notice).toContainText(words, { timeout: 60_000 });
  };
  const takenBack = async () => {
    await notice.getByRole('button', { name: 'Birleştirmemi geri al' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Geri al', exact: true }).click();
    await expect(page.getByText('Birleştirme geri alındı.')).toBeVisible();
    await expect(notice).toHaveCount(0);
    expect(await intoOfLost()).toEqual([{ into: null }]);
  };

  await refusedOnceOnline(
    shared,
    'UPDATE customers SET owner_id = $2, shared_with = ARRAY[$3::uuid] WHERE id = $1',
    [shared.id, other!.id, agent.id],
    'Bu kayıtlardan biri sizinle yalnızca paylaşılmış.',
  );
  // Nothing in its row is squeezed by what it says.
  await page.goto(`/customers?q=${encodeURIComponent(lost.name)}`);
  const row = page.getByRole('row').filter({ hasText: 'Dikkat gerekiyor' }).first();
  await expect(row).toBeVisible();
  const cut = await row
    .locator('span')
    .evaluateAll((spans) =>
      spans
        .filter((span) => span.scrollWidth > span.clientWidth + 1 && span.clientWidth > 0)
        .map((span) => span.outerHTML),
    );
  expect(cut).toEqual([]);
  await page.goto(`/customers/${lost.id}`);
  await takenBack();

  await refusedOnceOnline(
    gone,
    'UPDATE customers SET deleted_at = now() WHERE id = $1',
    [gone.id],
    'Birleştirmek istediğiniz kayıt artık yok ya da sizin listenizde değil.',
  );
  // Why, on the card that stands for both; what was changed with the merge hides it no longer.
  await expect(page.getByText('Bu müşteri silindi.')).toBeVisible();
  await takenBack();
  await page.goto(`/customers/${gone.id}`);
  await expect(page.getByText('Bu müşteri silindi.')).toBeVisible();
});

/** As both are, from the card of the one that stays. */
async function merge(page: Page, kept: { id: string; name: string }, lost: { name: string }): Promise<void> {
  await page.goto(`/customers/${kept.id}`);
  const card = page.getByRole('article', { name: kept.name });
  await card.getByRole('button', { name: 'Diğer işlemler' }).click();
  await page.getByRole('menuitem', { name: 'Başka bir kayıtla birleştir…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Aynı kişinin kayıtlarını birleştir' });
  await dialog.getByRole('searchbox').fill(lost.name);
  await dialog.getByRole('option', { name: lost.name }).click();
  await dialog.getByRole('radiogroup', { name: 'Ad soyad' }).getByText(kept.name, { exact: true }).click();
  await dialog.getByRole('button', { name: 'Birleştir', exact: true }).click();
  await expect(card.getByText(`${lost.name} kaydı birleştirildi`)).toBeVisible();
}

type Person = { id: string; name: string; city: string; phone: string };

/** Customers of the agent whose names nobody else has. */
async function findThree(office: Office, agentId: string): Promise<[Person, Person, Person]> {
  const three = await office.query<Person>(
    `SELECT id, trim(first_name || ' ' || last_name) AS name, city, phone FROM customers c
     WHERE owner_id = $1 AND deleted_at IS NULL AND first_name <> '' AND city <> '' AND phone <> '' AND alt_phone = ''
       AND (SELECT count(*) FROM customers o WHERE o.first_name = c.first_name AND o.last_name = c.last_name) = 1
     ORDER BY id DESC LIMIT 3`,
    [agentId],
  );
  return three as [Person, Person, Person];
}
