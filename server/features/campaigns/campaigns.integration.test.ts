/** A campaign from its draft to its results: whom it is for, that it begins once, and that its sums are right at any time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignDraft } from '../../../sync/rules/campaign';
import type { SegmentRule } from '../../../sync/rules/segment-rule';
import type { SignedInMember } from '../../lib/identity';
import type { Fate } from '../../gateways/email/stand-in/provider';
import { hearAll, outgoingOf, type Outgoing } from '../../test/outgoing';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { hearEmailEvent } from '../deliveries/hear-email-event';
import { exportRecipients, type ExportWhat } from './export-recipients';
import { runCampaign } from './run-campaign';
import { runCampaignsJob } from './run-campaigns.job';
import { createCampaign, duplicateCampaign, saveCampaign } from './save-campaign';
import { previewCampaign } from './preview-campaign';
import { sendTest } from './send-test';
import { showAudience, showCampaign, showRecipients } from './show-campaign';
import { showReadiness, startCampaign } from './start-campaign';
import { cancelCampaign, pauseCampaign, reopenCampaign, resumeCampaign, retryFailed } from './steer-campaign';

let teams: TwoTeams;
let out: Outgoing;
let manager: SignedInMember, admin: SignedInMember, otherManager: SignedInMember;
const BY = { memberId: null, ip: '' };
const as = ({ id }: { id: string }, role: SignedInMember['role'], teamId: string | null): SignedInMember => ({
  id,
  fullName: 'Deniz Ak Kaya',
  email: 'deniz@ornek.example',
  role,
  teamId,
  scopeVersion: 0,
});
beforeAll(async () => {
  teams = await createTwoTeams();
  out = await outgoingOf(teams.office.deps);
  manager = as(teams.manager, 'manager', teams.team);
  otherManager = as(teams.otherManager, 'manager', teams.otherTeam);
  admin = as(teams.admin, 'admin', null);
  await out.deps.pool.query(`UPDATE members SET email = 'deniz@ornek.example' WHERE id = $1`, [manager.id]);
});
afterAll(() => teams.office.close());

let made = 0;
/** A customer of the manager's team in `city`; `said` about e-mail. */
async function customer(
  city: string,
  values: { email?: string; firstName?: string; language?: string; at?: 0 | 1 } = {},
  said: 'given' | 'withdrawn' | null = 'given',
): Promise<string> {
  const { pool, newId } = out.deps;
  const id = newId();
  const at = values.at ?? 0;
  const email = values.email ?? `kampanya${(made += 1)}@ornek.example`;
  await pool.query(
    `INSERT INTO customers (id, first_name, last_name, email, city, language, source, stage, owner_id, team_id, created_by, created_at)
     VALUES ($1, $2, 'Alıcı', $3, $4, $5, 'other', 'new', $6, $7, $6, now())`,
    [
      id,
      values.firstName ?? 'Ece',
      email,
      city,
      values.language ?? 'tr',
      teams.agents[at].id,
      at === 0 ? teams.team : teams.otherTeam,
    ],
  );
  if (said !== null && email !== '') await out.consent(email, said, '2026-11-01T08:00:00.000Z');
  return id;
}
const inCity = (city: string): SegmentRule => ({
  combinator: 'and',
  rules: [{ fact: 'city', operator: 'is', value: city }],
});
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const words = (text: string) => ({ type: 'text', text });
const SIGNATURE = { type: 'signature', attrs: { name: 'Saha', address: 'Alsancak, İzmir' } };
const mail = (subject: string, ...content: object[]) =>
  ({
    subject,
    preheader: 'Yerler sınırlı',
    document: { type: 'doc', content: [...content, SIGNATURE] },
  }) as CampaignDraft['content']['tr'];
