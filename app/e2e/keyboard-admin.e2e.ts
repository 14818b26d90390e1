/** What keeping an office takes, done without a mouse. */
import { signIn, waitUntilInOffice, type Person } from './agent-day';
import { expect, test } from './browser';
import { activate, choose, expectFocusSeen, expectGivenBack, expectReadingOrder, press, reach } from './keyboard';

const SLOW = { timeout: 60_000 };

test.setTimeout(300_000);

test('lines and a campaign are looked after without a mouse', async ({ office, tablets }) => {
  const [admin] = await office.query<Person>(
    `SELECT id, email, full_name AS "fullName" FROM members WHERE role = 'admin' ORDER BY id LIMIT 1`,
  );
  const those = await office.query<{ id: string }>(
    `UPDATE customers SET city = 'Tuşköy', language = 'tr', email = 'tus' || right(id::text, 6) || '@ornek.example'
     WHERE id IN (SELECT id FROM customers WHERE deleted_at IS NULL AND email <> '' ORDER BY id LIMIT 20) RETURNING id`,
  );
  await office.query(
    `INSERT INTO consents (id, customer_id, channel, address, decision, source, wording, evidence, occurred_at)
     SELECT gen_random_uuid(), id, 'email', email, 'given', 'paper', 'metin', 'form 7', now() - interval '1 hour'
     FROM customers WHERE id = ANY($1)`,
    [those.map(({ id }) => id)],
  );
  await office.query(
    `INSERT INTO segments (id, name, rule, team_id, created_by, created_at)
     VALUES (gen_random_uuid(), 'Tuşköylüler',
       '{"combinator":"and","rules":[{"fact":"city","operator":"is","value":"Tuşköy"}]}', NULL, $1, now())`,
    [admin!.id],
  );
  const { page } = await tablets();
  await signIn(page, admin!);
  await waitUntilInOffice(page);

  await test.step('a line is logged out, paired and restarted, and a new one begun', async () => {
    await page.goto('/lines');
    const menu = page.getByRole('button', { name: 'Hatla ne yapılacak: Merkez' });
    const act = async (name: string) => {
      await activate(page, menu);
      await reach(page, page.getByRole('menuitem', { name }), 'ArrowDown');
      await press(page, 'Enter');
    };
    await activate(page, menu);
    await expectGivenBack(page, page.getByRole('menu'), menu);
    await act('Oturumu kapat');
    const question = page.getByRole('alertdialog', { name: /oturumu kapatılsın mı/ });
    await expectGivenBack(page, question, menu);
    await act('Oturumu kapat');
    await activate(page, question.getByRole('button', { name: 'Oturumu kapat' }));
    await expect(question).toBeHidden();
    await expect(menu).toBeFocused();
    const connect = page.getByRole('button', { name: 'Telefonu bağla' });
    await expect(connect).toBeVisible(SLOW);
    await activate(page, connect);
    const pairing = page.getByRole('dialog', { name: 'Telefonu bağla: Merkez' });
    const phone = pairing.getByRole('textbox');
    await reach(page, phone);
    await expectReadingOrder(pairing);
    await page.keyboard.type('5');
    // The field goes while somebody stands in it: the phone has been connected.
    await expect(pairing.getByText('Bağlandı. Hat kullanıma hazır.')).toBeVisible(SLOW);
    await expectFocusSeen(page, 'pairing');
    await activate(page, pairing.getByRole('button', { name: 'Kapat' }).last());
    await expect(pairing).toBeHidden();
    await expectFocusSeen(page, 'what opened the dialog being gone');
    // It goes on beside what is gone, or in what stood around it where that went behind the dialog.
    const add = page.getByRole('button', { name: 'Hat ekle' });
    await reach(page, add, 'Shift+Tab');
    await act('Yeniden başlat');
    await expect(page.getByText('Hat yeniden başlatıldı.')).toBeVisible();
    await expect(menu).toBeFocused();
    const rights = page.getByRole('button', { name: 'Kişiler ve sınırlar' });
    await activate(page, rights);
    await reach(page, page.getByRole('textbox').last());
    await page.keyboard.press('Control+a');
    await page.keyboard.type('7');
    await activate(page, page.getByRole('button', { name: 'Kaydet', exact: true }));
    await expect
      .poll(() => office.query('SELECT new_chat_cap AS cap, state FROM lines'))
      .toEqual([{ cap: 7, state: 'open' }]);
    await activate(page, add, 'Shift+Tab');
    await expect(page.getByRole('textbox', { name: /Hattın adı/ })).toBeFocused();
    await page.keyboard.type('Şube');
    await press(page, 'Enter');
    await expectGivenBack(page, page.getByRole('dialog', { name: 'Telefonu bağla: Şube' }), add);
    const names = async () =>
      (await office.query<{ name: string }>('SELECT name FROM lines WHERE removed_at IS NULL ORDER BY name')).map(
        ({ name }) => name,
      );
    expect(await names()).toEqual(['Merkez', 'Şube']);
    // The one that goes takes along what had the focus: it goes on with the one that stays.
    const branch = page.getByRole('button', { name: 'Hatla ne yapılacak: Şube' });
    const remove = async () => {
      await activate(page, branch);
      await reach(page, page.getByRole('menuitem', { name: 'Hattı sil' }), 'ArrowDown');
      await press(page, 'Enter');
    };
    const removal = page.getByRole('alertdialog', { name: 'Şube hattı silinsin mi?' });
    await remove();
    await expectGivenBack(page, removal, branch);
    await remove();
    await activate(page, removal.getByRole('button', { name: 'Hattı sil' }));
    await expect(removal).toBeHidden();
    await expect(branch).toHaveCount(0);
    await expect(menu).toBeFocused();
    expect(await names()).toEqual(['Merkez']);
  });

  await test.step('a campaign is written, tried on oneself, sent, paused, resumed and given up', async () => {
    await page.goto('/campaigns');
    await activate(page, page.getByRole('button', { name: 'Yeni kampanya' }));
    const name = page.getByRole('textbox', { name: /^Kampanyanın adı/ });
    await expect(name).toBeVisible();
    await reach(page, name);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Tuşlarla');
    await choose(page, page.getByRole('button', { name: /Segment/ }), 'Tuşköylüler');
    await expectReadingOrder(page.getByRole('group', { name: 'Tuşlarla' }));
    await activate(page, page.getByRole('button', { name: 'Devam: İleti' }));
    await expect(page.getByRole('button', { name: 'İleti', exact: true })).toBeFocused();
    await reach(page, page.getByRole('textbox', { name: /^Konu/ }));
    await page.keyboard.type('Tuşlarla yazıldı');
    const body = page.getByRole('textbox', { name: 'İleti metni' });
    await reach(page, body);
    await page.keyboard.type('Merhaba.');
    const sign = page.getByRole('button', { name: 'İmza ve posta adresi' });
    await activate(page, sign, 'Shift+Tab');
    await expect(body).toBeFocused();
    const block = page.getByRole('group', { name: 'Seçili blok' });
    await expect(async () => {
      if (!(await block.isVisible())) await page.keyboard.press('ArrowUp');
      await expect(block).toBeVisible({ timeout: 500 });
    }).toPass();
    await reach(page, block.getByRole('textbox', { name: 'Posta adresi' }));
    await page.keyboard.type('Alsancak, İzmir');
    await activate(page, page.getByRole('button', { name: 'Devam: Önizleme' }));
    await expect(page.frameLocator('iframe').getByText('Merhaba.')).toBeVisible(SLOW);
    const trial = page.getByRole('button', { name: 'Kendime deneme gönder' });
    await activate(page, trial);
    const trials = () =>
      office.query(`SELECT to_address AS "to" FROM deliveries WHERE content ->> 'subject' LIKE '[Deneme] Tuşlarla%'`);
    await expect.poll(trials, SLOW).toEqual([{ to: admin!.email }]);
    await expect(trial).toBeFocused();
    await activate(page, page.getByRole('button', { name: 'Devam: Gönderim' }));
    const send = page.getByRole('button', { name: '20 kişiye gönder' });
    await expect(send).toBeVisible(SLOW);
    await choose(page, page.getByRole('button', { name: /Hız/ }), 'Dakikada 30');
    await activate(page, send);
    const sending = page.getByRole('alertdialog', { name: /gönderilsin mi/ });
    await expectGivenBack(page, sending, send);
    await press(page, 'Enter');
    await activate(page, sending.getByRole('button', { name: '20 kişiye gönder' }));
    await expect(page.getByRole('heading', { name: 'Gönderiliyor' })).toBeVisible(SLOW);
    await expectFocusSeen(page, 'the draft giving way to how it goes');
    const pause = page.getByRole('button', { name: 'Duraklat', exact: true });
    await activate(page, pause);
    await expect(page.getByRole('heading', { name: 'Duraklatıldı' })).toBeVisible(SLOW);
    const resume = page.getByRole('button', { name: 'Sürdür' });
    await expect(resume).toBeFocused();
    await press(page, 'Enter');
    const question = page.getByRole('dialog', { name: 'Kampanya sürsün mü?' });
    await expectGivenBack(page, question, resume);
    await press(page, 'Enter');
    await expect(question).toBeVisible();
    await expectReadingOrder(question);
    await reach(page, question.getByRole('textbox', { name: /^Neden sürüyor/ }));
    await page.keyboard.type('Metin yeniden okundu');
    await activate(page, question.getByRole('button', { name: 'Sürdür' }));
    await expect(question).toBeHidden();
    await expect(pause).toBeFocused();
    await expect(page.getByRole('heading', { name: 'Gönderiliyor' })).toBeVisible(SLOW);
    const resumed = `SELECT after ->> 'why' AS why FROM audit_events WHERE action = 'campaign.resumed'`;
    await expect.poll(() => office.query(resumed)).toEqual([{ why: 'Metin yeniden okundu' }]);
    await press(page, 'Enter');
    await expect(page.getByRole('heading', { name: 'Duraklatıldı' })).toBeVisible(SLOW);
    await expect(resume).toBeFocused();
    const giveUp = page.getByRole('button', { name: 'Kalanından vazgeç' });
    await activate(page, giveUp);
    await activate(page, page.getByRole('alertdialog').filter({ has: giveUp }).getByRole('button').last());
    await expect(page.getByRole('heading', { name: 'Vazgeçildi' })).toBeVisible(SLOW);
    await expectFocusSeen(page, 'giving up');
    await expect
      .poll(() => office.query(`SELECT state FROM campaigns WHERE name = 'Tuşlarla'`))
      .toEqual([{ state: 'cancelled' }]);
  });
});
