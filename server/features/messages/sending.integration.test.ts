import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import PostalMime from 'postal-mime';
import { createMemoryJournal } from '../../db/journal';
import { Random } from '../../../prisma/factories/random';
import { createTestOffice, type Office } from '../../test/office';
import { hearAll, outgoingOf, type Outgoing } from '../../test/outgoing';
import { recordEmailEvent } from '../deliveries/record-email-event';
import { claimDeliveries, giveUpClaims, renewClaim, returnUnsent } from '../deliveries/deliveries.store';
import { decideUnknown } from '../deliveries/outcomes.store';

const LONG_AGO = '2026-01-01T09:00:00.000Z';
let office: Office, out: Outgoing;
let count = 0;
const address = () => `kisi${(count += 1)}@ornek.example`;
beforeAll(async () => {
  office = await createTestOffice({ SAHA_ORIGIN: 'https://saha.example' });
});
beforeEach(async () => {
  out = await outgoingOf(office.deps);
});
afterAll(() => office.close());

async function consented(): Promise<string> {
  const to = address();
  await out.consent(to, 'given', LONG_AGO);
  return to;
}

describe('what leaves', () => {
  it('goes to one address, with the way out, and ends where the provider says', async () => {
    const to = await consented();
    const id = await out.send(to);
    expect(await out.stateOf(id)).toMatchObject({ state: 'queued' });
    await out.carry();
    expect(await out.stateOf(id)).toEqual({ state: 'sent', reason: '', attempts: 1 });
    const [mail] = out.provider.taken;
    expect(mail).toMatchObject({ to: [to], cc: [], bcc: [], tags: { delivery: id, purpose: 'campaign' } });
    const headers = Object.fromEntries(mail!.headers);
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
    const link = /^<(https:\/\/saha\.example\/u\/[A-Za-z0-9_-]+)>$/.exec(headers['List-Unsubscribe'] ?? '')?.[1];
    expect(link).toBeDefined();
    // Read by a parser that is not ours.
    const raw = [
      `From: ${mail!.from}`,
      `To: ${mail!.to.join(', ')}`,
      ...mail!.headers.map(([name, value]) => `${name}: ${value}`),
      `Subject: =?UTF-8?B?${Buffer.from(mail!.subject).toString('base64')}?=`,
      'Content-Type: text/html; charset=utf-8',
      '',
      mail!.html,
    ].join('\r\n');
    const parsed = await PostalMime.parse(raw);
    expect(parsed).toMatchObject({ subject: 'Güz dönemi', to: [{ address: to }] });
    expect(parsed.html).toContain('Çağrımız açıldı.');
    expect(parsed.html).toContain(`href="${link}"`);
    expect(mail!.text).toContain(link);
    await sleep(20);
    await hearAll(out);
    expect(await out.stateOf(id)).toMatchObject({ state: 'delivered' });
  });

  it('is one however often it is asked for', async () => {
    const to = await consented();
    const ids = await Promise.all(Array.from({ length: 20 }, () => out.send(to, { dedupeKey: `once ${to}` })));
    expect(new Set(ids).size).toBe(1);
    await Promise.all([out.carry(), out.carry(), out.carry()]);
    expect(out.addressesTaken()).toEqual([to]);
  });

  it('rests on a consent, an appointment, a person or a member, read when it leaves', async () => {
    const { pool, newId } = office.deps;
    const [yes, none, no] = [await consented(), address(), address()];
    await out.consent(no, 'given', LONG_AGO);
    await out.consent(no, 'withdrawn', '2026-02-01T09:00:00.000Z');
    const member = await office.addMember();
    const gone = await office.addMember();
    await pool.query('UPDATE members SET is_active = false WHERE id = $1', [gone.id]);
    const customerId = newId(),
      appointmentId = newId();
    await pool.query(
      `INSERT INTO customers (id, email, source, stage, owner_id, created_by, created_at)
        VALUES ($1, $2, 'fair', 'new', $3, $3, now())`,
      [customerId, none, member.id],
    );
    await pool.query(
      `INSERT INTO appointments (id, customer_id, agent_id, kind, starts_at, ends_at, zone, status, created_by,
        created_at)
       VALUES ($1, $2, $3, 'visit', now() + interval '1 day', now() + interval '25 hours', 'Europe/Istanbul',
         'confirmed', $3, now())`,
      [appointmentId, customerId, member.id],
    );
    const cases = [
      [await out.send(yes), 'sent', ''],
      [await out.send(none), 'skipped', 'consent_missing'],
      [await out.send(no), 'skipped', 'consent_withdrawn'],
      [await out.send(no, { purpose: 'message', basis: 'person' }), 'sent', ''],
      [await out.send(none, { purpose: 'reminder', basis: 'appointment', basisId: appointmentId }), 'sent', ''],
      [
        await out.send(none, { purpose: 'reminder', basis: 'appointment', basisId: newId() }),
        'skipped',
        'appointment_closed',
      ],
      [await out.send(member.email, { purpose: 'report', basis: 'member', basisId: member.id }), 'sent', ''],
      [await out.send(none, { purpose: 'report', basis: 'member', basisId: member.id }), 'skipped', 'recipient_gone'],
      [
        await out.send(gone.email, { purpose: 'system', basis: 'member', basisId: gone.id }),
        'skipped',
        'recipient_gone',
      ],
      [await out.send(yes, { expiresAt: LONG_AGO }), 'expired', ''],
    ] as const;
    await out.carry();
    for (const [id, state, reason] of cases) expect(await out.stateOf(id)).toMatchObject({ state, reason });
  });

  it('waits behind the fence of a restore', async () => {
    const id = await out.send(await consented());
    await office.deps.pool.query('UPDATE office SET sends_held = true');
    await out.carry();
    expect(await out.stateOf(id)).toMatchObject({ state: 'queued' });
    await office.deps.pool.query('UPDATE office SET sends_held = false');
    await out.carry();
    expect(await out.stateOf(id)).toMatchObject({ state: 'sent' });
  });

  it('does not leave when it cannot be remembered', async () => {
    const id = await out.send(await consented());
    const broken = { ...createMemoryJournal(), append: () => Promise.reject(new Error('the disk is full')) };
    const { sendEmailJob } = await import('./send-email.job');
    await expect(sendEmailJob.run({ ...out.deps, journal: broken }, AbortSignal.timeout(5_000))).rejects.toThrow(
      'disk',
    );
    expect(out.addressesTaken()).toEqual([]);
    expect(await out.stateOf(id)).toEqual({ state: 'queued', reason: 'not_handed_over', attempts: 0 });
    await out.carry();
    expect(await out.stateOf(id)).toMatchObject({ state: 'sent' });
  });

  it('is never tried again blindly, and a throttled one counts no attempt', async () => {
    const [slow, bad, lost, paused] = [await consented(), await consented(), await consented(), await consented()];
    out.behave({
      answer: ({ to }) =>
        to[0] === slow ? 'throttle' : to[0] === bad ? 'reject' : to[0] === paused ? 'paused' : 'lost',
    });
    const ids = [await out.send(slow), await out.send(bad), await out.send(lost), await out.send(paused)] as const;
    await out.carry();
    expect(await out.stateOf(ids[0])).toEqual({ state: 'queued', reason: 'throttled', attempts: 0 });
    expect(await out.stateOf(ids[1])).toMatchObject({ state: 'failed', reason: 'rejected' });
    expect(await out.stateOf(ids[2])).toMatchObject({ state: 'unknown', reason: 'no_answer' });
    expect(await out.stateOf(ids[3])).toMatchObject({ state: 'queued', reason: 'provider_paused', attempts: 0 });
    out.behave({});
    await out.carry();
    expect(out.addressesTaken().filter((to) => to === lost)).toHaveLength(1);
    await office.deps.pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued'`);
    await out.carry();
    expect(await out.stateOf(ids[0])).toEqual({ state: 'sent', reason: '', attempts: 1 });
    // The provider's word decides what nobody knew.
    await sleep(20);
    await hearAll(out);
    expect(await out.stateOf(ids[2])).toMatchObject({ state: 'delivered' });
  });
});

