/** What customers hear of their appointments, over the real wire of tablets, jobs and a provider in memory. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';
import type { DocumentFields } from '../../../sync/collections/definition';
import { FIRST_REMINDER_RULE } from '../../../sync/rules/setting-defaults';
import { settingId } from '../../../sync/rules/setting-rights';
import { createPool } from '../../db/pool';
import type { Deps } from '../../deps';
import { setOfficeClock } from '../../test/office-clock';
import { createOneTeam, customerOnAll, newTablets, type OneTeam, type Tablets } from '../../test/one-team';
import { hearAll, outgoingOf, type Outgoing } from '../../test/outgoing';
import { createSmsInMemory } from '../../test/sms-in-memory';
import { Tablet } from '../../test/tablet';
import { recordSmsReport } from '../deliveries/record-sms-report';
import { sendSmsJob } from '../messages/send-sms.job';
import { planRemindersJob } from './plan-reminders.job';
import { sendRemindersJob } from './send-reminders.job';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RULE = {
  ...FIRST_REMINDER_RULE,
  isOn: true,
  atBooking: { channels: [], templateId: '' },
  atMove: { channels: [], templateId: '' },
  atCancel: { channels: [], templateId: '' },
  quietFrom: '',
  quietTo: '',
};
let team: OneTeam;
let tablets: Tablets;
let owner: pg.Pool;
let outgoing: Outgoing;
let deps: Deps;
let sms: ReturnType<typeof createSmsInMemory>;
/** Noon, and what `office_clock` says. */
let nowMs = Date.UTC(2027, 2, 1, 9);
let phones = 0;

beforeAll(async () => {
  team = await createOneTeam();
  owner = createPool({ databaseUrl: team.office.ownerUrl, maxConnections: 1, onError: () => undefined });
});
afterAll(async () => {
  await owner.end();
  await team.office.close();
});
beforeEach(async () => {
  await pass(2 * DAY_MS);
  tablets = await newTablets(team);
  sms = createSmsInMemory();
  outgoing = await outgoingOf({ ...team.office.deps, sms });
  deps = { ...outgoing.deps, sms };
  await decide(RULE);
});
afterEach(() => rows(`UPDATE appointments SET deleted_at = now(); `).then(() => rows('DELETE FROM reminders')));

async function pass(ms: number) {
  nowMs += ms;
  team.office.clock.nowMs = nowMs;
  await setOfficeClock(owner, nowMs);
}
const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await team.office.deps.pool.query<Row>(text, values)).rows;
const inHours = (hours: number) => new Date(nowMs + hours * HOUR_MS).toISOString();
const hours = (from: number) => ({ startsAt: inHours(from), endsAt: inHours(from + 1), zone: 'Europe/Istanbul' });
/** Hours until the next 12:00 in İstanbul. */
const noon = () => (24 + 9 - (nowMs % DAY_MS) / HOUR_MS) % 24;
const decide = (value: object, subject = 'all') =>
  team.office.deps.writeAsOffice(
    'settings',
    [
      {
        id: settingId('reminderRule', subject),
        values: {
          key: 'reminderRule',
          subject,
          memberId: '',
          value,
          archivedAt: '',
          createdBy: team.manager.id,
          createdAt: new Date(nowMs).toISOString(),
        },
      },
    ],
    'test',
  );
