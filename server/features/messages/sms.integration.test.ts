import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignedInMember } from '../../lib/identity';
import { listSmsMonths } from '../deliveries/sms-months';
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { Deps } from '../../deps';
import { createNetgsmGateway } from '../../gateways/sms/netgsm';
import { createStandInSms, WELL_BEHAVED, type StandInSms } from '../../gateways/sms/stand-in/provider';
import { startStandInSms, type StandInSmsServer } from '../../gateways/sms/stand-in/server';
import { createTestOffice, type Office } from '../../test/office';
import { listenSmsJob } from './listen-sms.job';
import { sendMessage, type MessageToSend } from './send-message';
import { sendSmsJob } from './send-sms.job';

const BOSS: SignedInMember = {
  id: '00000000-0000-4000-8000-000000000000',
  fullName: '',
  email: '',
  role: 'admin',
  teamId: null,
  scopeVersion: 0,
};
let office: Office, provider: StandInSms, server: StandInSmsServer, deps: Deps;
let count = 0;
const phone = () => `+9053200${String((count += 1)).padStart(5, '0')}`;
beforeAll(async () => {
  office = await createTestOffice();
  await office.deps.pool.query(`UPDATE sending_rates SET per_second = 1000`);
});
beforeEach(async () => {
  provider = createStandInSms({ behaviour: { ...WELL_BEHAVED, reportAfterMs: () => 0 } });
  server = await startStandInSms(provider);
  const account = { username: 'u', password: 'p', header: 'SAHA', endpoint: server.endpoint };
  deps = { ...office.deps, sms: createNetgsmGateway(account) };
  return () => server.stop();
});
afterAll(() => office.close());

const message = (to: string, text: string, more: Partial<MessageToSend> = {}): Promise<{ deliveryId: string }> =>
  sendMessage(deps, {
    purpose: 'message',
    channel: 'sms',
    basis: 'person',
    basisId: null,
    customerId: null,
    to,
    language: 'tr',
    dedupeKey: `sms ${(count += 1)}`,
    campaignId: null,
    reminderId: null,
    messageId: null,
    bulkId: null,
    content: { subject: '', text, replyTo: '', fromName: '' },
    notBefore: null,
    expiresAt: null,
    createdBy: null,
    ...more,
  });
const carry = () => sendSmsJob.run(deps, AbortSignal.timeout(5_000));
const listen = () => listenSmsJob.run(deps, AbortSignal.timeout(5_000));
const stateOf = async (id: string) =>
  (await deps.pool.query<object>('SELECT state, reason FROM deliveries WHERE id = $1', [id])).rows[0];
const reasonsOf = async (to: string) =>
  (
    await deps.pool.query<{ reason: string }>(
      `SELECT reason FROM suppressions WHERE address_key = address_key($1) AND channel = 'sms'`,
      [to],
    )
  ).rows.map(({ reason }) => reason);

describe('an SMS', () => {
  it('leaves once, and ends where the provider says', async () => {
    const to = phone();
    const { deliveryId } = await message(to, 'Yarın 14:00’te görüşüyoruz.');
    await Promise.all([carry(), carry()]);
    expect(provider.taken.map((sms) => [sms.to, sms.text])).toEqual([[to, 'Yarın 14:00’te görüşüyoruz.']]);
    expect(await stateOf(deliveryId)).toEqual({ state: 'sent', reason: '' });
    await expect.poll(async () => (await listen(), stateOf(deliveryId))).toEqual({ state: 'delivered', reason: '' });
  });

  it('that says where to look has failed before it left', async () => {
    const sent = [
      await message(phone(), 'Adres: https://saha.example/a'),
      await message(phone(), 'a'.repeat(919)),
      await message(phone(), '   '),
    ];
    await carry();
    for (const { deliveryId } of sent)
      expect(await stateOf(deliveryId)).toEqual({ state: 'failed', reason: 'content_failed' });
    expect(provider.taken).toEqual([]);
  });

  it('to many says how to end it, and goes to nobody without a yes', async () => {
    const [yes, none] = [phone(), phone()];
    await deps.pool.query(
      `INSERT INTO consents (id, channel, address, address_key, decision, source, evidence, occurred_at)
       VALUES ($1, 'sms', $2, '', 'given', 'paper', 'form', now() - interval '1 day')`,
      [deps.newId(), yes],
    );
    const bulk = { purpose: 'bulk', basis: 'consent' } as const;
    await message(yes, 'Yeni dönem başladı', bulk);
    const { deliveryId } = await message(none, 'Yeni dönem başladı', bulk);
    await carry();
    expect(provider.taken.map((sms) => sms.text)).toEqual(['Yeni dönem başladı\nSMS iptali: RET']);
    expect(await stateOf(deliveryId)).toEqual({ state: 'skipped', reason: 'consent_missing' });
  });

  it('of which nobody knows stays for a manager', async () => {
    provider.behave({ ...WELL_BEHAVED, answer: () => 'lost', reportAfterMs: () => 0 });
    const { deliveryId } = await message(phone(), 'Merhaba');
    await carry();
    expect(await stateOf(deliveryId)).toEqual({ state: 'unknown', reason: 'no_answer' });
    await listen();
    await carry();
    expect(await stateOf(deliveryId)).toEqual({ state: 'unknown', reason: 'no_answer' });
    expect(provider.taken).toHaveLength(1);
  });

  it('to a number that does not exist is the last to it', async () => {
    provider.behave({ ...WELL_BEHAVED, fate: () => 'invalid', reportAfterMs: () => 0 });
    const to = phone();
    const { deliveryId } = await message(to, 'Merhaba');
    await carry();
    await expect
      .poll(async () => (await listen(), stateOf(deliveryId)))
      .toEqual({ state: 'bounced', reason: 'hard_bounce' });
    const again = await message(to, 'Merhaba');
    await carry();
    expect(await stateOf(again.deliveryId)).toEqual({ state: 'skipped', reason: 'bounced' });
    expect(provider.taken).toHaveLength(1);
  });
});