const NO_MAIL = { subject: '', preheader: '', document: { type: 'doc' as const, content: [] } };
const DRAFT: CampaignDraft = {
  name: 'Güz',
  rule: inCity(''),
  content: {
    tr: mail(
      'Güz dönemi, {{firstName}}',
      paragraph(words('Merhaba '), { type: 'place', attrs: { name: 'firstName' } }, words(', çağrımız açıldı.')),
    ),
    en: NO_MAIL,
  },
  replyTo: 'agent',
  perSecond: null,
  capMost: null,
  exceptIds: [],
};
async function draft(city: string, more: Partial<CampaignDraft> = {}, who = manager) {
  const { id } = await createCampaign(out.deps, who, 'Güz');
  const { version } = await saveCampaign(out.deps, who, {
    id,
    version: 1,
    draft: { ...DRAFT, rule: inCity(city), ...more },
  });
  return { id, version };
}
const start = async ({ id, version }: { id: string; version: number }, expected: number, who = manager) =>
  startCampaign(out.deps, who, BY, { id, version, expected, startsAt: null });
/** Looks of the job; it ends by itself where nothing more is to be done. */
const look = (ms = 700) => runCampaignsJob.run(out.deps, AbortSignal.timeout(ms));
async function sums(id: string) {
  const { campaign, sums: found } = await showCampaign(out.deps, admin, id);
  expect(found.recipients.reduce((all, { count }) => all + count, 0)).toBe(found.materialised);
  return { state: campaign.state, reason: campaign.reason, ...found };
}
const statesOf = async (id: string) =>
  (await sums(id)).recipients.map(({ state, reason, count }) => [state, reason, count]);
async function sendAll(id: string) {
  await look();
  await out.carry();
  await hearAll(out);
  await look();
  return statesOf(id);
}

/** Sent to 230 people of `city` with these fates, of the first, second, …, it stops by itself for that reason. */
async function stoppedBy(city: string, fateOf: (seen: number) => Fate, reason: string) {
  for (let at = 0; at < 230; at += 1) await customer(city);
  const one = await draft(city);
  await start(one, 230);
  let seen = 0;
  out.behave({ fate: () => fateOf((seen += 1)) });
  await look();
  while ((await statesOf(one.id)).some(([state]) => state === 'queued')) await out.carry();
  await hearAll(out);
  // What comes back comes when all has left. One that ended meanwhile forgets when it last looked at it.
  const lookAgain = async () => {
    await out.deps.pool.query(`UPDATE campaigns SET state = 'running' WHERE id = $1 AND state = 'finished'`, [one.id]);
    await look();
    return sums(one.id);
  };
  await expect.poll(lookAgain, { timeout: 20_000 }).toMatchObject({ state: 'paused', reason });
  return one;
}