const customer = (values = {}) => {
  phones += 1;
  return customerOnAll(tablets, {
    phone: `+90532000${String(phones).padStart(4, '0')}`,
    email: `m${phones}@ornek.example`,
    ...values,
  });
};
const book = async (customerId: string, values: DocumentFields = hours(30), tablet: Tablet = tablets.mine) => {
  const id = tablet.create('appointments', tablet.newAppointment(customerId, values));
  expect(await tablet.push('appointments')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
  return id;
};
const change = async (id: string, values: DocumentFields) => {
  tablets.mine.edit('appointments', id, values);
  expect(await tablets.mine.push('appointments')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
};
const ledger = (root: string) =>
  rows<{ what: string; state: string; reason: string }>(
    `SELECT kind || ' ' || channel || ' ' || offset_minutes AS what, state, reason FROM reminders WHERE root_id = $1
     ORDER BY starts_at, due_at, channel DESC, round`,
    [root],
  );
const said = async (root: string) =>
  (await ledger(root)).map(({ what, state, reason }) => `${what} ${state}${reason === '' ? '' : ` ${reason}`}`);
const signal = () => AbortSignal.timeout(8_000);
const work = async () => {
  await sendRemindersJob.run(deps, signal());
  await sendSmsJob.run(deps, signal());
  await outgoing.carry();
  await hearAll(outgoing);
};

describe('an appointment', () => {
  it('is reminded of when it is time, once, and never after it began', async () => {
    const id = await book(await customer());
    expect(await said(id)).toEqual(['before sms 1440 planned', 'before sms 120 planned']);
    await work();
    expect(sms.taken).toEqual([]);
    await pass(6 * HOUR_MS);
    await Promise.all([work(), sendRemindersJob.run(deps, signal())]);
    await work();
    expect(sms.taken).toHaveLength(1);
    expect(sms.taken[0]).toMatchObject({
      purpose: 'reminder',
      text: expect.stringMatching(/^Saha: .+ randevunuzu hatırlatırız\./),
    });
    await pass(25 * HOUR_MS);
    await work();
    expect(sms.taken).toHaveLength(1);
    expect(await said(id)).toEqual(['before sms 1440 handed', 'before sms 120 skipped too_late']);
  });

  it('with a record that was merged is reminded of where its person is reached, until they want none', async () => {
    const [kept, lost] = [await customer({ firstName: 'Kalan' }), await customer({ firstName: 'Bırakılan' })];
    const id = await book(lost);
    tablets.mine.edit('customers', lost, { mergedInto: kept });
    expect(await tablets.mine.push('customers')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
    await pass(6 * HOUR_MS);
    await work();
    const phone = String(tablets.mine.fields('customers', kept)?.['phone']);
    expect(sms.taken).toMatchObject([{ purpose: 'reminder', to: phone }]);
    tablets.mine.edit('customers', kept, { remindersPaused: true });
    expect(await tablets.mine.push('customers')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
    await pass(22.1 * HOUR_MS);
    await work();
    expect(sms.taken).toHaveLength(1);
    expect((await said(id))[1]).toBe('before sms 120 skipped paused');
  });

  it('is not reminded of in a stage that the rule leaves out, whenever they come to it or leave it', async () => {
    await decide({ ...RULE, neverStages: ['lost'] });
    const [lost, found, merged, kept] = [
      await customer(),
      await customer({ stage: 'lost' }),
      await customer(),
      await customer(),
    ];
    const ids = [await book(lost), await book(found, hours(31)), await book(merged, hours(32))];
    const become = async (who: string, values: DocumentFields) => {
      tablets.mine.edit('customers', who, values);
      expect(await tablets.mine.push('customers')).toMatchObject([
        { outcome: expect.stringMatching(/applied|merged/) },
      ]);
    };
    await become(lost, { stage: 'lost' });
    await become(found, { stage: 'new' });
    await become(merged, { mergedInto: kept });
    await become(kept, { stage: 'lost' });
    await pass(8.1 * HOUR_MS);
    await work();
    const phone = String(tablets.mine.fields('customers', found)?.['phone']);
    expect(sms.taken.map(({ to }) => to)).toEqual([phone]);
    expect((await said(ids[0]!))[0]).toBe('before sms 1440 withdrawn stage');
    expect((await said(ids[2]!))[0]).toBe('before sms 1440 withdrawn stage');
  });

  it('that moves takes its reminders along, and one that is off withdraws them, also what waits to leave', async () => {
    const id = await book(await customer());
    await change(id, hours(50));
    expect(await said(id)).toEqual([
      'before sms 1440 withdrawn moved',
      'before sms 120 withdrawn moved',
      'before sms 1440 planned',
      'before sms 120 planned',
    ]);
    await pass(26 * HOUR_MS);
    await sendRemindersJob.run(deps, signal());
    expect((await said(id))[2]).toBe('before sms 1440 handed');
    await change(id, { status: 'cancelled' });
    await work();
    expect(sms.taken).toEqual([]);
    expect((await said(id)).slice(2)).toEqual([
      'before sms 1440 withdrawn cancelled',
      'before sms 120 withdrawn cancelled',
    ]);
    await change(id, { status: 'confirmed' });
    await work();
    expect(sms.taken).toHaveLength(1);
  });

  it('is asked about again in the claim itself, whatever the ledger says', async () => {
    const id = await book(await customer());
    await pass(6 * HOUR_MS);
    await sendRemindersJob.run(deps, signal());
    // As if the office had written it beside its own rules.
    await rows(`UPDATE appointments SET status = 'cancelled' WHERE id = $1`, [id]);
    await sendSmsJob.run(deps, signal());
    expect(sms.taken).toEqual([]);
    expect(
      await rows(`SELECT state, reason FROM deliveries WHERE purpose = 'reminder' ORDER BY created_at DESC LIMIT 1`),
    ).toEqual([{ state: 'skipped', reason: 'appointment_closed' }]);
  });

  it('that meets another is not reminded of until somebody says that it may', async () => {
    const who = await customer();
    const first = await book(who);
    const second = await book(who, hours(30.5), tablets.other);
    await pass(6.6 * HOUR_MS);
    await work();
    expect(sms.taken).toEqual([]);
    expect((await said(first))[0]).toBe('before sms 1440 planned clash');
    await tablets.mine.pull('appointments');
    await change(first, {
      accepts: [{ on: '', root: second, otherOn: '', reason: 'kısa', by: tablets.mine.memberId }],
    });
    await work();
    expect(sms.taken).toHaveLength(1);
    await pass(HOUR_MS / 30);
    await work();
    expect(sms.taken).toHaveLength(2);
  });

  it('in the night is reminded of in the morning, also where the provider was away until the night began', async () => {
    const steps = [{ minutes: 2_880, channels: ['sms'], templateId: '' }];
    await decide({ ...RULE, steps, quietFrom: '20:00', quietTo: '08:00' });
    const id = await book(await customer(), hours(noon() + 51));
    await pass((noon() + 3) * HOUR_MS);
    sms.answer = () => ({ kind: 'throttled', retryAfterMs: 9 * HOUR_MS, code: '80' });
    await work();
    sms.answer = (one) => ({ kind: 'accepted', providerId: one.deliveryId });
    // 15:00 in İstanbul, and nine hours later: 00:00.
    await pass(9 * HOUR_MS);
    await work();
    expect(sms.taken).toEqual([]);
    expect(
      await rows(
        `SELECT state, reason FROM deliveries d WHERE reminder_id IN (SELECT id FROM reminders WHERE root_id = $1)`,
        [id],
      ),
    ).toEqual([{ state: 'queued', reason: 'quiet_hours' }]);
    await pass(8 * HOUR_MS);
    await work();
    expect(sms.taken).toHaveLength(1);
  });
});

describe('the next channel', () => {
  it('takes over where the first is certain not to have reached anybody, and not where nobody knows', async () => {
    const failed = await book(await customer());
    await pass(6 * HOUR_MS);
    await work();
    const [delivery] = await rows<{ id: string }>(
      `SELECT d.id FROM deliveries d JOIN reminders r ON r.delivery_id = d.id WHERE r.root_id = $1`,
      [failed],
    );
    await recordSmsReport(deps, {
      deliveryId: delivery!.id,
      providerId: '',
      to: '',
      state: 'failed',
      reason: 'rejected',
      suppress: null,
      at: new Date(nowMs).toISOString(),
    });
    await work();
    expect(outgoing.provider.taken).toHaveLength(1);
    expect(outgoing.provider.taken[0]).toMatchObject({
      tags: { purpose: 'reminder' },
      subject: expect.stringMatching(/^Randevu hatırlatması: /),
    });
    expect(outgoing.provider.taken[0]?.text).toMatch(/\/c\/[A-Za-z0-9_-]{62}/);
    expect(outgoing.provider.taken[0]?.text).not.toContain('{{');

    sms.answer = () => ({ kind: 'unknown', code: 'timeout' });
    const unknown = await book(await customer());
    await pass(6 * HOUR_MS);
    await work();
    await work();
    expect(outgoing.provider.taken).toHaveLength(1);
    expect((await said(unknown))[0]).toBe('before sms 1440 handed');
  });

  it('takes over where there is no number, or its owner said stop', async () => {
    const withoutPhone = await book(await customer({ phone: '' }));
    const who = await customer();
    const stopped = await book(who, hours(31.5));
    await rows(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT phone_key, 'sms', 'stopped', now()
        FROM customers WHERE id = $1`,
      [who],
    );
    await pass(8 * HOUR_MS);
    await work();
    expect(sms.taken).toEqual([]);
    expect(outgoing.provider.taken).toHaveLength(2);
    await work();
    expect((await said(withoutPhone)).slice(0, 2)).toEqual([
      'before sms 1440 skipped no_address',
      'before email 1440 done',
    ]);
    expect((await said(stopped)).slice(0, 2)).toEqual(['before sms 1440 skipped refused', 'before email 1440 done']);
  });

  it('is the first where they have written on WhatsApp; SMS, then e-mail, only once it surely failed', async () => {
    const id = await book(await customer());
    await rows(
      `WITH l AS (INSERT INTO lines (id, name, instance, webhook_salt, state)
         VALUES (gen_random_uuid(), 'Hat', gen_random_uuid()::text, 'salt', 'open') RETURNING id)
       INSERT INTO chats (id, line_id, customer_id, last_inbound_at)
       SELECT gen_random_uuid(), l.id, a.customer_id, now() FROM l, appointments a WHERE a.id = $1`,
      [id],
    );
    const latest = async () =>
      (
        await rows<{ channel: string; state: string }>(
          `SELECT d.channel, d.state FROM deliveries d JOIN reminders r ON r.id = d.reminder_id WHERE r.root_id = $1
           ORDER BY d.created_at, d.id`,
          [id],
        )
      ).map(({ channel, state }) => `${channel} ${state}`);
    const setState = (channel: string, state: string) =>
      rows(
        `UPDATE deliveries d SET state = $3, claimed_at = office_clock(), sent_at = office_clock() FROM reminders r
         WHERE r.id = d.reminder_id AND r.root_id = $1 AND d.channel = $2`,
        [id, channel, state],
      );
    await pass(6 * HOUR_MS);
    await work();
    expect(await latest()).toEqual(['whatsapp queued']);
    await setState('whatsapp', 'sending');
    await setState('whatsapp', 'unknown');
    await work();
    expect(await latest()).toEqual(['whatsapp unknown']);
    sms.answer = () => ({ kind: 'rejected', reason: 'content_rejected', code: '400' });
    await setState('whatsapp', 'failed');
    await work();
    await work();
    await work();
    expect((await latest()).sort()).toEqual(['email delivered', 'sms failed', 'whatsapp failed']);
    await rows('DELETE FROM chats');
  });
});

describe('who could not be reached', () => {
  const unreached = async (tablet: Tablet) => (await tablet.browser.request()).reminders.unreached();
  const fates = async (tablet: Tablet, isUnsentOnly: boolean) =>
    (await (await tablet.browser.request()).reminders.list({ isUnsentOnly, cursor: null })).fates;

  it('is to be called, with what was tried; nobody whom something reached or may have reached', async () => {
    sms.answer = ({ to }) =>
      to.endsWith('9')
        ? { kind: 'unknown', code: 'timeout' }
        : to.endsWith('7')
          ? { kind: 'rejected', reason: 'content_rejected', code: '400' }
          : { kind: 'accepted', providerId: to };
    const nowhere = await book(await customer({ phone: '', email: '' }), hours(25));
    const failed = await book(await customer({ phone: '+905320005557', email: '' }), hours(26.5));
    const byMail = await book(await customer({ phone: '+905320005567' }), hours(28));
    await book(await customer({ phone: '+905320005559', email: '' }), hours(29.5));
    await pass(6 * HOUR_MS);
    for (let round = 0; round < 3; round += 1) await work();
    const found = await unreached(tablets.mine);
    expect(found.map(({ rootId, phone, tried }) => ({ rootId, phone, tried }))).toEqual([
      {
        rootId: nowhere,
        phone: '',
        tried: [
          { channel: 'sms', reason: 'no_address' },
          { channel: 'email', reason: 'no_address' },
        ],
      },
      {
        rootId: failed,
        phone: '+905320005557',
        tried: [
          { channel: 'sms', reason: 'failed' },
          { channel: 'email', reason: 'no_address' },
        ],
      },
    ]);
    expect(await unreached(tablets.boss)).toHaveLength(2);
    const stranger = await team.office.addMember({ teamId: await team.office.addTeam(`Ekip ${phones}`) });
    expect(await unreached(await Tablet.signIn(team.office, stranger))).toEqual([]);

    // The office's list has those that never left, which are no deliveries.
    const unsent = await fates(tablets.boss, true);
    expect(unsent.map(({ rootId, channel, reason }) => `${channel} ${reason} ${rootId}`).sort()).toEqual(
      [
        `sms no_address ${nowhere}`,
        `email no_address ${nowhere}`,
        `sms failed ${failed}`,
        `email no_address ${failed}`,
        `sms failed ${byMail}`,
      ].sort(),
    );
    expect((await fates(tablets.boss, false)).length).toBeGreaterThan(unsent.length);
    expect(unsent.map(({ startsAt }) => startsAt)).toEqual(
      unsent
        .map(({ startsAt }) => startsAt)
        .sort()
        .reverse(),
    );
    await expect(fates(tablets.mine, true)).rejects.toThrow();
    // Off, or held: nobody has to be called any more.
    await change(failed, { status: 'cancelled' });
    expect((await unreached(tablets.mine)).map(({ rootId }) => rootId)).toEqual([nowhere]);
  });

  it('is nobody whom an earlier one reached, although the last one failed', async () => {
    const rejected = { kind: 'rejected', reason: 'content_rejected', code: '400' } as const;
    sms.answer = ({ to }) => (to.endsWith('1') ? { kind: 'accepted', providerId: to } : rejected);
    const reached = await book(await customer({ phone: '+905320006661', email: '' }), hours(30));
    const never = await book(await customer({ phone: '+905320006662', email: '' }), hours(31.5));
    await pass(7.75 * HOUR_MS);
    for (let round = 0; round < 3; round += 1) await work();
    sms.answer = () => rejected;
    await pass(20.75 * HOUR_MS);
    for (let round = 0; round < 3; round += 1) await work();
    expect((await said(reached)).filter((line) => line.startsWith('before sms'))).toEqual([
      'before sms 1440 handed',
      'before sms 120 done failed',
    ]);
    const found = (await unreached(tablets.mine)).map(({ rootId }) => rootId);
    expect(found).toContain(never);
    expect(found).not.toContain(reached);
  });

  it('of a number that nothing reaches it is not said that its owner wants no word', async () => {
    const who = await customer({ email: '' });
    const id = await book(who);
    await rows(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT phone_key, 'sms', 'bounced', now()
        FROM customers WHERE id = $1`,
      [who],
    );
    await pass(6 * HOUR_MS);
    await work();
    expect((await said(id)).slice(0, 2)).toEqual([
      'before sms 1440 skipped failed',
      'before email 1440 skipped no_address',
    ]);
  });
});

describe('the office’s rule', () => {
  it('tells at once of what is booked, moved and off, each once, and not of what was put right at once', async () => {
    const at = { channels: ['sms'], templateId: '' };
    await decide({ ...RULE, steps: [], atBooking: at, atMove: at, atCancel: at });
    const id = await book(await customer());
    await change(id, hours(40));
    await pass(2 * 60_000);
    await work();
    expect(sms.taken.map(({ text }) => text)).toEqual([expect.stringContaining('randevunuz alındı')]);
    await change(id, hours(50));
    await change(id, { notes: 'yeni' });
    await pass(2 * 60_000);
    await work();
    await change(id, { status: 'cancelled' });
    await pass(2 * 60_000);
    await work();
    expect(sms.taken.map(({ text }) => text)).toEqual([
      expect.stringContaining('randevunuz alındı'),
      expect.stringContaining('zamanı değişti'),
      expect.stringContaining('iptal edildi'),
    ]);
    const mistaken = await book(await customer());
    await change(mistaken, { status: 'cancelled' });
    await pass(2 * 60_000);
    await work();
    expect(sms.taken).toHaveLength(3);
  });

  it('says nothing of a move that was undone at once, and measures what follows against what is known', async () => {
    const at = { channels: ['sms'], templateId: '' };
    await decide({ ...RULE, steps: [], atBooking: at, atMove: at, atCancel: at });
    const [first, second] = [hours(40), hours(50)];
    const tell = async () => {
      await pass(2 * 60_000);
      await work();
      return sms.taken.splice(0).map(({ text }) => text);
    };
    const id = await book(await customer());
    await change(id, first);
    expect(await tell()).toEqual([expect.stringContaining('randevunuz alındı')]);
    await change(id, second);
    await work();
    await change(id, first);
    expect(await tell()).toEqual([]);
    await change(id, second);
    await change(id, hours(60));
    expect(await tell()).toEqual([expect.stringContaining('zamanı değişti')]);
    await change(id, { status: 'cancelled' });
    await change(id, { status: 'confirmed' });
    expect(await tell()).toEqual([]);
    await change(id, { status: 'cancelled' });
    await change(id, { status: 'confirmed', ...hours(70) });
    expect(await tell()).toEqual([expect.stringContaining('zamanı değişti')]);
    await change(id, hours(80));
    await change(id, { status: 'cancelled' });
    expect(await tell()).toEqual([expect.stringContaining('iptal edildi')]);
  });

  it('is followed by what is planned already as soon as it changes, and nobody is told of it', async () => {
    const id = await book(await customer());
    await decide({ ...RULE, steps: [{ minutes: 60, channels: ['email'], templateId: '' }] });
    await planRemindersJob.run(deps, signal());
    expect(await said(id)).toEqual([
      'before sms 1440 withdrawn rule',
      'before sms 120 withdrawn rule',
      'before email 60 planned',
    ]);
    await planRemindersJob.run(deps, signal());
    expect(await said(id)).toHaveLength(3);
  });

  it('leaves out who is paused, whatever was planned before', async () => {
    const who = await customer();
    const id = await book(who);
    tablets.mine.edit('customers', who, { remindersPaused: true });
    await tablets.mine.push('customers');
    await pass(6 * HOUR_MS);
    await work();
    expect(sms.taken).toEqual([]);
    expect((await said(id))[0]).toBe('before sms 1440 skipped paused');
  });
});

describe('a series', () => {
  it('is reminded of occurrence by occurrence; one that is off says nothing', async () => {
    const id = await book(await customer(), { ...hours(30), recurrence: 'FREQ=DAILY;COUNT=3' });
    expect(await said(id)).toHaveLength(6);
    await decide({ ...RULE, steps: [{ minutes: 60, channels: ['sms'], templateId: '' }] });
    await planRemindersJob.run(deps, signal());
    for (let day = 0; day < 4; day += 1) {
      await pass(DAY_MS / 2 + 5.5 * HOUR_MS);
      await pass(DAY_MS / 2 - 5.5 * HOUR_MS);
      if (day === 0) await pass(5.2 * HOUR_MS);
      await work();
    }
    expect(sms.taken).toHaveLength(3);
  });
});