describe('what SMS cost', () => {
  it('is counted by month and spelling once it was handed over', async () => {
    await message(phone(), 'a'.repeat(161));
    await message(phone(), 'ş'.repeat(10));
    await message(phone(), 'ж'.repeat(71));
    await message(phone(), '   ');
    const before = await listSmsMonths(deps, BOSS);
    await carry();
    const after = await listSmsMonths(deps, BOSS);
    type Figure = 'messages' | 'parts' | 'gsm' | 'turkish' | 'unicode';
    const sum = ({ months }: typeof after, key: Figure) => months.reduce((all, month) => all + month[key], 0);
    const grown = (key: Figure) => sum(after, key) - sum(before, key);
    expect([grown('messages'), grown('parts'), grown('gsm'), grown('turkish'), grown('unicode')]).toEqual([
      3, 5, 2, 1, 2,
    ]);
    expect(after.pricePerPart).toBeNull();
  });
});

describe('an answer', () => {
  it('of RET ends SMS to the number, however often it is listed', async () => {
    const to = phone();
    provider.receive(to, 'RET');
    provider.receive(to, 'Teşekkürler');
    await listen();
    await listen();
    expect(await reasonsOf(to)).toEqual(['stopped']);
    const { rows } = await deps.pool.query(
      'SELECT said, text FROM incoming_sms WHERE from_address = $1 ORDER BY said',
      [to],
    );
    expect(rows).toEqual([
      { said: 'other', text: 'Teşekkürler' },
      { said: 'stop', text: 'RET' },
    ]);
    const { deliveryId } = await message(to, 'Merhaba');
    await carry();
    expect(await stateOf(deliveryId)).toEqual({ state: 'skipped', reason: 'stopped' });
  });

  it('from the number of a record that was merged stands in the thread of who stands for it', async () => {
    const member = await office.addMember();
    const [kept, lost, stranger] = [deps.newId(), deps.newId(), deps.newId()];
    const [keptPhone, lostPhone] = [phone(), phone()];
    for (const [id, number] of [
      [kept, keptPhone],
      [lost, lostPhone],
      [stranger, lostPhone],
    ] as const)
      await deps.pool.query(
        `INSERT INTO customers (id, first_name, last_name, phone, language, source, stage, owner_id, created_by,
          created_at)
         VALUES ($1, 'Aynı', 'Kişi', $2, 'tr', 'referral', 'new', $3, $3, now())`,
        [id, number, member.id],
      );
    const by = { createdBy: member.id, createdAt: '2026-11-20T09:00:00.000Z' };
    const id = conversationIdOf('sms', lost);
    await deps.writeAsOffice('conversations', [{ id, values: { customerId: lost, channel: 'sms', ...by } }], 'test');
    const sent = { customerId: lost, conversationId: id, channel: 'sms', direction: 'out', subject: '', ...by };
    const values = { ...sent, body: 'Geliyor musunuz?', cancelledAt: '', releasedAt: '' };
    await deps.writeAsOffice('messages', [{ id: deps.newId(), values }], 'test');
    await deps.pool.query('UPDATE customers SET merged_into = $1 WHERE id = $2', [kept, lost]);

    // Written to was the record that is given up: it is its person who answers, and not somebody else of the number.
    provider.receive(lostPhone, 'Geliyorum');
    await listen();
    const { rows } = await deps.pool.query(
      `SELECT customer_id AS customer, conversation_id AS thread, body FROM messages
       WHERE customer_id = ANY($1::uuid[]) AND direction = 'in'`,
      [[kept, lost, stranger]],
    );
    expect(rows).toEqual([{ customer: kept, thread: conversationIdOf('sms', kept), body: 'Geliyorum' }]);
  });

  it('stands in the thread of whom was last written to, once', async () => {
    const to = phone();
    const member = await office.addMember();
    const [older, newer] = [deps.newId(), deps.newId()];
    for (const id of [older, newer])
      await deps.pool.query(
        `INSERT INTO customers (id, first_name, last_name, phone, language, source, stage, owner_id, created_by,
          created_at)
         VALUES ($1, 'Aynı', 'Numara', $2, 'tr', 'referral', 'new', $3, $3, now())`,
        [id, to, member.id],
      );
    const thread = { id: conversationIdOf('sms', older), customerId: older, channel: 'sms' };
    const by = { createdBy: member.id, createdAt: '2026-11-20T09:00:00.000Z' };
    const { id, ...conversation } = thread;
    await deps.writeAsOffice('conversations', [{ id, values: { ...conversation, ...by } }], 'test');
    const outgoing = { customerId: older, conversationId: id, channel: 'sms', direction: 'out', subject: '', ...by };
    const values = { ...outgoing, body: 'Geliyor musunuz?', cancelledAt: '', releasedAt: '' };
    await deps.writeAsOffice('messages', [{ id: deps.newId(), values }], 'test');

    provider.receive(to, 'Trafikteyim, on dakikaya oradayım');
    await listen();
    await deps.pool.query(`DELETE FROM incoming_sms WHERE from_address = $1`, [to]);
    await listen();
    await listen();
    const { rows } = await deps.pool.query(
      `SELECT customer_id AS customer, conversation_id AS thread, body FROM messages
       WHERE customer_id IN ($1, $2) AND direction = 'in'`,
      [older, newer],
    );
    expect(rows).toEqual([{ customer: older, thread: id, body: 'Trafikteyim, on dakikaya oradayım' }]);
  });

  it('that PostgreSQL could not keep as it is stands there all the same, and a RET after it counts', async () => {
    const [odd, cut, stops] = [phone(), phone(), phone()];
    const member = await office.addMember();
    for (const number of [odd, cut])
      await deps.pool.query(
        `INSERT INTO customers (id, first_name, last_name, phone, language, source, stage, owner_id, created_by,
          created_at)
         VALUES ($1, 'Garip', 'Harf', $2, 'tr', 'referral', 'new', $3, $3, now())`,
        [deps.newId(), number, member.id],
      );
    provider.receive(odd, 'adresim ali\u0000ornek.example');
    // Its last letter has two halves, and there is room for one.
    provider.receive(cut, `${'a'.repeat(1_999)}😀`);
    provider.receive(stops, 'RET');
    await listen();
    const { rows } = await deps.pool.query<{ body: string }>(
      `SELECT m.body FROM messages m JOIN customers c ON c.id = m.customer_id WHERE c.phone = ANY($1)
       AND m.direction = 'in' ORDER BY m.body DESC`,
      [[odd, cut]],
    );
    expect(rows.map(({ body }) => body)).toEqual(['adresim ali\ufffdornek.example', 'a'.repeat(1_999)]);
    expect(await reasonsOf(stops)).toEqual(['stopped']);
  });

  it('that cannot be taken in keeps nobody else’s from being heard', async () => {
    const [broken, stops] = [phone(), phone()];
    const member = await office.addMember();
    await deps.pool.query(
      `INSERT INTO customers (id, first_name, last_name, phone, language, source, stage, owner_id, created_by,
        created_at)
       VALUES ($1, 'İlk', 'Yazan', $2, 'tr', 'referral', 'new', $3, $3, now())`,
      [deps.newId(), broken, member.id],
    );
    provider.receive(broken, 'Merhaba');
    provider.receive(stops, 'RET');
    const failing = { ...deps, writeAsOffice: () => Promise.reject(new Error('no room')) };
    await expect(listenSmsJob.run(failing, AbortSignal.timeout(5_000))).rejects.toThrow();
    expect(await reasonsOf(stops)).toEqual(['stopped']);
    await listen();
    const { rows } = await deps.pool.query('SELECT text FROM incoming_sms WHERE from_address = $1', [broken]);
    expect(rows).toEqual([{ text: 'Merhaba' }]);
  });

  it('that was listed while the office slept is not lost', async () => {
    const to = phone();
    provider.receive(to, 'Geç kalacağım', Date.now() - 3 * 24 * 3_600_000);
    await deps.pool.query('DELETE FROM incoming_sms');
    await listen();
    const { rows } = await deps.pool.query('SELECT text FROM incoming_sms WHERE from_address = $1', [to]);
    expect(rows).toEqual([{ text: 'Geç kalacağım' }]);
  });
});