describe('whom a campaign is for', () => {
  it('is counted by the same statement that makes recipients, each part with its people', async () => {
    const city = 'Sayım';
    const given = await customer(city, { email: 'ortak@ornek.example' });
    await customer(city, { email: 'ORTAK@ornek.example' }, null);
    const none = await customer(city, {}, null);
    await customer(city, {}, 'withdrawn');
    await customer(city, { email: '' });
    await customer(city, { firstName: '' });
    const blocked = await customer(city);
    await out.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'complained', now() FROM customers WHERE id = $1`,
      [blocked],
    );
    await customer(city, { at: 1 });
    const one = await draft(city);
    const { audience, problems } = await showReadiness(out.deps, manager, one.id);
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
      (await showAudience(out.deps, manager, { id: one.id, part, cursor: null })).rows.map(({ id }) => id);
    expect(await list('in')).toEqual([given]);
    expect(await list('blocked')).toEqual([blocked]);
    expect(await list('noConsent')).toContain(none);
    await start(one, 1);
    await look();
    const { leftOut, recipients } = await sums(one.id);
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
    expect((await showReadiness(out.deps, admin, (await draft(city, {}, admin)).id)).audience.parts.in).toBe(2);
  });

  it('is asked about again where the number has changed', async () => {
    const city = 'Değişen';
    await customer(city);
    const one = await draft(city);
    await customer(city);
    await expect(start(one, 1)).rejects.toMatchObject({ code: 'campaign.audienceChanged', params: { count: 2 } });
    expect(await start(one, 2)).toEqual({ state: 'running' });
  });

  it('leaves out who had an earlier one, and who got too many', async () => {
    const city = 'Sıklık';
    await customer(city);
    const first = await draft(city);
    await start(first, 1);
    await sendAll(first.id);
    const parts = async (more: Partial<CampaignDraft>) =>
      (await showReadiness(out.deps, manager, (await draft(city, more)).id)).audience.parts;
    expect(await parts({ exceptIds: [first.id] })).toMatchObject({ in: 0, hadEarlier: 1 });
    expect(await parts({ capMost: 1 })).toMatchObject({ in: 0, tooOften: 1 });
    expect(await parts({ capMost: 2 })).toMatchObject({ in: 1 });
  });

  it('is nobody’s business in another team', async () => {
    const { id } = await draft('Yabancı');
    for (const call of [
      () => showCampaign(out.deps, otherManager, id),
      () => showReadiness(out.deps, otherManager, id),
      () => pauseCampaign(out.deps, otherManager, BY, id),
      () => showRecipients(out.deps, otherManager, { id, state: null, reason: null, cursor: null }),
    ])
      await expect(call()).rejects.toThrow('campaign.unknown');
  });
});

describe('what keeps it from leaving', () => {
  it('is said before it starts, and it does not start', async () => {
    const city = 'Engel';
    await customer(city);
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
    const one = await draft(city, { content });
    const { problems } = await showReadiness(out.deps, manager, one.id);
    expect(problems.map(({ problem, about }) => [problem, about])).toEqual([
      ['placeUnknown', 'kim'],
      ['placeUnknown', 'appointmentDate'],
      ['linkWrong', 'javascript:alert(1)'],
      ['addressMissing', ''],
    ]);
    await expect(start(one, 1)).rejects.toThrow('campaign.notReady');
    await expect(saveCampaign(out.deps, manager, { id: one.id, version: 1, draft: DRAFT })).rejects.toThrow(
      'campaign.changed',
    );
  });
});

describe('sending', () => {
  it('begins once under a double press and two managers, and each address gets it once', async () => {
    const city = 'Bir kez';
    for (let at = 0; at < 5; at += 1) await customer(city);
    const one = await draft(city);
    const before = out.provider.taken.length;
    expect(await Promise.all([start(one, 5), start(one, 5), start(one, 5, admin)])).toContainEqual({
      state: 'running',
    });
    await Promise.all([look(), look()]);
    await Promise.all([out.carry(), out.carry()]);
    await hearAll(out);
    await look();
    expect(await statesOf(one.id)).toEqual([['delivered', '', 5]]);
    expect(await sums(one.id)).toMatchObject({ state: 'finished' });
    const mails = out.provider.taken.slice(before);
    expect(new Set(mails.map(({ to }) => to[0])).size).toBe(5);
    expect(mails).toHaveLength(5);
    expect(mails[0]).toMatchObject({
      subject: 'Güz dönemi, Ece',
      cc: [],
      bcc: [],
      replyTo: teams.agents[0].email,
      tags: { campaign: one.id, purpose: 'campaign' },
    });
    expect(mails[0]?.html).toContain('Merhaba Ece, çağrımız açıldı.');
    expect(mails[0]?.text).toContain('/u/');
    await look();
    expect(mails[0]?.headers.map(([name]) => name)).toEqual(['List-Unsubscribe', 'List-Unsubscribe-Post']);
    const { rows } = await out.deps.pool.query(
      `SELECT DISTINCT last_campaign ->> 'id' AS id FROM customers WHERE city = $1`,
      [city],
    );
    expect(rows).toEqual([{ id: one.id }]);
  });

  it('is paused and goes on, and nothing leaves meanwhile', async () => {
    const city = 'Ara';
    for (let at = 0; at < 3; at += 1) await customer(city);
    const one = await draft(city);
    await start(one, 3);
    await look();
    await pauseCampaign(out.deps, manager, BY, one.id);
    await out.carry();
    expect(await statesOf(one.id)).toEqual([['queued', 'campaign_paused', 3]]);
    await look();
    await resumeCampaign(out.deps, manager, BY, one.id, 'metin düzeltildi');
    expect(await sendAll(one.id)).toEqual([['delivered', '', 3]]);
  });

  it('goes at a rate of its own, slower than one a second too', async () => {
    const city = 'Yavaş';
    for (let at = 0; at < 3; at += 1) await customer(city);
    const one = await draft(city, { perSecond: 0.5 });
    await start(one, 3);
    const left = async () => {
      const { rows } = await out.deps.pool.query<{ left: number }>(
        `SELECT count(*)::int AS left FROM deliveries WHERE campaign_id = $1 AND not_before <= office_clock()`,
        [one.id],
      );
      return rows[0]!.left;
    };
    await look();
    expect(await left()).toBe(1);
    await sleep(2_100);
    await look();
    expect(await left()).toBe(2);
  });

  it('ends where it is called off; a no that comes meanwhile counts', async () => {
    const city = 'Vazgeçilen';
    const ids = [await customer(city), await customer(city)];
    const one = await draft(city);
    await start(one, 2);
    await look();
    await out.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'unsubscribed', now() FROM customers WHERE id = $1`,
      [ids[0]],
    );
    await out.carry();
    await hearAll(out);
    expect(await statesOf(one.id)).toEqual([
      ['delivered', '', 1],
      ['skipped', 'unsubscribed', 1],
    ]);
    const other = await draft(city);
    await start(other, 1);
    await look();
    await cancelCampaign(out.deps, manager, BY, other.id);
    await out.carry();
    await look();
    expect(await statesOf(other.id)).toEqual([['cancelled', 'cancelled_by_person', 1]]);
    await expect(reopenCampaign(out.deps, manager, BY, other.id)).rejects.toThrow('campaign.started');
  });

  it('stops by itself at too many returns, and goes on where a person lets it', async () => {
    const one = await stoppedBy('Sigorta', (seen) => (seen % 15 === 0 ? 'hardBounce' : 'delivery'), 'bounces');
    await resumeCampaign(out.deps, manager, BY, one.id, 'liste temizlendi');
    await look();
    expect(await sums(one.id)).toMatchObject({ state: 'finished' });
    out.behave({});
  });

  it('counts opens and clicks once each, machines apart, and says of nobody that it was them', async () => {
    const one = await draft('Tepki');
    const event = (kind: 'open' | 'click', timestamp: string, more: object = {}, campaign = one.id) =>
      hearEmailEvent(
        out.deps,
        JSON.stringify({
          eventType: kind === 'open' ? 'Open' : 'Click',
          mail: { messageId: 'ses-1', tags: { campaign: [campaign] } },
          [kind]: { timestamp, userAgent: 'Mozilla/5.0 (iPad)', ...more },
        }),
      );
    await event('open', '2026-11-20T09:00:00.000Z');
    await event('open', '2026-11-20T09:00:00.000Z'); // told twice
    await event('open', '2026-11-20T10:00:00.000Z');
    await event('open', '2026-11-20T09:00:01.000Z', { userAgent: 'Mozilla/5.0 (via ggpht.com GoogleImageProxy)' });
    await event('click', '2026-11-20T09:01:00.000Z', { link: 'https://ornek.example/a' });
    await event('click', '2026-11-20T09:01:00.000Z', { link: 'https://ornek.example/b' });
    await event('click', '2026-11-20T09:02:00.000Z', { link: 'https://ornek.example/a', isMachineClick: true });
    await event('open', '2026-11-20T09:00:00.000Z', {}, out.deps.newId());
    const { sums: found } = await showCampaign(out.deps, manager, one.id);
    expect(found.reactions).toEqual([
      { kind: 'click', isMachine: false, count: 2 },
      { kind: 'click', isMachine: true, count: 1 },
      { kind: 'open', isMachine: false, count: 2 },
      { kind: 'open', isMachine: true, count: 1 },
    ]);
    const { rows } = await out.deps.pool.query<{ columns: string[] }>(
      `SELECT array_agg(attname::text ORDER BY attnum) AS columns FROM pg_attribute
       WHERE attrelid = 'campaign_reaction_marks'::regclass AND attnum > 0`,
    );
    expect(rows[0]?.columns).toEqual(['mark', 'marked_at']);
  });

  it('stands once in the time of whom it reached, however often that is told', async () => {
    const city = 'Yolculuk';
    const ids = [await customer(city), await customer(city)];
    await out.consent(`kampanya${made}@ornek.example`, 'withdrawn', '2026-11-02T08:00:00.000Z');
    const one = await draft(city);
    await start(one, 1);
    await sendAll(one.id);
    const told = async () =>
      (
        await out.deps.pool.query<object>(
          `SELECT customer_id AS id, fact, author_id AS by FROM interactions
           WHERE customer_id = ANY($1::uuid[]) AND kind = 'campaign'`,
          [ids],
        )
      ).rows;
    const expected = [{ id: ids[0], fact: { is: one.id, name: 'Güz' }, by: manager.id }];
    await expect.poll(async () => (await look(), told()), { timeout: 10_000 }).toEqual(expected);
    await out.deps.pool.query('UPDATE campaigns SET told_at = NULL, told_to = NULL WHERE id = $1', [one.id]);
    await look();
    expect(await told()).toEqual(expected);
    const { rows } = await out.deps.pool.query<object>(
      `SELECT last_campaign->>'id' AS campaign, last_contact_at AS contact FROM customers WHERE id = $1`,
      [ids[0]],
    );
    expect(rows).toEqual([{ campaign: one.id, contact: null }]);

    // What the provider says later is shown as well, and only of the campaign that was the last.
    const result = async () =>
      (
        await out.deps.pool.query<{ result: string }>(
          'SELECT last_campaign_result AS result FROM customers WHERE id = $1',
          [ids[0]],
        )
      ).rows[0]?.result;
    expect(await result()).toBe('delivered');
    const hear = (state: string) =>
      out.deps.pool.query(`UPDATE deliveries SET state = $2 WHERE campaign_id = $1`, [one.id, state]);
    await hear('unsubscribed');
    await look();
    expect(await result()).toBe('unsubscribed');
    await out.deps.pool.query(`UPDATE customers SET last_campaign = '{}' WHERE id = $1`, [ids[0]]);
    await hear('complained');
    await look();
    expect(await result()).toBe('unsubscribed');
    const { rows: due } = await out.deps.pool.query('SELECT FROM campaign_results_due');
    expect(due).toEqual([]);
  });

  it('tries again what was refused at once, and nobody else', async () => {
    const city = 'Reddedilen';
    for (let at = 0; at < 3; at += 1) await customer(city);
    const one = await draft(city);
    await start(one, 3);
    let seen = 0;
    out.behave({ answer: () => ((seen += 1) === 1 ? 'reject' : 'accept') });
    expect(await sendAll(one.id)).toEqual([
      ['delivered', '', 2],
      ['failed', 'rejected', 1],
    ]);
    out.behave({});
    const before = out.provider.taken.length;
    expect(await retryFailed(out.deps, manager, BY, one.id)).toEqual({ count: 1 });
    expect(await sendAll(one.id)).toEqual([['delivered', '', 3]]);
    expect(out.provider.taken).toHaveLength(before + 1);
  });

  it('stops by itself where too many complain', async () => {
    await stoppedBy('Şikâyet', (seen) => (seen % 100 === 1 ? 'complaint' : 'delivery'), 'complaints');
    out.behave({});
  });

  it('waits for its time, and for a person where many more have come', async () => {
    const city = 'Zaman';
    await customer(city);
    const one = await draft(city);
    const soon = new Date(Date.now() + 600_000).toISOString();
    await startCampaign(out.deps, manager, BY, { ...one, expected: 1, startsAt: soon });
    await look();
    expect(await sums(one.id)).toMatchObject({ state: 'scheduled', materialised: 0 });
    for (let at = 0; at < 25; at += 1) await customer(city);
    await out.deps.pool.query(`UPDATE campaigns SET starts_at = now() - interval '1 second' WHERE id = $1`, [one.id]);
    await look();
    expect(await sums(one.id)).toMatchObject({ state: 'paused', reason: 'audience_grew', materialised: 0 });
    expect(await reopenCampaign(out.deps, manager, BY, one.id)).toEqual({ state: 'draft' });
    const { id } = await duplicateCampaign(out.deps, admin, one.id, 'Kopya');
    expect((await showCampaign(out.deps, admin, id)).campaign).toMatchObject({
      state: 'draft',
      name: 'Kopya',
      rule: inCity(city),
    });
  });
});

