/** News on devices, through the protocol itself, against a push service of our own. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { askedFor, type Approvable } from '../../../sync/rules/approval';
import { settingId } from '../../../sync/rules/setting-rights';
import { TestBrowser } from '../../test/office';
import { startPushService, type PushService } from '../../test/push-service';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { openLine, type WhatsappOffice } from '../../test/whatsapp-office';
import { answerAppointment } from '../reminders/answer-appointment';
import { noteLineTrouble } from './note-news';
import { sendPushJob } from './send-push.job';

const ALL = {
  messages: true,
  approvals: true,
  answers: true,
  handovers: true,
  strangers: true,
  lines: true,
  showsText: false,
  quietFrom: '',
  quietTo: '',
};
let teams: TwoTeams;
let line: WhatsappOffice;
let mine: Tablet;
let service: PushService;
let browser: TestBrowser;
beforeAll(async () => {
  teams = await createTwoTeams({ SAHA_PUSH_LOCAL: 'on' });
  const { office, agents } = teams;
  office.clock.nowMs = Date.now();
  mine = await Tablet.signIn(office, agents[0]);
  line = await openLine(office.deps, [agents[0].id]);
  service = await startPushService();
});
afterAll(async () => {
  await service.close();
  await line.close();
  await teams.office.close();
});
const subscribe = async () => {
  const device = service.device();
  await (await browser.request()).notifications.subscribe({ ...device, language: 'tr' });
  return device;
};
beforeEach(async () => {
  await line.deps.pool.query('DELETE FROM push_subscriptions');
  await line.deps.pool.query('DELETE FROM push_notices');
  browser = new TestBrowser(line.deps);
  await browser.signIn(teams.agents[0].email);
  await (await browser.request()).notifications.choose(ALL);
  service.behave(201);
  service.pushed.length = 0;
});

let count = 0;
async function wrote(text: string, phone = `+9053500${String((count += 1)).padStart(5, '0')}`) {
  const customerId = mine.create('customers', mine.newCustomer({ phone, firstName: 'Ayşe', lastName: 'Er' }));
  await mine.push('customers');
  line.standIn.receive(line.instance, { from: phone, text });
  await line.read();
  return { customerId, id: conversationIdOf('whatsapp', customerId) };
}
const run = async () => void (await sendPushJob.run(line.deps, AbortSignal.timeout(20_000)));
const states = async () =>
  (
    await line.deps.pool.query<{ state: string; reason: string; attempts: number }>(
      'SELECT state, reason, attempts FROM push_sends ORDER BY state',
    )
  ).rows;
const due = () => line.deps.pool.query(`UPDATE push_sends SET next_at = now() WHERE state = 'waiting'`);

describe('a message that came', () => {
  it('is told on each device once, signed by the office, without its words', async () => {
    await subscribe();
    const { publicKey } = await (await browser.request()).notifications.read();
    const { id } = await wrote('Kimse görmesin');
    await Promise.all([run(), run()]);
    await run();
    expect(service.pushed).toMatchObject([
      {
        payload: { title: 'Ayşe Er', body: 'Yeni WhatsApp mesajı', url: `/messages/${id}`, unread: 1 },
        signedBy: publicKey,
      },
    ]);
    expect(JSON.stringify(service.pushed)).not.toContain('görmesin');
  });

  it('is told to whoever stands in while its agent is away', async () => {
    const [own, standIn] = teams.agents;
    browser = new TestBrowser(line.deps);
    await browser.signIn(standIn.email);
    await subscribe();
    const dayOn = (days: number) => new Date(mine.nowMs + days * 86_400_000).toISOString().slice(0, 10);
    await line.deps.pool.query(
      `INSERT INTO settings (id, key, subject, member_id, value, created_by, created_at)
       VALUES ($1, 'absence', 'leave', $2, $3, $2, now())`,
      [
        settingId('absence', 'leave'),
        own.id,
        { fromOn: dayOn(-2), toOn: dayOn(2), fromTime: '', toTime: '', note: '', standInId: standIn.id },
      ],
    );
    const { id } = await wrote('Randevum ne zaman?');
    await line.deps.pool.query(`UPDATE settings SET archived_at = now() WHERE key = 'absence'`);
    await run();
    const url = `/messages/${id}`;
    expect(service.pushed.map(({ payload }) => [payload['body'], payload['url']]).sort()).toEqual([
      ['Bir yazışma size devredildi', url],
      ['Yeni WhatsApp mesajı', url],
    ]);
  });

  it('is told in the language that the device says last', async () => {
    const device = await subscribe();
    const { notifications } = await browser.request();
    expect(await notifications.read()).toMatchObject({ endpoint: device.endpoint, language: 'tr' });
    await notifications.subscribe({ ...device, language: 'en' });
    expect(await notifications.read()).toMatchObject({ endpoint: device.endpoint, language: 'en' });
    await wrote('Merhaba');
    await run();
    expect(service.pushed[0]?.payload['body']).toBe('New WhatsApp message');
  });

  it('shows its words to whoever wants them', async () => {
    await subscribe();
    await (await browser.request()).notifications.choose({ ...ALL, showsText: true });
    await wrote('Yarın olur mu?');
    await run();
    expect(service.pushed[0]?.payload['body']).toBe('Yarın olur mu?');
  });

  it('is tried again after a failure, later each time, and never after it was taken', async () => {
    await subscribe();
    await wrote('Merhaba');
    service.behave(503);
    await run();
    await run();
    expect(await states()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
    service.behave(201);
    await due();
    await run();
    await due();
    await run();
    expect(service.pushed).toHaveLength(1);
    expect(await states()).toMatchObject([{ state: 'sent' }]);
  });

  it('that a worker held when it died is not told twice', async () => {
    await subscribe();
    await wrote('Merhaba');
    await line.deps.pool.query(`UPDATE push_sends SET state = 'sending', claimed_at = now() - interval '10 minutes'`);
    await run();
    expect(service.pushed).toEqual([]);
    expect(await states()).toMatchObject([{ state: 'unknown' }]);
  });

  it.each([404, 410])('forgets a device whose service answers %i', async (status) => {
    await subscribe();
    await wrote('Merhaba');
    service.behave(status);
    await run();
    expect((await (await browser.request()).notifications.read()).endpoint).toBeNull();
    expect(await states()).toEqual([]);
  });

  it('waits through quiet hours, and is told at their end', async () => {
    await subscribe();
    // From an hour ago until in an hour, by the office's clocks.
    const clock = (ms: number) =>
      new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Istanbul' }).format(ms);
    const [quietFrom, quietTo] = [clock(Date.now() - 3_600_000), clock(Date.now() + 3_600_000)];
    await (await browser.request()).notifications.choose({ ...ALL, quietFrom, quietTo });
    await wrote('Merhaba');
    await run();
    expect(service.pushed).toEqual([]);
    expect(await states()).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    await (await browser.request()).notifications.choose(ALL);
    await due();
    await run();
    expect(service.pushed).toHaveLength(1);
  });

  it('is not told to who may not read it any more, who has read it, or who does not want to hear', async () => {
    await subscribe();
    const away = await wrote('bir');
    await line.deps.pool.query('UPDATE customers SET owner_id = $2 WHERE id = $1', [
      away.customerId,
      teams.agents[1].id,
    ]);
    await run();
    const read = await wrote('iki');
    await mine.sync();
    mine.edit('conversations', read.id, { readUpTo: { [mine.memberId]: new Date(Date.now() + 60_000).toISOString() } });
    await mine.push('conversations');
    await run();
    await wrote('üç');
    await (await browser.request()).notifications.choose({ ...ALL, messages: false });
    await run();
    expect(service.pushed).toEqual([]);
    expect((await states()).map(({ reason }) => reason).sort()).toEqual(['no_news', 'not_wanted', 'out_of_sight']);
  });

  it('is told no more to a device that signed out', async () => {
    await subscribe();
    await wrote('Merhaba');
    await (await browser.request()).auth.signOut();
    await run();
    expect(service.pushed).toEqual([]);
    expect((await line.deps.pool.query('SELECT FROM push_subscriptions')).rowCount).toBe(0);
  });
});

it('a customer who cannot come or wants another time is told of to whose appointment it is, once each', async () => {
  await subscribe();
  const customerId = mine.create('customers', mine.newCustomer({ firstName: 'Ayşe', lastName: 'Er' }));
  const appointment = mine.newAppointment(customerId);
  const startsAt = String(appointment['startsAt']);
  const id = mine.create('appointments', appointment);
  await mine.push('customers');
  await mine.push('appointments');
  const which = { rootId: id, occurrenceOn: '', seenAt: startsAt };
  const bodies = async () => {
    await run();
    return service.pushed.splice(0).map(({ payload }) => [payload.body, payload.url]);
  };
  expect(await answerAppointment(line.deps, which, { kind: 'confirmed' }, 'test')).toBe('written');
  expect(await bodies()).toEqual([]);
  await answerAppointment(line.deps, which, { kind: 'asked', note: '', proposedAt: '' }, 'test');
  expect(await bodies()).toEqual([['Randevusu için başka bir zaman istiyor', `/appointments/${id}`]]);
  await mine.pull('appointments');
  mine.edit('appointments', id, { notes: 'Arandı' });
  await mine.push('appointments');
  expect(await bodies()).toEqual([]);
  // Taken back before it was told: nobody is told of it.
  await answerAppointment(line.deps, which, { kind: 'asked', note: 'Sabah olsun', proposedAt: '' }, 'test');
  await answerAppointment(line.deps, which, { kind: 'confirmed' }, 'test');
  expect(await bodies()).toEqual([]);
  await answerAppointment(line.deps, which, { kind: 'declined', note: 'Hastayım' }, 'test');
  expect(await bodies()).toEqual([['Randevusuna gelemeyeceğini bildirdi', `/appointments/${id}`]]);
});

it('an answer is not told to who would rather not hear; a build that knows of none leaves the choice', async () => {
  const { answers, strangers, lines, ...older } = { ...ALL, answers: false, strangers: false, lines: false };
  const { notifications } = await browser.request();
  await notifications.choose({ ...older, answers, strangers, lines });
  await notifications.choose(older);
  expect((await notifications.read()).choices).toMatchObject({ answers: false, strangers: false, lines: false });
});

it('of choices those alone are kept that were changed: two devices do not undo one another', async () => {
  const other = new TestBrowser(line.deps);
  await other.signIn(teams.agents[0].email);
  const [here, there] = [(await browser.request()).notifications, (await other.request()).notifications];
  await line.deps.pool.query('DELETE FROM notification_choices');
  await there.choose({ strangers: false });
  await here.choose({ quietFrom: '22:00', quietTo: '07:00' });
  await there.choose({ messages: false });
  const chosen = { ...ALL, strangers: false, messages: false, quietFrom: '22:00', quietTo: '07:00' };
  expect((await here.read()).choices).toEqual(chosen);
  // Half of the quiet hours could make them none, or of no length.
  for (const half of [{ quietFrom: '07:00' }, { quietTo: '' }])
    await expect(here.choose(half)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect((await here.read()).choices).toEqual(chosen);
});

it('a conversation that is handed over is told to its new keeper, not to the one who gave it', async () => {
  await subscribe();
  const { customerId, id } = await wrote('Merhaba');
  await run();
  service.pushed.length = 0;
  const boss = await Tablet.signIn(teams.office, teams.manager);
  await boss.sync();
  const at = new Date(boss.nowMs).toISOString();
  boss.edit('conversations', id, {
    handovers: [{ id: line.deps.newId(), by: boss.memberId, to: mine.memberId, note: 'Sen bakar mısın?', at }],
  });
  await boss.push('conversations');
  await run();
  expect(service.pushed).toMatchObject([{ payload: { body: 'Bir yazışma size devredildi', url: `/messages/${id}` } }]);
  expect(customerId).not.toBe('');
});

it('a conversation that went on to somebody else meanwhile is told of no more', async () => {
  await subscribe();
  const { customerId, id } = await wrote('Merhaba');
  await run();
  service.pushed.length = 0;
  const boss = await Tablet.signIn(teams.office, teams.manager);
  await boss.sync();
  const at = new Date(boss.nowMs).toISOString();
  const given = { id: line.deps.newId(), by: boss.memberId, to: mine.memberId, note: '', at };
  boss.edit('conversations', id, { handovers: [given] });
  await boss.push('conversations');
  boss.edit('customers', customerId, { sharedWith: [boss.memberId] });
  boss.edit('conversations', id, { assigneeId: boss.memberId });
  await boss.push('customers');
  await boss.push('conversations');
  await run();
  expect(service.pushed).toEqual([]);
  expect((await states()).at(-1)).toMatchObject({ state: 'sent' });
  expect((await states())[0]).toMatchObject({ state: 'dropped', reason: 'no_news' });
});

it('what was approved is told as long as it is so', async () => {
  await subscribe();
  const boss = await Tablet.signIn(teams.office, teams.manager);
  const kind = { nameTr: 'İmza', nameEn: 'Signing', order: 50, needsApproval: true, minutes: 60 };
  boss.decide('appointmentKind', 'signing', kind);
  await boss.push('settings');
  const customerId = mine.create('customers', mine.newCustomer({ firstName: 'Ayşe', lastName: 'Er' }));
  await mine.push('customers');
  const approved = async () => {
    const id = mine.create('appointments', mine.newAppointment(customerId, { kindId: 'signing' }));
    await mine.push('appointments');
    await boss.pull('appointments');
    const decidedFor = askedFor(boss.fields('appointments', id) as unknown as Approvable);
    const word = { decidedBy: boss.memberId, decidedFor, decisionNote: '' };
    boss.edit('appointments', id, { ...word, status: 'approved', proposedStartsAt: '', proposedEndsAt: '' });
    await boss.push('appointments');
    await mine.pull('appointments');
    return id;
  };
  const stands = await approved();
  await run();
  expect(service.pushed.splice(0)).toMatchObject([
    { payload: { body: 'Randevunuz onaylandı', url: `/appointments/${stands}` } },
  ]);
  // Before it is told: it does not take place after all, or waits for an approval again.
  mine.edit('appointments', await approved(), { status: 'cancelled' });
  const moved = await approved();
  const { startsAt, endsAt } = mine.fields('appointments', moved) as { startsAt: string; endsAt: string };
  const later = (instant: string) => new Date(Date.parse(instant) + 86_400_000).toISOString();
  mine.edit('appointments', moved, { startsAt: later(startsAt), endsAt: later(endsAt), zone: 'Europe/Istanbul' });
  await mine.push('appointments');
  await run();
  expect(service.pushed).toEqual([]);
});

describe('who writes and is no customer', () => {
  const stranger = async (from: string, text = 'Fiyat alabilir miyim?') => {
    line.standIn.receive(line.instance, { from, name: 'Selin', text });
    await line.read();
    const { rows } = await line.deps.pool.query<{ id: string }>('SELECT id FROM chats WHERE phone = $1', [from]);
    return String(rows[0]?.id);
  };

  it('is told of to whoever uses the line, once a day, by the name they go by and without their words', async () => {
    await subscribe();
    const id = await stranger('+905559990001');
    await stranger('+905559990001', 'Orada mısınız?');
    await run();
    expect(service.pushed).toMatchObject([
      {
        payload: {
          title: 'Selin',
          body: 'WhatsApp’tan yazdı, henüz bir müşteriye bağlı değil',
          url: `/messages/unmatched/${id}`,
        },
      },
    ]);
  });

  it('is no news once they are somebody’s or set aside, nor to who does not use the line or want to hear', async () => {
    await subscribe();
    const id = await stranger('+905559990002');
    await line.deps.pool.query('UPDATE chats SET ignored_at = now() WHERE id = $1', [id]);
    await run();
    await (await browser.request()).notifications.choose({ ...ALL, strangers: false });
    await stranger('+905559990003');
    await run();
    await line.deps.pool.query('DELETE FROM line_members');
    await stranger('+905559990004');
    await run();
    await line.deps.pool.query('INSERT INTO line_members (line_id, member_id) VALUES ($1, $2)', [
      line.lineId,
      mine.memberId,
    ]);
    expect(service.pushed).toEqual([]);
  });
});

describe('a line in trouble', () => {
  const stands = (set: string) => line.deps.pool.query(`UPDATE lines SET ${set}`);
  const GOOD = `state = 'open', state_since = now(), restricted_until = NULL, silent_since = NULL`;
  const bodies = async () => {
    await noteLineTrouble(line.deps);
    await run();
    return service.pushed.splice(0).map(({ payload }) => [payload.title, payload.body, payload.url]);
  };
  beforeEach(async () => {
    await wrote('Merhaba');
    await stands(GOOD);
    service.pushed.length = 0;
  });
  afterEach(() => stands(GOOD));

  it('is told of to admins, each trouble once a day', async () => {
    browser = new TestBrowser(line.deps);
    await browser.signIn(teams.admin.email);
    await subscribe();
    expect(await bodies()).toEqual([]);
    await stands(`restricted_until = now() + interval '1 day'`);
    expect(await bodies()).toEqual([
      ['Merkez', 'WhatsApp hattı kısıtlanmış olabilir; yeni yazışmalar bekliyor', '/lines'],
    ]);
    expect(await bodies()).toEqual([]);
    await stands(`restricted_until = NULL, silent_since = now()`);
    expect(await bodies()).toMatchObject([['Merkez', expect.stringContaining('haber gelmiyordu'), '/lines']]);
    // A moment without a connection is nothing.
    await stands(`silent_since = NULL, state = 'close', state_since = now() - interval '1 minute'`);
    expect(await bodies()).toEqual([]);
    await stands(`state_since = now() - interval '6 minutes'`);
    expect(await bodies()).toMatchObject([['Merkez', expect.stringContaining('bağlı değil'), '/lines']]);
  });

  it('stands in what the office says of its lines, by the same rule', async () => {
    const admin = new TestBrowser(line.deps);
    await admin.signIn(teams.admin.email);
    const call = await admin.request();
    const troubles = async () =>
      Promise.all([call.lines.status(), call.lines.list()]).then((answers) =>
        answers.map((lines) => lines.map(({ trouble }) => trouble)),
      );
    for (const [set, trouble] of [
      [GOOD, null],
      [`state = 'connecting', state_since = now() - interval '4 minutes'`, null],
      [`state = 'connecting', state_since = now() - interval '6 minutes'`, 'down'],
      [`${GOOD.replace('silent_since = NULL', 'silent_since = now()')}`, 'silent'],
      [`${GOOD.replace('restricted_until = NULL', `restricted_until = now() + interval '1 day'`)}`, 'restricted'],
    ] as const) {
      await stands(set);
      expect(await troubles()).toEqual([[trouble], [trouble]]);
    }
    await line.deps.pool.query(`INSERT INTO lines (id, name, instance, webhook_salt, state, state_since, created_at)
      VALUES (gen_random_uuid(), 'Hiç', 'hic', '', 'close', now() - interval '1 hour', now())`);
    // Nothing ever came over it: nobody misses it.
    expect((await troubles())[1]).toEqual(['restricted', null]);
    await line.deps.pool.query(`UPDATE lines SET removed_at = now() WHERE instance = 'hic'`);
  });

  it('is told of to nobody else, and is no news when it is over', async () => {
    await subscribe();
    await stands(`restricted_until = now() + interval '1 day'`);
    expect(await bodies()).toEqual([]);
    browser = new TestBrowser(line.deps);
    await browser.signIn(teams.admin.email);
    await subscribe();
    await noteLineTrouble(line.deps);
    await stands(GOOD);
    await run();
    expect(service.pushed).toEqual([]);
  });
});
