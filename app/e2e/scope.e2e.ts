import type { Page } from '@playwright/test';
import { changeField, findPeople, signIn, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

/** The rows of this browser's databases in which a text stands, whatever the database. */
function rowsWith(page: Page, text: string): Promise<unknown[]> {
  return page.evaluate(async (wanted) => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
      });
    const found: unknown[] = [];
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue;
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = await wait(database.transaction(store).objectStore(store).getAll());
        found.push(...rows.filter((row: unknown) => JSON.stringify(row).includes(wanted)));
      }
      database.close();
    }
    return found;
  }, text);
}

const BOOKKEEPING = ['_attachments', '_deleted', '_meta', '_rev', 'id', 'outbox', 'conflicted', 'sortKey', 'sync'];

/** What a store keeps of a removed row until it tidies up: that there was one, and nothing of what it said. */
function isEmptied(row: unknown): boolean {
  const { _deleted: removed, sortKey = '', ...rest } = row as { _deleted?: unknown; sortKey?: string };
  return removed === '1' && sortKey.trim() === '' && Object.keys(rest).every((key) => BOOKKEEPING.includes(key));
}

test('a customer handed to another agent moves there with everything, also from a tablet that was offline', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [successor] = await office.query<{ id: string; email: string; fullName: string }>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'agent' AND id <> $1 AND is_active
      AND team_id = (SELECT team_id FROM members WHERE id = $1) ORDER BY id LIMIT 1`,
    [agent.id],
  );
  const [customer] = await office.query<{ id: string; name: string; interactions: number; appointments: number }>(
    `SELECT c.id, c.first_name || ' ' || c.last_name AS name,
       (SELECT count(*)::int FROM interactions i WHERE i.customer_id = c.id) AS interactions,
         (SELECT count(*)::int FROM appointments a WHERE a.customer_id = c.id) AS appointments
     FROM customers c WHERE c.owner_id = $1 AND c.deleted_at IS NULL AND c.shared_with = '{}'
       AND EXISTS (SELECT 1 FROM interactions i WHERE i.customer_id = c.id)
         AND EXISTS (SELECT 1 FROM appointments a WHERE a.customer_id = c.id) ORDER BY c.id LIMIT 1`,
    [agent.id],
  );
  const { id, name, interactions, appointments } = customer!;
  const address = `/customers/${id}`;

  const before = await tablets({ of: agent });
  await waitUntilInOffice(before.page);
  await waitUntilInstalled(before.page);
  await before.page.goto(`${address}?tab=timeline`);
  await expect(before.page.getByRole('heading', { name }).first()).toBeVisible();
  expect(await rowsWith(before.page, id)).toHaveLength(1 + interactions + appointments);
  await before.context.setOffline(true);

  const after = await tablets();
  await signIn(after.page, successor!);
  await waitUntilInOffice(after.page);
  await after.page.goto(address);
  await expect(after.page.getByRole('heading', { name: 'Bu müşteri listenizde yok' })).toBeVisible();
  expect(await rowsWith(after.page, id)).toEqual([]);

  const { page: atDesk } = await tablets({ of: manager });
  await waitUntilInOffice(atDesk);
  await atDesk.goto(address);
  await atDesk.getByRole('button', { name: /Sorumlu danışman/ }).click();
  await atDesk.getByRole('option', { name: new RegExp(`^${successor!.fullName}`) }).click();
  await expect
    .poll(() => office.query('SELECT owner_id AS owner FROM customers WHERE id = $1', [id]))
    .toEqual([{ owner: successor!.id }]);

  // It appears where it is looked at, without reloading, with all that hangs on it.
  await expect(after.page.getByRole('heading', { name }).first()).toBeVisible();
  // And with what the office says of it: once, that it was handed over.
  await expect.poll(() => rowsWith(after.page, id)).toHaveLength(1 + interactions + appointments + 1);
  expect((await rowsWith(after.page, id)).filter((row) => JSON.stringify(row).includes('"kind":"owner"'))).toHaveLength(
    1,
  );

  // The tablet that was away still has it, and loses it once it is back: nothing of it remains.
  await before.page.goto(address);
  await expect(before.page.getByRole('heading', { name }).first()).toBeVisible();
  await changeField(before.page, 'Meslek', 'Saatçi');
  await before.context.setOffline(false);
  await expect(before.page.getByRole('heading', { name: 'Bu müşteri listenizde yok' })).toBeVisible({
    timeout: 30_000,
  });
  // Only what was typed for it meanwhile waits, in words that do not say whose it was, until it is given up.
  await before.page.goto('/outbox');
  await expect(before.page.getByText('Artık listenizde olmayan bir müşteri', { exact: true })).toBeVisible();
  await expect(before.page.getByText('meslek: Saatçi')).toBeVisible();
  expect(
    await rowsWith(before.page, name.split(' ').at(-1) ?? name).then((rows) =>
      rows.filter((row) => JSON.stringify(row).includes(id)),
    ),
  ).toEqual([]);
  // It is not given up: the manager brings it in, as the agent's.
  await before.page.getByRole('button', { name: /^Yöneticiye ilet/ }).click();
  await before.page.getByLabel('Yöneticinize not').fill('devirden önce öğrendim');
  await before.page.getByRole('button', { name: 'İlet', exact: true }).click();
  await expect(before.page.getByText('Yöneticinizin kararı bekleniyor')).toBeVisible();
  await expect.poll(async () => (await rowsWith(before.page, id)).filter((row) => !isEmptied(row))).toEqual([]);
  await atDesk.goto('/');
  await atDesk.getByRole('link', { name: /1 kayıt size iletildi/ }).click();
  await expect(atDesk.getByText('devirden önce öğrendim')).toBeVisible();
  await expect(atDesk.getByText('Saatçi', { exact: true })).toBeVisible();
  await atDesk.getByRole('button', { name: `Uygula: ${name}` }).click();
  await expect(atDesk.getByText(`${name}: işlendi.`)).toBeVisible();
  expect(
    await office.query(
      `SELECT e.member_id AS author, e.imported_by AS "importedBy" FROM audit_events e
       WHERE e.document_id = $1 AND e.after ->> 'occupation' = 'Saatçi'`,
      [id],
    ),
  ).toEqual([{ author: agent.id, importedBy: manager.id }]);
  await before.page.reload();
  await expect(before.page.getByText(`İşlendi · ${manager.fullName}`)).toBeVisible();
  await before.page.goto('/customers');
  await before.page.getByLabel('Müşterilerde ara').fill(name);
  await expect(before.page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
});
