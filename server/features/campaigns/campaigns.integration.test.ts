/** Whom a campaign is for, what keeps it from leaving, and that it begins once and goes as its sender steers it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignDraft } from '../../../sync/rules/campaign';
import { BY, CampaignOffice, DRAFT, inCity, NO_MAIL, paragraph, words } from '../../test/campaign-office';
import { hearAll } from '../../test/outgoing';
import { runCampaign } from './run-campaign';
import { createCampaign, duplicateCampaign, saveCampaign } from './save-campaign';
import { previewCampaign } from './preview-campaign';
import { sendTest } from './send-test';
import { showAudience, showCampaign, showRecipients } from './show-campaign';
import { showReadiness, startCampaign } from './start-campaign';
import { cancelCampaign, pauseCampaign, reopenCampaign, resumeCampaign } from './steer-campaign';

let office: CampaignOffice;
beforeAll(async () => {
  office = await CampaignOffice.open();
});
afterAll(() => office.close());

it('is made once where the answer was lost, a copy too, and never in the place of another’s', async () => {
  const { deps } = office.out;
  const [id, copy] = [deps.newId(), deps.newId()];
  for (let time = 0; time < 2; time += 1) {
    expect(await createCampaign(deps, office.manager, 'Yarım cevap', id)).toEqual({ id });
    expect(await duplicateCampaign(deps, office.manager, id, 'Yarım cevap (kopya)', copy)).toEqual({ id: copy });
  }
  const count = async () => (await deps.pool.query(`SELECT FROM campaigns WHERE name LIKE 'Yarım cevap%'`)).rowCount;
  expect(await count()).toBe(2);
  const stranger = { ...office.manager, id: deps.newId(), teamId: deps.newId() };
  await expect(createCampaign(deps, stranger, 'Başkası', id)).rejects.toMatchObject({ code: 'campaign.unknown' });
  // A tablet of before names none.
  expect((await createCampaign(deps, office.manager, 'Yarım cevap 3')).id).not.toBe(id);
  expect(await count()).toBe(3);
});

describe('whom a campaign is for', () => {
  it('is counted by the same statement that makes recipients, each part with its people', async () => {
    const city = 'Sayım';
    const given = await office.customer(city, { email: 'ortak@ornek.example' });
    await office.customer(city, { email: 'ORTAK@ornek.example' }, null);
    const none = await office.customer(city, {}, null);
    await office.customer(city, {}, 'withdrawn');
    await office.customer(city, { email: '' });
    await office.customer(city, { firstName: '' });
    const blocked = await office.customer(city);
    await office.out.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'complained', now()
        FROM customers WHERE id = $1`,
      [blocked],
    );
    await office.customer(city, { at: 1 });
    const one = await office.draft(city);
    const { audience, problems } = await showReadiness(office.out.deps, office.manager, one.id);
    expect(problems).toEqual([]);
    expect(audience.parts).toEqual({
      in: 1,
      noConsent: 2,
      blocked: 1,
      noAddress: 1,
      sameAddress: 1,
      valueMissing: 1,
      hadEarlier: 0,
      tooOften: 0,
    });
    const list = async (part: 'noConsent' | 'blocked' | 'in') =>
      (await showAudience(office.out.deps, office.manager, { id: one.id, part, cursor: null })).rows.map(
        ({ id }) => id,
      );
    expect(await list('in')).toEqual([given]);
    expect(await list('blocked')).toEqual([blocked]);
    expect(await list('noConsent')).toContain(none);
    await office.start(one, 1);
    await office.look();
    const { leftOut, recipients } = await office.sums(one.id);
    expect(recipients).toMatchObject([{ count: 1 }]);
    expect(Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count]))).toEqual({
      consent_missing: 1,
      consent_withdrawn: 1,
      complained: 1,
      address_missing: 1,
      duplicate_address: 1,
      value_missing: 1,
    });
    // The admin sees the other team's customer too.
    expect(
      (await showReadiness(office.out.deps, office.admin, (await office.draft(city, {}, office.admin)).id)).audience
        .parts.in,
    ).toBe(2);
  });

  it('is asked about again where the number has changed', async () => {
    const city = 'Değişen';
    await office.customer(city);
    const one = await office.draft(city);
    await office.customer(city);
    await expect(office.start(one, 1)).rejects.toMatchObject({
      code: 'campaign.audienceChanged',
      params: { count: 2 },
    });
    expect(await office.start(one, 2)).toEqual({ state: 'running' });
  });

  it('leaves out who had an earlier one, and who got too many', async () => {
    const city = 'Sıklık';
    await office.customer(city);
    const first = await office.draft(city);
    await office.start(first, 1);
    await office.sendAll(first.id);
    const parts = async (more: Partial<CampaignDraft>) =>
      (await showReadiness(office.out.deps, office.manager, (await office.draft(city, more)).id)).audience.parts;
    expect(await parts({ exceptIds: [first.id] })).toMatchObject({ in: 0, hadEarlier: 1 });
    expect(await parts({ capMost: 1 })).toMatchObject({ in: 0, tooOften: 1 });
    expect(await parts({ capMost: 2 })).toMatchObject({ in: 1 });
  });

  it('is nobody’s business in another team', async () => {
    const { id } = await office.draft('Yabancı');
    for (const call of [
      () => showCampaign(office.out.deps, office.otherManager, id),
      () => showReadiness(office.out.deps, office.otherManager, id),
      () => pauseCampaign(office.out.deps, office.otherManager, BY, id),
      () => showRecipients(office.out.deps, office.otherManager, { id, state: null, reason: null, cursor: null }),
    ])
      await expect(call()).rejects.toThrow('campaign.unknown');
  });
});

describe('what keeps it from leaving', () => {
  it('is said before it starts, and it does not start', async () => {
    const city = 'Engel';
    await office.customer(city);
    const content = {
      tr: {
        subject: 'Merhaba {{kim}}',
        preheader: '',
        document: {
          type: 'doc' as const,
          content: [
            paragraph(words('Bakın: {{appointmentDate}}')),
            { type: 'mailButton', attrs: { label: 'Git', href: 'javascript:alert(1)' } },
          ],
        },
      } as CampaignDraft['content']['tr'],
      en: NO_MAIL,
    };
    const one = await office.draft(city, { content });
    const { problems } = await showReadiness(office.out.deps, office.manager, one.id);
    expect(problems.map(({ problem, about }) => [problem, about])).toEqual([
      ['placeUnknown', 'kim'],
      ['placeUnknown', 'appointmentDate'],
      ['linkWrong', 'javascript:alert(1)'],
      ['addressMissing', ''],
    ]);
    await expect(office.start(one, 1)).rejects.toThrow('campaign.notReady');
    await expect(
      saveCampaign(office.out.deps, office.manager, { id: one.id, version: 1, draft: DRAFT }),
    ).rejects.toThrow('campaign.changed');
  });
});

describe('sending', () => {
  it('begins once under a double press and two managers, and each address gets it once', async () => {
    const city = 'Bir kez';
    for (let at = 0; at < 5; at += 1) await office.customer(city);
    const one = await office.draft(city);
    const before = office.out.provider.taken.length;
    expect(
      await Promise.all([office.start(one, 5), office.start(one, 5), office.start(one, 5, office.admin)]),
    ).toContainEqual({
      state: 'running',
    });
    await Promise.all([office.look(), office.look()]);
    await Promise.all([office.out.carry(), office.out.carry()]);
    await hearAll(office.out);
    await office.look();
    expect(await office.statesOf(one.id)).toEqual([['delivered', '', 5]]);
    expect(await office.sums(one.id)).toMatchObject({ state: 'finished' });
    const mails = office.out.provider.taken.slice(before);
    expect(new Set(mails.map(({ to }) => to[0])).size).toBe(5);
    expect(mails).toHaveLength(5);
    expect(mails[0]).toMatchObject({
      subject: 'Güz dönemi, Ece',
      cc: [],
      bcc: [],
      replyTo: office.teams.agents[0].email,
      tags: { campaign: one.id, purpose: 'campaign' },
    });
    expect(mails[0]?.html).toContain('Merhaba Ece, çağrımız açıldı.');
    expect(mails[0]?.text).toContain('/u/');
    await office.look();
    expect(mails[0]?.headers.map(([name]) => name)).toEqual(['List-Unsubscribe', 'List-Unsubscribe-Post']);
    const { rows } = await office.out.deps.pool.query(
      `SELECT DISTINCT last_campaign ->> 'id' AS id FROM customers WHERE city = $1`,
      [city],
    );
    expect(rows).toEqual([{ id: one.id }]);
  });

  it('is paused and goes on, and nothing leaves meanwhile', async () => {
    const city = 'Ara';
    for (let at = 0; at < 3; at += 1) await office.customer(city);
    const one = await office.draft(city);
    await office.start(one, 3);
    await office.look();
    await pauseCampaign(office.out.deps, office.manager, BY, one.id);
    await office.out.carry();
    expect(await office.statesOf(one.id)).toEqual([['queued', 'campaign_paused', 3]]);
    await office.look();
    await resumeCampaign(office.out.deps, office.manager, BY, one.id, 'metin düzeltildi');
    expect(await office.sendAll(one.id)).toEqual([['delivered', '', 3]]);
  });

  it('goes at a rate of its own, slower than one a second too', async () => {
    const city = 'Yavaş';
    for (let at = 0; at < 3; at += 1) await office.customer(city);
    const one = await office.draft(city, { perSecond: 0.5 });
    await office.start(one, 3);
    const left = async () => {
      const { rows } = await office.out.deps.pool.query<{ left: number }>(
        `SELECT count(*)::int AS left FROM deliveries WHERE campaign_id = $1 AND not_before <= office_clock()`,
        [one.id],
      );
      return rows[0]!.left;
    };
    await office.look();
    expect(await left()).toBe(1);
    await sleep(2_100);
    await office.look();
    expect(await left()).toBe(2);
  });

  it('ends where it is called off; a no that comes meanwhile counts', async () => {
    const city = 'Vazgeçilen';
    const ids = [await office.customer(city), await office.customer(city)];
    const one = await office.draft(city);
    await office.start(one, 2);
    await office.look();
    await office.out.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'unsubscribed', now()
        FROM customers WHERE id = $1`,
      [ids[0]],
    );
    await office.out.carry();
    await hearAll(office.out);
    expect(await office.statesOf(one.id)).toEqual([
      ['delivered', '', 1],
      ['skipped', 'unsubscribed', 1],
    ]);
    const other = await office.draft(city);
    await office.start(other, 1);
    await office.look();
    await cancelCampaign(office.out.deps, office.manager, BY, other.id);
    await office.out.carry();
    await office.look();
    expect(await office.statesOf(other.id)).toEqual([['cancelled', 'cancelled_by_person', 1]]);
    await expect(reopenCampaign(office.out.deps, office.manager, BY, other.id)).rejects.toThrow('campaign.started');
  });

  it('waits for its time, and for a person where many more have come', async () => {
    const city = 'Zaman';
    await office.customer(city);
    const one = await office.draft(city);
    const soon = new Date(Date.now() + 600_000).toISOString();
    await startCampaign(office.out.deps, office.manager, BY, { ...one, expected: 1, startsAt: soon });
    await office.look();
    expect(await office.sums(one.id)).toMatchObject({ state: 'scheduled', materialised: 0 });
    for (let at = 0; at < 25; at += 1) await office.customer(city);
    await office.out.deps.pool.query(`UPDATE campaigns SET starts_at = now() - interval '1 second' WHERE id = $1`, [
      one.id,
    ]);
    await office.look();
    expect(await office.sums(one.id)).toMatchObject({ state: 'paused', reason: 'audience_grew', materialised: 0 });
    expect(await reopenCampaign(office.out.deps, office.manager, BY, one.id)).toEqual({ state: 'draft' });
    const { id } = await duplicateCampaign(office.out.deps, office.admin, one.id, 'Kopya');
    expect((await showCampaign(office.out.deps, office.admin, id)).campaign).toMatchObject({
      state: 'draft',
      name: 'Kopya',
      rule: inCity(city),
    });
  });
});

describe('a plan that is thought over', () => {
  it('is a draft again that still knows for when it was planned, and does not leave by itself', async () => {
    const city = 'Plan';
    await office.customer(city);
    const { deps } = office.out;
    const one = await office.draft(city);
    const soon = new Date(Date.now() + 600_000).toISOString();
    await startCampaign(deps, office.manager, BY, { ...one, expected: 1, startsAt: soon });
    await reopenCampaign(deps, office.manager, BY, one.id);
    const { campaign } = await showCampaign(deps, office.manager, one.id);
    expect(campaign).toMatchObject({ state: 'draft', startsAt: soon });
    await saveCampaign(deps, office.manager, { id: one.id, version: campaign.version, draft: DRAFT });
    expect((await showCampaign(deps, office.manager, one.id)).campaign.startsAt).toBe(soon);
    await deps.pool.query(`UPDATE campaigns SET starts_at = now() - interval '1 second' WHERE id = $1`, [one.id]);
    await office.look();
    expect(await office.sums(one.id)).toMatchObject({ state: 'draft', materialised: 0 });
  });
});

describe('places that somebody typed', () => {
  it('are filled with blanks in them too, in every part of the mail', async () => {
    const city = 'Boşluklu';
    await office.customer(city, { firstName: 'Nil' });
    const place = '{{ firstName }} · {{\u00a0officeName}}';
    const content = {
      tr: { ...DRAFT.content.tr, subject: `Merhaba ${place}`, preheader: place },
      en: NO_MAIL,
    };
    content.tr.document = {
      ...content.tr.document,
      content: [paragraph(words(`Sayın ${place}`)), ...content.tr.document.content],
    } as typeof content.tr.document;
    const one = await office.draft(city, { content });
    const { lastAddress } = office;
    await office.start(one, 1);
    expect(await office.sendAll(one.id)).toEqual([['delivered', '', 1]]);
    const left = office.out.provider.taken.find(({ to }) => to[0] === lastAddress)!;
    expect(left.subject).toMatch(/^Merhaba Nil ·/);
    for (const part of [left.subject, left.text, String(left.html)]) expect(part).not.toContain('{{');
    expect(left.text).toContain('Sayın Nil');
  });
});

describe('whose sender has gone', () => {
  it('goes on in the name of a manager of the team, and to nobody whom its sender did not see', async () => {
    const city = 'Devralan';
    const { deps } = office.out;
    await office.customer(city);
    await office.customer(city, { at: 1 });
    const { team, office: place } = office.teams;
    const [left, stays] = [
      await place.addMember({ role: 'manager', teamId: team }),
      await place.addMember({ role: 'manager', teamId: team }),
    ];
    const as = ({ id }: { id: string }) => ({ ...office.manager, id });
    const one = await office.draft(city, {}, as(left));
    await office.start(one, 1, as(left));
    await deps.pool.query('UPDATE members SET is_active = false WHERE id = $1', [left.id]);
    await office.look();
    expect(await office.sums(one.id)).toMatchObject({ state: 'paused', reason: 'sender_gone', materialised: 0 });
    // An admin sees the other team's customers too.
    await expect(resumeCampaign(deps, office.admin, BY, one.id, 'yönetici ayrıldı')).rejects.toMatchObject({
      code: 'campaign.senderGone',
    });
    expect(await resumeCampaign(deps, as(stays), BY, one.id, 'yönetici ayrıldı')).toEqual({ state: 'running' });
    expect(await office.sendAll(one.id)).toEqual([['delivered', '', 1]]);
    expect((await office.sums(one.id)).state).toBe('finished');
  });
});

describe('beginning at its time', () => {
  it('counts before it holds anything, and begins what was agreed to and nothing else', async () => {
    const city = 'Başlangıç';
    await office.customer(city);
    const one = await office.draft(city);
    await startCampaign(office.out.deps, office.manager, BY, {
      ...one,
      expected: 1,
      startsAt: new Date(Date.now() + 600_000).toISOString(),
    });
    const { pool } = office.out.deps;
    await pool.query(`UPDATE campaigns SET starts_at = now() - interval '1 second' WHERE id = $1`, [one.id]);
    let planAnew = true;
    const held: unknown[] = [];
    const query = async (text: string, values?: unknown[]) => {
      if (text.includes('GROUP BY 1, 2') && text.includes('fates')) {
        // Whoever holds rows while this is asked rests with its transaction open; what others write is over by itself.
        const open = `SELECT pid FROM pg_stat_activity WHERE backend_xid IS NOT NULL
          AND datname = current_database() AND state = 'idle in transaction'`;
        held.push(...(await pool.query(open)).rows);
        // Whoever planned it thinks again while it is counted.
        if (planAnew) await pool.query(`UPDATE campaigns SET version = version + 1 WHERE id = $1`, [one.id]);
        planAnew = false;
      }
      return pool.query(text, values);
    };
    const watched = { ...office.out.deps, pool: Object.assign(Object.create(pool) as typeof pool, { query }) };
    await runCampaign(watched, one.id, () => false);
    expect((await office.sums(one.id)).state).toBe('scheduled');
    await runCampaign(watched, one.id, () => false);
    expect(await office.sums(one.id)).toMatchObject({ state: 'running', materialised: 1 });
    expect([planAnew, held]).toEqual([false, []]);
  });
});

describe('looking at it', () => {
  it('shows one recipient’s mail, and a test reaches its maker alone', async () => {
    const city = 'Bakış';
    const id = await office.customer(city, { firstName: '<b>Ada</b>' });
    const one = await office.draft(city);
    const shown = await previewCampaign(office.out.deps, office.manager, {
      id: one.id,
      language: 'tr',
      customerId: id,
      isDark: true,
    });
    expect(shown.subject).toBe('Güz dönemi, <b>Ada</b>');
    expect(shown.html).not.toContain('<b>Ada</b>');
    await expect(
      previewCampaign(office.out.deps, office.manager, {
        id: one.id,
        language: 'tr',
        customerId: await office.customer(city, { at: 1 }),
        isDark: false,
      }),
    ).rejects.toThrow('campaign.customerUnknown');
    const key = office.out.deps.newId();
    await sendTest(office.out.deps, office.manager, { id: one.id, language: 'tr', key });
    await sendTest(office.out.deps, office.manager, { id: one.id, language: 'tr', key });
    await office.out.carry();
    const tests = office.out.provider.taken.filter(({ to }) => to[0] === 'deniz@ornek.example');
    expect(tests.map(({ subject }) => subject)).toEqual(['[Deneme] Güz dönemi, Deniz']);
    expect(tests[0]?.html).toContain('çağrımız açıldı');
  });

  it('shows and tries the mail that somebody gets whose language nobody wrote', async () => {
    const { deps, provider } = office.out;
    const one = await office.draft('Öteki dil');
    const shown = await previewCampaign(deps, office.manager, {
      id: one.id,
      language: 'en',
      customerId: null,
      isDark: false,
    });
    expect(shown).toMatchObject({
      reads: 'en',
      language: 'tr',
      subject: 'Güz dönemi, Emily',
      preheader: 'Yerler sınırlı',
    });
    expect(shown.html).toContain('çağrımız açıldı');
    const before = provider.taken.length;
    await sendTest(deps, office.manager, { id: one.id, language: 'en', key: deps.newId() });
    await office.out.carry();
    expect(provider.taken.slice(before).map(({ subject }) => subject)).toEqual(['[Deneme] Güz dönemi, Deniz']);
    const empty = await office.draft('Öteki dil', { content: { tr: NO_MAIL, en: NO_MAIL } });
    await expect(sendTest(deps, office.manager, { id: empty.id, language: 'en', key: deps.newId() })).rejects.toThrow(
      'campaign.notReady',
    );
  });

  it('shows of one that has begun what left, with its images from here', async () => {
    const city = 'Giden';
    await office.customer(city);
    const { deps } = office.out;
    const image = deps.newId();
    const one = await office.draft(city);
    await office.start(one, 1);
    const look = (isDark: boolean) =>
      previewCampaign(deps, office.manager, { id: one.id, language: 'tr', customerId: null, isDark });
    await deps.pool.query(
      `UPDATE campaign_mails SET subject = 'O günkü, {{firstName}}',
         html = replace(html, '</body>', '<img src="https://eski.ornek.example/i/${image}"></body>')
       WHERE campaign_id = $1`,
      [one.id],
    );
    const [light, dark] = [await look(false), await look(true)];
    expect([light.subject, dark.subject]).toEqual(['O günkü, Ayşe', 'O günkü, Ayşe']);
    expect(light.html).toContain(`<img src="/i/${image}">`);
    expect(light.html.match(/#0c110e/g)).toHaveLength(1);
    expect(dark.html.match(/#0c110e/g)).toHaveLength(2);
  });
});