describe('beginning at its time', () => {
  it('counts before it holds anything, and begins what was agreed to and nothing else', async () => {
    const city = 'Başlangıç';
    await customer(city);
    const one = await draft(city);
    await startCampaign(out.deps, manager, BY, {
      ...one,
      expected: 1,
      startsAt: new Date(Date.now() + 600_000).toISOString(),
    });
    const { pool } = out.deps;
    await pool.query(`UPDATE campaigns SET starts_at = now() - interval '1 second' WHERE id = $1`, [one.id]);
    let planAnew = true;
    const held: unknown[] = [];
    const query = async (text: string, values?: unknown[]) => {
      if (text.includes('GROUP BY 1, 2') && text.includes('fates')) {
        const open = `SELECT pid FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = current_database()`;
        held.push(...(await pool.query(open)).rows);
        // Whoever planned it thinks again while it is counted.
        if (planAnew) await pool.query(`UPDATE campaigns SET version = version + 1 WHERE id = $1`, [one.id]);
        planAnew = false;
      }
      return pool.query(text, values);
    };
    const watched = { ...out.deps, pool: Object.assign(Object.create(pool) as typeof pool, { query }) };
    await runCampaign(watched, one.id, () => false);
    expect((await sums(one.id)).state).toBe('scheduled');
    await runCampaign(watched, one.id, () => false);
    expect(await sums(one.id)).toMatchObject({ state: 'running', materialised: 1 });
    expect([planAnew, held]).toEqual([false, []]);
  });
});

