/** What leading a team takes, done without a mouse. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { findPeople, waitUntilInOffice } from './agent-day';
import { expect, test } from './browser';
import { activate, choose, expectGivenBack, expectReadingOrder, press, reach } from './keyboard';

const SLOW = { timeout: 60_000 };

test.setTimeout(300_000);

test('a team is led without a mouse: its day, two records of one person, a month, a segment and files', async ({
  office,
  tablets,
}) => {
  const { agent, manager } = await findPeople(office, 'Zeynep Yılmaz');
  const [kept, lost] = await office.query<{ id: string; name: string }>(
    `SELECT id, trim(first_name || ' ' || last_name) AS name FROM customers c
     WHERE owner_id = $1 AND deleted_at IS NULL AND first_name <> '' AND phone <> '' AND alt_phone = ''
       AND (SELECT count(*) FROM customers o WHERE o.first_name = c.first_name AND o.last_name = c.last_name) = 1
     ORDER BY id DESC LIMIT 2`,
    [agent.id],
  );
  const [late] = await office.query<{ id: string }>(
    `INSERT INTO appointments
       (id, customer_id, agent_id, title, kind, starts_at, ends_at, zone, status, created_by, created_at)
     VALUES (gen_random_uuid(), $1, $2, 'Geç görüşme', 'meeting', '2027-03-09T20:30:00Z', '2027-03-09T21:00:00Z',
       'Europe/Istanbul', 'confirmed', $2, now()) RETURNING id`,
    [kept!.id, agent.id],
  );
  const { page } = await tablets({ of: manager });
  await waitUntilInOffice(page);

  await test.step("an appointment of the team's day goes to another hour, another agent and the next day", async () => {
    await page.goto('/calendar?view=week&date=2027-03-09');
    await reach(page, page.getByRole('radio', { name: 'Hafta' }));
    for (const view of ['Ay', 'Ajanda', 'Gün', 'Ekip']) {
      await press(page, 'ArrowRight');
      await expect(page.getByRole('radio', { name: view })).toBeFocused();
    }
    await expect(page).toHaveURL(/view=team/);
    await press(page, 'j');
    await expect(page).toHaveURL(/date=2027-03-10/);
    await press(page, 'k');
    await expect(page).toHaveURL(/date=2027-03-09/);
    const entry = page.locator(`[role="button"]:has(> [data-appointment-id="${late!.id}"])`);
    await reach(page, entry);
    await expectReadingOrder(page.getByRole('main'));
    const stands = async () => {
      const [row] = await office.query<{ at: string; isGiven: boolean }>(
        `SELECT to_char(starts_at AT TIME ZONE 'Europe/Istanbul', 'DD HH24:MI') AS at, agent_id <> $2 AS "isGiven"
         FROM appointments WHERE id = $1`,
        [late!.id, agent.id],
      );
      return [row?.at, row?.isGiven];
    };
    await press(page, 'Enter');
    await expectGivenBack(page, page.getByRole('dialog'), entry);
    await press(page, 'Alt+ArrowUp');
    await expect.poll(stands).toEqual(['09 23:15', false]);
    await press(page, 'Alt+ArrowLeft');
    const question = page.getByRole('dialog', { name: 'Müşteri paylaşılsın mı?' });
    await expectGivenBack(page, question, entry);
    await press(page, 'Alt+ArrowLeft');
    await activate(page, question.getByRole('button', { name: 'Paylaş ve ver' }));
    await expect.poll(stands).toEqual(['09 23:15', true]);
    await expect(entry).toBeFocused();
    for (const at of ['09 23:30', '09 23:45', '10 00:00']) {
      await press(page, 'Alt+ArrowDown');
      await expect.poll(stands).toEqual([at, true]);
    }
    // Out of sight, it is followed; and the next key moves it back.
    await expect(page).toHaveURL(/date=2027-03-10/);
    await expect(entry).toBeFocused();
    await press(page, 'Alt+ArrowUp');
    await expect.poll(stands).toEqual(['09 23:45', true]);
    await expect(page).toHaveURL(/date=2027-03-09/);
    await expect(entry).toBeFocused();
  });

  await test.step('two records of one person become one', async () => {
    await page.goto(`/customers/${kept!.id}`);
    const card = page.getByRole('article', { name: kept!.name });
    const more = card.getByRole('button', { name: 'Diğer işlemler' });
    const dialog = page.getByRole('dialog', { name: 'Aynı kişinin kayıtlarını birleştir' });
    const begin = async () => {
      await activate(page, more);
      await reach(page, page.getByRole('menuitem', { name: 'Başka bir kayıtla birleştir…' }), 'ArrowDown');
      await press(page, 'Enter');
      await expect(dialog.getByRole('searchbox')).toBeFocused();
      await page.keyboard.type(lost!.name);
      await reach(page, dialog.getByRole('option', { name: lost!.name }));
      await press(page, 'Enter');
      await expect(dialog.getByRole('radiogroup', { name: 'Kalacak kayıt' })).toBeVisible();
    };
    await begin();
    await expectReadingOrder(dialog);
    // Two dialogs, one after the other: what is closed leads back all the same.
    await expectGivenBack(page, dialog, more);
    await begin();
    await reach(page, dialog.getByRole('radiogroup', { name: 'Telefon', exact: true }).getByRole('radio').first());
    await press(page, 'ArrowRight');
    await expect(dialog.getByText('ikinci telefon olarak kalır')).toBeVisible();
    await activate(page, dialog.getByRole('button', { name: 'Birleştir', exact: true }));
    await expect(card.getByText(`${lost!.name} kaydı birleştirildi`)).toBeVisible();
    await expect(more).toBeFocused();
    const into = () => office.query('SELECT merged_into AS into FROM customers WHERE id = $1', [lost!.id]);
    await expect.poll(into).toEqual([{ into: kept!.id }]);
  });

  await test.step('a month is chosen, compared, opened and taken along', async () => {
    await expect.poll(async () => (await office.query('SELECT 1 FROM report_months')).length, SLOW).toBeGreaterThan(1);
    await page.goto('/reports');
    const summary = page.getByRole('table', { name: 'Özet' });
    await expect(summary).toBeVisible(SLOW);
    const screen = page.getByRole('group', { name: /^Raporlar · / });
    await expectReadingOrder(screen);
    const month = page.getByRole('button', { name: /^Ay/ }).or(page.locator('button[aria-haspopup="listbox"]')).first();
    await reach(page, month);
    await press(page, 'Enter');
    await expectGivenBack(page, page.getByRole('listbox'), month);
    await press(page, 'Enter');
    await press(page, 'ArrowDown');
    await press(page, 'Enter');
    await expect(page).toHaveURL(/month=/);
    await expect(summary).toBeVisible(SLOW);
    const saved = page.waitForEvent('download');
    const csv = page.getByRole('region', { name: 'Özet' }).getByRole('button', { name: 'CSV indir' });
    await activate(page, csv);
    expect((await saved).suggestedFilename()).toMatch(/\.csv$/);
    await expect(csv).toBeFocused();
    // Made at the office, which takes a moment: who asked for it stays where they are, and can ask for the other one.
    for (const language of ['İngilizce', 'Türkçe']) {
      const pdf = screen.getByRole('button', { name: `PDF (${language})` });
      const arrived = page.waitForEvent('download', SLOW);
      await activate(page, pdf, 'Shift+Tab');
      const file = await arrived;
      expect(file.suggestedFilename()).toMatch(/^Saha-.+\.pdf$/);
      expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe('%PDF-');
      await expect(pdf).toBeFocused();
    }
    const compared = page
      .getByRole('region', { name: 'Karşılaştır' })
      .locator('button[aria-haspopup="listbox"]')
      .first();
    const figure = summary.getByRole('link').first();
    await activate(page, figure);
    await expect(page.getByRole('heading', { name: /kayıt$/ })).toBeVisible();
    // Beside the list of all places, one goes on in the figure.
    await press(page, 'Tab');
    await activate(page, page.getByRole('button', { name: 'Geri', exact: true }), 'Shift+Tab');
    await expect(summary).toBeVisible(SLOW);
    await press(page, 'Tab');
    await reach(page, compared);
    await press(page, 'Enter');
    await press(page, 'ArrowDown');
    await press(page, 'Enter');
    await expect(page).toHaveURL(/versus=/);
    await expect(compared).toBeFocused();
  });

  await test.step('a segment is built: conditions are added, changed, taken out and saved', async () => {
    await page.goto('/segments');
    await activate(page, page.getByRole('link', { name: 'Yeni segment' }).first());
    await expect(page).toHaveURL(/segments\/new/);
    const conditions = page.getByRole('group', { name: 'Koşullar' });
    await reach(page, page.getByRole('textbox', { name: /^Ad/ }));
    await page.keyboard.type('Klavyeyle kurulan');
    const add = conditions.getByRole('button', { name: 'Koşul ekle' });
    await activate(page, add);
    await press(page, 'Enter');
    await expect(add).toBeFocused();
    const asked = conditions.getByRole('group', { name: 'Eklenme' });
    await expect(asked).toHaveCount(2);
    await choose(page, asked.first().getByRole('button', { name: /Bilgi/ }), 'Etiket', 'Shift+Tab');
    const labels = conditions.getByRole('group', { name: 'Etiket', exact: true });
    const box = labels.getByRole('combobox', { name: 'Seçenek ekle' });
    await reach(page, box);
    for (const [typed, name] of [
      ['Acel', 'Acelesi var'],
      ['VI', 'VIP'],
    ] as const) {
      // An arrow that comes while the list is still being sorted out marks nothing; one begins again.
      await expect(async () => {
        await page.keyboard.press('Control+a');
        await page.keyboard.type(typed);
        await expect(page.getByRole('option')).toHaveCount(1);
        await press(page, 'ArrowDown');
        await press(page, 'Enter');
        await expect(labels.getByText(name, { exact: true })).toBeVisible({ timeout: 2_000 });
      }).toPass();
      await expect(box).toBeFocused();
      await expect(box).toHaveAttribute('aria-expanded', 'false');
    }
    await expectReadingOrder(conditions);
    await activate(page, labels.getByRole('button', { name: 'Kaldır: Acelesi var' }), 'Shift+Tab');
    await expect(labels.getByRole('button', { name: 'Kaldır: VIP' })).toBeFocused();
    await activate(page, asked.getByRole('button', { name: 'Koşulu kaldır' }));
    await expect(asked).toHaveCount(0);
    await activate(page, page.getByRole('button', { name: 'Segmenti kaydet' }));
    await expect(page).toHaveURL(/customers\?segment=/);
    await expect
      .poll(() => office.query(`SELECT rule -> 'rules' AS rules FROM segments WHERE name = 'Klavyeyle kurulan'`))
      .toMatchObject([{ rules: [{ fact: 'labels', value: [expect.any(String)] }] }]);
  });

  await test.step('files are picked, looked at, named, deleted and brought back', async () => {
    await page.goto(`/customers/${kept!.id}`);
    const card = page.getByRole('article', { name: kept!.name });
    await reach(page, card.getByRole('tab', { selected: true }));
    await reach(page, card.getByRole('tab', { name: 'Dosyalar' }), 'ArrowRight');
    const panel = card.getByRole('tabpanel', { name: 'Dosyalar' });
    await pickFiles(page, ['bir.txt', 'iki.txt']);
    const row = (name: string) => panel.getByRole('button', { name: new RegExp(`^${name}`) });
    await expect(row('iki.txt')).toContainText('Ofiste', SLOW);
    await expectReadingOrder(panel);
    const dialog = page.getByRole('dialog');
    await activate(page, row('bir.txt'));
    await expectGivenBack(page, dialog, row('bir.txt'));
    await press(page, 'Enter');
    await reach(page, dialog.getByRole('textbox', { name: 'Ad', exact: true }));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Tapu.txt');
    await reach(page, dialog.getByLabel('Etiketler (virgülle ayırın)'));
    await page.keyboard.type('Klavye');
    await activate(page, dialog.getByRole('button', { name: 'Kaydet', exact: true }));
    await expect(dialog).toBeHidden();
    await expect(row('Tapu.txt')).toBeFocused();
    const files = () =>
      office.query(
        `SELECT name, labels, deleted_at IS NOT NULL AS "isDeleted" FROM files WHERE customer_id = $1 ORDER BY name`,
        [kept!.id],
      );
    const tapu = { name: 'Tapu.txt', labels: ['Klavye'] };
    const iki = { name: 'iki.txt', labels: [], isDeleted: false };
    await press(page, 'Enter');
    await activate(page, dialog.getByRole('button', { name: 'Sil', exact: true }));
    await expect(dialog).toBeHidden();
    await expect(row('iki.txt')).toBeFocused();
    await expect.poll(files).toEqual(expect.arrayContaining([{ ...tapu, isDeleted: true }, iki]));
    await activate(page, panel.getByRole('button', { name: 'Silinenleri göster' }));
    await activate(page, panel.getByRole('button', { name: 'Geri getir' }));
    await expect(row('Tapu.txt')).toBeVisible(SLOW);
    await expect.poll(files).toEqual(expect.arrayContaining([{ ...tapu, isDeleted: false }, iki]));
    await press(page, 'Shift+Tab');
  });
});

/** By the button, as the device's own way of choosing files is opened. */
async function pickFiles(page: Page, names: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await activate(page, page.getByRole('button', { name: 'Dosya ekle' }));
  const files = names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) }));
  await (await chooser).setFiles(files);
}
