import { readFile } from 'node:fs/promises';
import { addCustomer, bookFromCard, findPeople, waitUntilInOffice, waitUntilInstalled } from './agent-day';
import { expect, test } from './browser';

const NOTE = 'Yalnızca dosyada giden not 4471';

test('unsent work leaves an offline tablet as an encrypted file, and a manager brings it in elsewhere once', async ({
  office,
  tablets,
}, info) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const { page, context } = await tablets({ of: agent });
  await waitUntilInOffice(page);
  await waitUntilInstalled(page);
  await context.setOffline(true);
  await addCustomer(page, { firstName: 'Dosyadan', lastName: 'Gelen', city: 'Rize', notes: NOTE });
  await bookFromCard(page, 'Dosyadaki görüşme');

  await page.goto('/outbox');
  await page.getByRole('button', { name: 'Dosyaya kaydet' }).click();
  const saving = page.getByRole('dialog', { name: 'Gönderilmeyenleri dosyaya kaydet' });
  const code = (await saving.getByRole('code').textContent()) ?? '';
  expect(code.length).toBeGreaterThan(15);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    saving.getByRole('button', { name: 'Dosyayı kaydet' }).click(),
  ]);
  const file = info.outputPath(download.suggestedFilename());
  await download.saveAs(file);
  const text = await readFile(file, 'utf8');
  for (const secret of [NOTE, 'Dosyadan', agent.fullName]) expect(text).not.toContain(secret);

  const { page: desk } = await tablets({ of: manager });
  await waitUntilInOffice(desk);
  await desk.goto('/settings');
  const bringIn = async (typed: string) => {
    const [chooser] = await Promise.all([
      desk.waitForEvent('filechooser'),
      desk.getByRole('button', { name: 'Dosya seç' }).click(),
    ]);
    await chooser.setFiles(file);
    await desk.getByRole('textbox', { name: 'Kod' }).fill(typed);
    await desk.getByRole('button', { name: 'Aktar', exact: true }).click();
  };
  await bringIn(`${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`);
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByText(/^Bu kod dosyayı açmıyor/)).toBeVisible();
  await desk.getByRole('textbox', { name: 'Kod' }).fill(code);
  await desk.getByRole('button', { name: 'Aktar', exact: true }).click();
  await expect(dialog).toBeHidden();
  const stored = () =>
    office.query<{ notes: string; city: string; owner: string; author: string; version: string; appointments: string }>(
      `SELECT c.notes, c.city, c.owner_id AS owner, c.created_by AS author, c.version::text,
       (SELECT string_agg(a.title || a.version, ',') FROM appointments a WHERE a.customer_id = c.id) AS appointments
     FROM customers c WHERE c.first_name = 'Dosyadan'`,
    );
  const expected = [
    { notes: NOTE, city: 'Rize', owner: agent.id, author: agent.id, version: '1', appointments: 'Dosyadaki görüşme1' },
  ];
  await expect.poll(stored).toEqual(expected);
  const changes = () =>
    office.query(
      `SELECT action, imported_by AS "importedBy" FROM audit_events WHERE member_id = $1
        AND collection IN ('customers', 'appointments') AND after::text LIKE '%Dosya%' ORDER BY id`,
      [agent.id],
    );
  const audited = await changes();
  expect(audited).toMatchObject([
    { action: 'create', importedBy: manager.id },
    { action: 'create', importedBy: manager.id },
  ]);

  // A second time, and the tablet itself after all: nothing is written twice.
  await bringIn(code);
  await expect(dialog).toBeHidden();
  await context.setOffline(false);
  await waitUntilInOffice(page);
  expect(await stored()).toEqual(expected);
  expect(await changes()).toEqual(audited);
  await desk.goto('/customers');
  await desk.getByRole('searchbox').first().fill('Dosyadan');
  await expect(desk.getByText('Dosyadan Gelen').first()).toBeVisible();
});