describe('looking at it', () => {
  it('shows one recipient’s mail, and a test reaches its maker alone', async () => {
    const city = 'Bakış';
    const id = await customer(city, { firstName: '<b>Ada</b>' });
    const one = await draft(city);
    const shown = await previewCampaign(out.deps, manager, {
      id: one.id,
      language: 'tr',
      customerId: id,
      isDark: true,
    });
    expect(shown.subject).toBe('Güz dönemi, <b>Ada</b>');
    expect(shown.html).not.toContain('<b>Ada</b>');
    await expect(
      previewCampaign(out.deps, manager, {
        id: one.id,
        language: 'tr',
        customerId: await customer(city, { at: 1 }),
        isDark: false,
      }),
    ).rejects.toThrow('campaign.customerUnknown');
    const key = out.deps.newId();
    await sendTest(out.deps, manager, { id: one.id, language: 'tr', key });
    await sendTest(out.deps, manager, { id: one.id, language: 'tr', key });
    await out.carry();
    const tests = out.provider.taken.filter(({ to }) => to[0] === 'deniz@ornek.example');
    expect(tests.map(({ subject }) => subject)).toEqual(['[Deneme] Güz dönemi, Deniz']);
    expect(tests[0]?.html).toContain('çağrımız açıldı');
  });

  it('names who did not get it, with the reason', async () => {
    const city = 'Döküm';
    await customer(city);
    await customer(city, {}, null);
    const gone = await customer(city);
    const one = await draft(city);
    await start(one, 2);
    await look();
    await out.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'manual', now() FROM customers WHERE id = $1`,
      [gone],
    );
    await sendAll(one.id);
    const rows = [];
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const page = await exportRecipients(out.deps, manager, { id: one.id, what: 'notReached', reason: null, cursor });
      rows.push(...page.rows);
      cursor = page.cursor;
    }
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual([
      ['skipped', 'manual'],
      ['left_out', 'consent_missing'],
    ]);
    const taken = async (what: ExportWhat, reason: string | null = null) => {
      const page = await exportRecipients(out.deps, manager, { id: one.id, what, reason, cursor: null });
      return [page.rows.map(({ state }) => state), page.cursor];
    };
    expect(await taken('delivered')).toEqual([['delivered'], null]);
    expect(await taken('skipped')).toEqual([['skipped'], null]);
    expect(await taken('skipped', 'manual')).toEqual([['skipped'], null]);
    expect(await taken('skipped', 'complaint')).toEqual([[], null]);
    expect(await taken('leftOut', 'consent_missing')).toEqual([['left_out'], null]);
    expect(await taken('leftOut', 'duplicate_address')).toEqual([[], null]);
  });
});