describe('a day whose quota has ended', () => {
  it('holds everything back at once, counts no attempt, and goes on when there is room again', async () => {
    const { pool } = office.deps;
    await pool.query(`UPDATE sending_rates SET per_second = 5, free_at = now() WHERE channel = 'email'`);
    const slow = { ...out.deps, email: { ...out.deps.email, quota: () => Promise.resolve(null) } };
    const { sendEmailJob } = await import('./send-email.job');
    const carry = () => sendEmailJob.run(slow, AbortSignal.timeout(5_000));
    const ids = [];
    for (const to of await Promise.all(Array.from({ length: 30 }, consented))) ids.push(await out.send(to));
    let asked = 0;
    out.behave({
      answer: () => {
        asked += 1;
        return 'dayOver';
      },
    });
    // As long as it waits there is nothing to look for: the job says when to look again.
    expect(await carry()).toBeGreaterThan(10_000);
    expect(asked).toBeLessThanOrEqual(5);
    await carry();
    expect(asked).toBeLessThanOrEqual(5);
    for (const id of ids) expect(await out.stateOf(id)).toMatchObject({ state: 'queued', attempts: 0 });
    out.behave({});
    await pool.query(`UPDATE sending_rates SET per_second = 1000, free_at = now() WHERE channel = 'email'`);
    await pool.query(`UPDATE deliveries SET not_before = now() WHERE state = 'queued'`);
    await carry();
    for (const id of ids) expect(await out.stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });
});

describe('a claim', () => {
  it('whose holder is dead becomes unknown, and only a manager sends it again', async () => {
    const id = await out.send(await consented());
    const token = office.deps.newId();
    const { claimed } = await claimDeliveries(office.deps.pool, 'email', token, 40);
    expect(claimed.map((one) => one.id)).toContain(id);
    expect(await giveUpClaims(office.deps.pool)).toBe(0);
    await office.deps.pool.query(`UPDATE deliveries SET claimed_at = now() - interval '31 seconds' WHERE id = $1`, [
      id,
    ]);
    expect(await giveUpClaims(office.deps.pool)).toBe(1);
    expect(await out.stateOf(id)).toMatchObject({ state: 'unknown', reason: 'claim_expired' });
    await out.carry();
    expect(out.addressesTaken()).toEqual([]);
    expect(await decideUnknown(office.deps.pool, id, 'again')).toBe(true);
    expect(await decideUnknown(office.deps.pool, id, 'again')).toBe(false);
    await out.carry();
    expect(out.addressesTaken()).toHaveLength(1);
  });

  it('that was held too long asks anew: who said stop meanwhile is not written to', async () => {
    const [stays, leaves] = [await consented(), await consented()];
    const ids = [await out.send(stays), await out.send(leaves)];
    const token = office.deps.newId();
    await claimDeliveries(office.deps.pool, 'email', token, 40);
    await out.consent(leaves, 'withdrawn', '2026-03-01T09:00:00.000Z');
    expect([...(await renewClaim(office.deps.pool, token, ids))]).toEqual([ids[0]]);
    await out.carry();
    expect(await out.stateOf(ids[1]!)).toMatchObject({ state: 'skipped', reason: 'consent_withdrawn' });
  });

  it('is shared by workers in the rate of the channel, never above it', async () => {
    const { pool } = office.deps;
    await pool.query('UPDATE sending_rates SET per_second = 50, free_at = now()');
    const to = await Promise.all(Array.from({ length: 60 }, consented));
    for (const one of to) await out.send(one);
    const slow = { ...out.deps, email: { ...out.deps.email, quota: () => Promise.resolve(null) } };
    const { sendEmailJob } = await import('./send-email.job');
    const startedAtMs = performance.now();
    await Promise.all([1, 2, 3].map(() => sendEmailJob.run(slow, AbortSignal.timeout(15_000))));
    const seconds = (performance.now() - startedAtMs) / 1000;
    expect(new Set(out.addressesTaken()).size).toBe(60);
    expect(out.addressesTaken()).toHaveLength(60);
    // The first claim leaves at once, the last 35 mails after the time of those before them.
    expect(seconds).toBeGreaterThan(0.45);
  });

  it.each([
    [14, 14],
    [2.5, 1],
    [0.5, 1],
  ])('never leaves so that any second has more than %d', async (perSecond, size) => {
    const { pool, newId } = office.deps;
    for (const to of await Promise.all(Array.from({ length: 20 }, consented))) await out.send(to);
    await pool.query(`UPDATE sending_rates SET per_second = $1, free_at = now() WHERE channel = 'email'`, [perSecond]);
    const token = newId();
    const { claimed } = await claimDeliveries(pool, 'email', token, 100);
    expect(claimed).toHaveLength(size);
    expect((await claimDeliveries(pool, 'email', newId(), 100)).claimed).toEqual([]);
    const { rows } = await pool.query<{ apart: number }>(
      `SELECT extract(epoch FROM free_at - (SELECT max(claimed_at) FROM deliveries WHERE claim_token = $1))::float8 AS
        apart
       FROM sending_rates WHERE channel = 'email'`,
      [token],
    );
    const claimsInASecond = Math.ceil(1 / (rows[0]!.apart + 0.001));
    expect(claimsInASecond * size).toBeLessThanOrEqual(Math.max(1, perSecond));
    await pool.query(`UPDATE sending_rates SET per_second = 1000, free_at = now() WHERE channel = 'email'`);
    await returnUnsent(
      pool,
      token,
      claimed.map(({ id }) => id),
    );
    await out.carry();
  });
});

describe('what the provider says', () => {
  it('comes to the same in any order, twice, and in parallel: 200 pairs, none lost', { timeout: 180_000 }, async () => {
    const random = new Random(5);
    out.behave({
      fate: ({ to }) => (/[02468]@/.test(to[0] ?? '') ? 'hardBounce' : 'complaint'),
    });
    const ids: string[] = [];
    for (let at = 0; at < 200; at += 1) ids.push(await out.send(await consented()));
    while ((await out.carry()) === 0);
    await sleep(50);
    const events = random.shuffled([...out.events, ...out.events]);
    for (let at = 0; at < events.length; at += 8)
      await Promise.all(events.slice(at, at + 8).map((event) => recordEmailEvent(out.deps, event)));
    for (const id of ids) {
      const { state, reason } = await out.stateOf(id);
      expect([state, reason]).toEqual(state === 'bounced' ? ['bounced', 'hard_bounce'] : ['complained', '']);
    }
    const { rows } = await office.deps.pool.query<{ reason: string; count: number }>(
      `SELECT s.reason, count(*) AS count FROM suppressions s JOIN deliveries d ON d.address_key = s.address_key
       WHERE d.id = ANY($1::uuid[]) AND s.lifted_by IS NULL GROUP BY 1`,
      [ids],
    );
    expect(rows.reduce((sum, row) => sum + row.count, 0)).toBe(200);
  });

  it('stops everything to who complained, and nothing to whose mailbox was full', async () => {
    const [angry, full] = [await consented(), await consented()];
    out.behave({ fate: ({ to }) => (to[0] === angry ? 'complaint' : 'softBounce') });
    const first = [await out.send(angry), await out.send(full)];
    await out.carry();
    await sleep(20);
    await hearAll(out);
    expect(await out.stateOf(first[0]!)).toMatchObject({ state: 'complained' });
    expect(await out.stateOf(first[1]!)).toMatchObject({ state: 'bounced', reason: 'soft_bounce' });
    const second = [
      await out.send(angry, { purpose: 'message', basis: 'person' }),
      await out.send(full, { purpose: 'message', basis: 'person' }),
    ];
    await out.carry();
    expect(await out.stateOf(second[0]!)).toMatchObject({ state: 'skipped', reason: 'complained' });
    expect(await out.stateOf(second[1]!)).toMatchObject({ state: 'sent' });
  });

  it('about nothing of ours changes nothing', async () => {
    const event = {
      deliveryId: office.deps.newId(),
      providerId: 'x',
      kind: 'bounced',
      isHard: true,
      isSuppressed: false,
      at: LONG_AGO,
    } as const;
    expect(await recordEmailEvent(out.deps, event)).toBeNull();
    expect(await recordEmailEvent(out.deps, { ...event, deliveryId: '', providerId: '' })).toBeNull();
  });
});
