/** What customers say about their appointments: by the link in a mail, without script, and by SMS. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { occurrenceId } from '../../../sync/rules/series';
import { createHttpApp } from '../../http/app';
import { createOneTeam, customerOnAll, newTablets, type OneTeam, type Tablets } from '../../test/one-team';
import { recordIncomingSms } from '../messages/record-incoming-sms';
import { makeCustomerLink } from './customer-link';
import { hearAnswersJob } from './hear-answers.job';

const HOUR_MS = 3_600_000;
let team: OneTeam;
let tablets: Tablets;
let app: ReturnType<typeof createHttpApp>;
let phones = 0;

beforeAll(async () => {
  team = await createOneTeam();
  // PostgreSQL's clock is the machine's, and so is this office's.
  team.office.clock.nowMs = Date.now();
  tablets = await newTablets(team);
  app = createHttpApp(team.office.deps);
});
afterAll(() => team.office.close());

const BEGUN_MS = Math.floor(Date.now() / 60_000) * 60_000;
const inHours = (hours: number) => new Date(BEGUN_MS + hours * HOUR_MS).toISOString();
const hours = (from: number) => ({ startsAt: inHours(from), endsAt: inHours(from + 1), zone: 'Europe/Istanbul' });
const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  (await team.office.deps.pool.query<Row>(text, values)).rows;
const booked = async (values: object = hours(48), phone = '') => {
  phones += 1;
  const customerId = await customerOnAll(tablets, { phone, email: `c${phones}@ornek.example` });
  const { mine } = tablets;
  const id = mine.create('appointments', mine.newAppointment(customerId, { ...values }));
  expect(await mine.push('appointments')).toMatchObject([{ outcome: expect.stringMatching(/applied|merged/) }]);
  return { id, customerId };
};
const pathOf = async (rootId: string, occurrenceOn = '', language: 'tr' | 'en' = 'tr') =>
  new URL(await makeCustomerLink(team.office.deps, { rootId, occurrenceOn, language })).pathname;
const open = (path: string, init: RequestInit = {}) =>
  app.request(path, { ...init, headers: { host: 'localhost:3000', ...init.headers } });
const seenIn = (page: string) => /name="seen" value="([^"]*)"/.exec(page)?.[1] ?? '';
const say = (path: string, form: Record<string, string>) =>
  open(path, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
const answerOf = async (id: string) =>
  (
    await rows<{ answer: string; status: string; reason: string; starts_at: string }>(
      `SELECT customer_answer AS answer, status, cancel_reason AS reason, starts_at FROM appointments WHERE id = $1`,
      [id],
    )
  )[0];

describe('the customer’s link', () => {
  it('shows the appointment, and opening it changes nothing', async () => {
    const { id } = await booked({ ...hours(48), location: 'Konak <b>Şubesi</b>' });
    const path = await pathOf(id);
    const before = await rows('SELECT version FROM appointments WHERE id = $1', [id]);
    for (const method of ['GET', 'HEAD']) expect((await open(path, { method })).status).toBe(200);
    const page = await (await open(path)).text();
    expect(page).toContain('<html lang="tr">');
    expect(page).toContain('Konak &#60;b&#62;Şubesi');
    expect(page).not.toContain('<script');
    expect(await (await open(await pathOf(id, '', 'en'))).text()).toContain('I am coming');
    expect(await rows('SELECT version FROM appointments WHERE id = $1', [id])).toEqual(before);
  });

  it('confirms, and the agent’s tablet hears of it', async () => {
    const { id } = await booked();
    const path = await pathOf(id);
    const page = await (await open(path)).text();
    const done = await say(path, { say: 'confirmed', seen: seenIn(page) });
    expect([done.status, done.headers.get('location')]).toEqual([303, path]);
    expect(await (await open(path)).text()).toContain('Onayınızı aldık');
    await tablets.other.pull('appointments');
    expect(tablets.other.fields('appointments', id)).toMatchObject({
      customerAnswer: 'confirmed',
      status: 'confirmed',
    });
  });

  it('is answered over connections of its own while everybody else’s are taken', async () => {
    const { id } = await booked();
    const path = await pathOf(id);
    const { pool } = team.office.deps;
    const taken = await Promise.all(Array.from({ length: pool.options.max ?? 10 }, () => pool.connect()));
    try {
      const seen = seenIn(await (await open(path)).text());
      expect((await say(path, { say: 'declined', note: '', seen })).status).toBe(303);
    } finally {
      for (const client of taken) client.release();
    }
    expect(await answerOf(id)).toMatchObject({ answer: 'declined', status: 'cancelled' });
  });

  it('cancels with a reason, and says so kindly from then on', async () => {
    const { id } = await booked();
    const path = await pathOf(id);
    await say(path, { say: 'declined', note: 'Hastayım', seen: seenIn(await (await open(path)).text()) });
    expect(await answerOf(id)).toMatchObject({ answer: 'declined', status: 'cancelled', reason: 'Hastayım' });
    const page = await (await open(path)).text();
    expect(page).toContain('Haber verdiğiniz için teşekkür ederiz');
    expect(page).toMatch(/href="mailto:\S+@\S+"/);
    expect(page).not.toContain('<form');
    expect((await say(path, { say: 'confirmed', seen: inHours(48) })).status).toBe(409);
    expect(await answerOf(id)).toMatchObject({ status: 'cancelled' });
    // Opened again after a word with them it is on, and their no of before is no word about it.
    await rows(`UPDATE appointments SET status = 'confirmed' WHERE id = $1 RETURNING id`, [id]);
    const again = await (await open(path)).text();
    expect(again).toContain('Sizi bekliyoruz.');
    expect(again).toContain('Geliyorum');
    expect(again).not.toContain('iptal edildi');
  });

  it.each(['confirmed', 'declined'] as const)('thanks whoever presses %s twice, in a row or at once', async (what) => {
    const { id } = await booked();
    const path = await pathOf(id);
    const seen = seenIn(await (await open(path)).text());
    const twice = await Promise.all([1, 2].map(async () => say(path, { say: what, seen })));
    expect([...twice, await say(path, { say: what, seen })].map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await answerOf(id)).toMatchObject({ answer: what });
    // Somebody who says the opposite of it too late is told so.
    if (what === 'declined') expect((await say(path, { say: 'confirmed', seen })).status).toBe(409);
  });

  it('never says that another wish was taken because one stands already', async () => {
    const { id } = await booked();
    const path = await pathOf(id);
    const seen = seenIn(await (await open(path)).text());
    const ask = (note: string) => say(path, { say: 'asked', seen, slot: '', note });
    expect((await ask('salı')).status).toBe(303);
    await rows(`UPDATE appointments SET status = 'cancelled' WHERE id = $1 RETURNING id`, [id]);
    expect((await ask('cuma')).status).toBe(409);
  });

  it('is no page of the app where something stands behind it, or nothing is left of it', async () => {
    const path = await pathOf((await booked()).id);
    for (const broken of [`${path}/`, `${path}/x`, '/c/', '/c']) {
      const answer = await open(broken, { headers: { accept: 'text/html', 'accept-language': 'en' } });
      expect([broken, answer.status, (await answer.text()).includes('no longer valid')]).toEqual([broken, 404, true]);
    }
  });

  it('shows the new time after a move; an answer for the old one is not taken', async () => {
    const { id } = await booked();
    const path = await pathOf(id);
    const seen = seenIn(await (await open(path)).text());
    await say(path, { say: 'confirmed', seen });
    await tablets.mine.pull('appointments');
    tablets.mine.edit('appointments', id, hours(72));
    await tablets.mine.push('appointments');
    const page = await (await open(path)).text();
    expect(seenIn(page)).toBe(hours(72).startsAt);
    expect(page).not.toContain('Onayınızı aldık');
    const late = await say(path, { say: 'declined', note: '', seen });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('zamanı değişti');
    expect(await answerOf(id)).toMatchObject({ status: 'confirmed' });
  });

  it('offers times that are free, and takes one of them alone', async () => {
    const { id } = await booked();
    const path = await pathOf(id);
    const page = await (await open(path)).text();
    const slots = [...page.matchAll(/name="slot" value="([^"]+)"/g)].map(([, at]) => at ?? '');
    expect(slots.length).toBeGreaterThan(3);
    const gone = await say(path, { say: 'asked', slot: '2031-01-01T10:00:00.000Z', seen: seenIn(page) });
    expect(gone.status).toBe(409);
    expect(await gone.text()).toContain('bu arada doldu');
    expect(await answerOf(id)).toMatchObject({ answer: '' });
    expect((await say(path, { say: 'asked', slot: slots[2] ?? '', note: 'uyar mı', seen: seenIn(page) })).status).toBe(
      303,
    );
    expect(
      await rows('SELECT customer_answer, answer_note, proposed_at FROM appointments WHERE id = $1', [id]),
    ).toEqual([{ customer_answer: 'asked', answer_note: 'uyar mı', proposed_at: slots[2] }]);
  });

  it('is of one occurrence of a series; the others stay as they are', async () => {
    const { id } = await booked({ ...hours(48), recurrence: 'FREQ=DAILY;COUNT=4' });
    const [, second] = await rows<{ occurrence_on: string; starts_at: string }>(
      'SELECT occurrence_on, starts_at FROM occurrences WHERE root_id = $1 ORDER BY starts_at',
      [id],
    );
    const path = await pathOf(id, second!.occurrence_on);
    const page = await (await open(path)).text();
    expect(seenIn(page)).toBe(second!.starts_at);
    await say(path, { say: 'declined', note: 'o gün yokum', seen: seenIn(page) });
    expect(await rows('SELECT 1 FROM occurrences WHERE root_id = $1', [id])).toHaveLength(3);
    expect(await answerOf(id)).toMatchObject({ answer: '', status: 'confirmed' });
    expect(await (await open(path)).text()).toContain('Haber verdiğiniz için teşekkür ederiz');
  });

  it('is of a date also after somebody moved it and took that back', async () => {
    const { id, customerId } = await booked({ ...hours(48), recurrence: 'FREQ=DAILY;COUNT=4' });
    const [, second] = await rows<{ occurrence_on: string; starts_at: string }>(
      'SELECT occurrence_on, starts_at FROM occurrences WHERE root_id = $1 ORDER BY starts_at',
      [id],
    );
    const { mine } = tablets;
    const on = second!.occurrence_on;
    const place = { rootId: id, seriesId: id, occurrenceOn: on, own: ['schedule'], recurrence: '' };
    const changed = occurrenceId(id, on);
    mine.create('appointments', mine.newAppointment(customerId, { ...hours(80), ...place }), changed);
    await mine.push('appointments');
    mine.edit('appointments', changed, { deletedAt: new Date().toISOString() });
    await mine.push('appointments');
    const path = await pathOf(id, on);
    const seen = seenIn(await (await open(path)).text());
    expect(seen).toBe(second!.starts_at);
    expect((await say(path, { say: 'confirmed', seen })).status).toBe(303);
    expect(await answerOf(changed)).toMatchObject({ answer: 'confirmed', starts_at: seen });
    expect(await rows('SELECT starts_at FROM occurrences WHERE root_id = $1 AND occurrence_on = $2', [id, on])).toEqual(
      [{ starts_at: seen }],
    );
  });

  it('that cancels one date leaves the word of another date that the office called off', async () => {
    const { id } = await booked({ ...hours(48), recurrence: 'FREQ=DAILY;COUNT=4' });
    const [first, second] = await rows<{ occurrence_on: string; starts_at: string }>(
      'SELECT occurrence_on, starts_at FROM occurrences WHERE root_id = $1 ORDER BY starts_at',
      [id],
    );
    const decline = async (on: string) => {
      const path = await pathOf(id, on);
      await say(path, { say: 'declined', note: '', seen: seenIn(await (await open(path)).text()) });
    };
    await decline(first!.occurrence_on);
    // As if the office had called it off, in the quiet hours: until they are over it waits.
    const insert = `INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at,
       customer_id, due_at, windows)
     SELECT $1, $2, $3, 'cancelled', 'email', 0, $4, customer_id, $4, tstzmultirange(tstzrange(now(), $4))
     FROM appointments WHERE id = $2`;
    await rows(insert, [team.office.deps.newId(), id, first!.occurrence_on, first!.starts_at]);
    await decline(second!.occurrence_on);
    expect(
      await rows(
        `SELECT occurrence_on, state FROM reminders WHERE root_id = $1 AND kind = 'cancelled' AND
        occurrence_on = $2`,
        [id, first!.occurrence_on],
      ),
    ).toEqual([{ occurrence_on: first!.occurrence_on, state: 'planned' }]);
    // Who said it themselves is not told.
    expect(
      await rows(
        `SELECT id FROM reminders WHERE root_id = $1 AND kind = 'cancelled' AND state = 'planned' AND
        occurrence_on = $2`,
        [id, second!.occurrence_on],
      ),
    ).toEqual([]);
  });

  it('says kindly what has become of it, in their language, and asks nothing any more', async () => {
    const DAY = 24;
    const became = async (id: string, set: string) => rows(`UPDATE appointments SET ${set} WHERE id = $1`, [id]);
    const past = (hoursAgo: number) => `starts_at = '${inHours(-hoursAgo)}', ends_at = '${inHours(1 - hoursAgo)}'`;
    const ends = [
      [`status = 'cancelled'`, 'Bu randevu iptal edildi', 'has been cancelled'],
      [`status = 'requested'`, 'henüz kesinleşmedi', 'is not settled yet'],
      [`status = 'held', ${past(3)}`, 'Geldiğiniz için teşekkür ederiz', 'Thank you for coming'],
      [`status = 'no_show', ${past(3)}`, 'zamanı geçti. Yeni bir zaman', 'has passed. Write to us'],
      [past(3), 'zamanı geçti', 'has passed'],
    ] as const;
    for (const [set, turkish, english] of ends) {
      const { id } = await booked();
      await became(id, set);
      const path = await pathOf(id);
      const page = await (await open(path)).text();
      expect(page).toContain(turkish);
      expect(page).not.toContain('<form');
      const other = await (await open(`${path}?lang=en`)).text();
      expect(other).toContain('<html lang="en">');
      expect(other).toContain(english);
      expect((await say(path, { say: 'confirmed', seen: inHours(48) })).status).toBe(409);
    }
    const { id } = await booked();
    await became(id, past(31 * DAY));
    const long = await open(await pathOf(id, '', 'en'));
    expect(long.status).toBe(404);
    expect(await long.text()).toContain('This link is no longer valid');
  });

  it('gives a calendar file, and says nothing to who has none of ours', async () => {
    const { id } = await booked();
    const path = await pathOf(id);
    const ics = await open(`${path}/event.ics`);
    expect(ics.headers.get('content-type')).toContain('text/calendar');
    expect(await ics.text()).toContain(`DTSTART:${hours(48).startsAt.replace(/[-:]|\.000/g, '')}`);
    await rows(`UPDATE appointments SET status = 'cancelled' WHERE id = $1`, [id]);
    expect(await (await open(`${path}/event.ics`)).text()).toMatch(/SUMMARY:İptal edildi · .*randevu/);
    await rows(`UPDATE appointments SET status = 'confirmed' WHERE id = $1`, [id]);
    const forged = path.slice(0, -2) + (path.endsWith('AA') ? 'BB' : 'AA');
    const page = await open(forged);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Bu bağlantı artık geçerli değil');
    const headers = Object.fromEntries((await open(path)).headers);
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    const guesses = await Promise.all(Array.from({ length: 40 }, async () => open(forged)));
    expect(guesses.map(({ status }) => status)).toContain(429);
    expect((await open(path)).status).toBe(200);
  });
});

describe('an SMS', () => {
  const remind = async (rootId: string, customerId: string, startsAt: string) => {
    await rows(
      `WITH r AS (
         INSERT INTO reminders (id, root_id, occurrence_on, kind, channel, offset_minutes, starts_at, customer_id,
           due_at, windows, state, delivery_id)
         VALUES (gen_random_uuid(), $1, '', 'before', 'sms', 60, $3, $2, now(), '{}', 'handed', gen_random_uuid())
           RETURNING *
       ) INSERT INTO deliveries (id, purpose, channel, basis, basis_id, customer_id, address_key, to_address,
         dedupe_key, state, sent_at)
         SELECT r.delivery_id, 'reminder', 'sms', 'appointment', r.id, c.id, c.phone_key, c.phone, r.id::text, 'sent',
           now()
         FROM r JOIN customers c ON c.id = r.customer_id`,
      [rootId, customerId, startsAt],
    );
  };
  const hear = async (from: string, text: string) => {
    phones += 1;
    await recordIncomingSms(team.office.deps, { id: `in-${phones}`, from, text, at: new Date().toISOString() });
    await hearAnswersJob.run(team.office.deps, AbortSignal.timeout(5_000));
  };

  it('confirms the one appointment that was asked about; 2 asks for another time', async () => {
    const { id, customerId } = await booked(hours(30), '+905321110001');
    await remind(id, customerId, hours(30).startsAt);
    await hear('+905321110001', 'EVET geliyorum');
    expect(await answerOf(id)).toMatchObject({ answer: 'confirmed', status: 'confirmed' });
    await hear('+905321110001', '2');
    expect(await answerOf(id)).toMatchObject({ answer: 'asked', status: 'confirmed' });
  });

  it('decides nothing where two could be meant, or none was asked about; it stands in the thread', async () => {
    const { id, customerId } = await booked(hours(30), '+905321110002');
    await hear('+905321110002', '1');
    expect(await answerOf(id)).toMatchObject({ answer: '' });
    const { mine } = tablets;
    const second = mine.create('appointments', mine.newAppointment(customerId, { ...hours(60) }));
    await mine.push('appointments');
    await remind(id, customerId, hours(30).startsAt);
    await remind(second, customerId, hours(60).startsAt);
    await hear('+905321110002', '1');
    expect(await answerOf(id)).toMatchObject({ answer: '' });
    expect(await answerOf(second)).toMatchObject({ answer: '' });
    expect(await rows(`SELECT 1 FROM messages WHERE customer_id = $1 AND direction = 'in'`, [customerId])).toHaveLength(
      2,
    );
  });
});
