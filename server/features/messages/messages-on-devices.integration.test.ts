/** What was written on tablets leaves once, and every tablet hears what became of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import type { DocumentFields } from '../../../sync/collections/definition';
import { settingId } from '../../../sync/rules/setting-rights';
import { messageState } from '../../../sync/rules/message';
import { bringBytes } from '../../test/bring-bytes';
import { hearAll, outgoingOf, type Outgoing } from '../../test/outgoing';
import { outcomes } from '../../test/one-team';
import { Tablet } from '../../test/tablet';
import { createTwoTeams, type TwoTeams } from '../../test/two-teams';
import { sendEmailJob } from './send-email.job';

const HOUR_MS = 3_600_000;
let teams: TwoTeams;
let out: Outgoing;
let mine: Tablet;
let other: Tablet;
let boss: Tablet;
let stranger: Tablet;
beforeAll(async () => {
  teams = await createTwoTeams();
  const { office, agents, manager } = teams;
  out = await outgoingOf(office.deps);
  mine = await Tablet.signIn(office, agents[0]);
  other = await Tablet.signIn(office, agents[0]);
  boss = await Tablet.signIn(office, manager);
  stranger = await Tablet.signIn(office, agents[1]);
});
afterAll(() => teams.office.close());

let made = 0;
async function customer(values: DocumentFields = {}): Promise<string> {
  const id = mine.create('customers', mine.newCustomer({ email: `alici${(made += 1)}@ornek.example`, ...values }));
  await mine.push('customers');
  await other.pull('customers');
  return id;
}
function write(tablet: Tablet, customerId: string, values: DocumentFields = {}): string {
  const createdAt = new Date(tablet.nowMs).toISOString();
  const channel = values['channel'] === 'sms' ? 'sms' : 'email';
  const by = { customerId, channel, createdBy: tablet.memberId, createdAt };
  const conversationId = conversationIdOf(channel, customerId);
  if (tablet.get('conversations', conversationId) === undefined) tablet.create('conversations', by, conversationId);
  return tablet.create('messages', {
    ...by,
    conversationId,
    direction: 'out',
    subject: 'Görüşmemiz',
    body: 'Merhaba,\nbugün konuştuğumuz gibi.',
    cancelledAt: '',
    releasedAt: '',
    ...values,
  });
}
const taken = (address: unknown) => out.addressesTaken().filter((one) => one === address);
async function deliveryOf(message: string) {
  const { rows } = await out.deps.pool.query<{ id: string; state: string }>(
    'SELECT id, state FROM deliveries WHERE message_id = $1',
    [message],
  );
  return rows;
}
const stateOn = (tablet: Tablet, id: string) => messageState(tablet.fields('messages', id) as never);

describe('a message written on a tablet', () => {
  it('leaves once although the answer was lost, and every tablet of the team sees that it arrived', async () => {
    const customerId = await customer();
    const id = write(mine, customerId);
    await mine.push('conversations');
    await mine.push('messages', { loseAnswer: true });
    await mine.sync();
    expect(await deliveryOf(id)).toMatchObject([{ state: 'queued' }]);
    expect(stateOn(mine, id)).toBe('queued');
    await out.carry();
    await mine.sync();
    expect(stateOn(mine, id)).toBe('sent');
    await hearAll(out);
    for (const tablet of [mine, other, boss]) {
      await tablet.sync();
      expect(stateOn(tablet, id)).toBe('delivered');
    }
    await stranger.sync();
    expect(stranger.get('messages', id)).toBeUndefined();
    expect(taken(mine.fields('customers', customerId)?.['email'])).toHaveLength(1);
  });

  it('takes a file along once its bytes are there, and it is among the documents that were sent', async () => {
    const customerId = await customer();
    const { email } = mine.fields('customers', customerId) ?? {};
    const [fileId, largeId] = [out.deps.newId(), out.deps.newId()];
    const id = write(mine, customerId, { kind: 'document', fileId });
    const large = write(mine, customerId, { kind: 'document', fileId: largeId });
    const about = { conversationId: '', messageId: id, appointmentId: '', note: '', labels: [], source: 'upload' };
    const by = { customerId, createdBy: mine.memberId, createdAt: new Date(mine.nowMs).toISOString(), deletedAt: '' };
    for (const one of [fileId, largeId]) mine.create('files', { name: 'Sözleşme.pdf', ...about, ...by }, one);
    await mine.sync();
    await out.carry();
    await mine.sync();
    expect(mine.fields('messages', id)).toMatchObject({ state: 'queued', reason: 'file_waiting' });
    expect(taken(email)).toHaveLength(0);
    const pdf = Buffer.from('%PDF-1.7\n%%EOF\n');
    await bringBytes(out.deps, fileId, pdf);
    await bringBytes(out.deps, largeId, Buffer.concat([pdf, Buffer.alloc(2 ** 24)]));
    // By the database's clock they came days late: their writer says that they may go after all.
    for (const one of [id, large]) mine.edit('messages', one, { releasedAt: by.createdAt });
    await mine.sync();
    await out.carry();
    await mine.sync();
    const [mail, ...more] = out.provider.taken.filter(({ to }) => to[0] === email);
    expect(more).toEqual([]);
    expect(mail?.attachments).toEqual([
      { fileName: 'Sozlesme.pdf', type: 'application/pdf', data: pdf.toString('base64') },
    ]);
    expect(mine.fields('files', fileId)).toMatchObject({ marks: ['sent'] });
    expect(mine.fields('messages', large)).toMatchObject({ state: 'failed', reason: 'file_too_large' });
  });

  it('that an office put back has forgotten leaves no second time', async () => {
    const id = write(mine, await customer());
    await mine.push('conversations');
    await mine.push('messages', { loseAnswer: true });
    await out.carry();
    const [delivery] = await deliveryOf(id);
    await hearAll(out);
    // As after a restore: the row of the journal alone, and the message comes again.
    await out.deps.pool.query('UPDATE deliveries SET message_id = NULL WHERE id = $1', [delivery!.id]);
    await out.deps.pool.query('DELETE FROM messages WHERE id = $1', [id]);
    await mine.push('messages');
    await out.carry();
    await mine.sync();
    expect(stateOn(mine, id)).toBe('delivered');
    expect(await deliveryOf(id)).toHaveLength(1);
  });

  it('goes into one thread although two tablets began it', async () => {
    const id = await customer();
    const [first, second] = [write(mine, id), write(other, id)];
    await mine.sync();
    await other.sync();
    await mine.sync();
    for (const message of [first, second])
      expect(mine.fields('messages', message)).toMatchObject({ conversationId: conversationIdOf('email', id) });
    expect(await deliveryOf(second)).toHaveLength(1);
  });

  it('does not leave once it was called off, before it reached the office or after', async () => {
    const id = await customer();
    const [before, after] = [write(mine, id), write(mine, id)];
    mine.edit('messages', before, { cancelledAt: new Date(mine.nowMs).toISOString() });
    await mine.sync();
    mine.edit('messages', after, { cancelledAt: new Date(mine.nowMs).toISOString() });
    await mine.sync();
    await out.carry();
    await mine.sync();
    expect(await deliveryOf(before)).toEqual([]);
    expect(await deliveryOf(after)).toMatchObject([{ state: 'cancelled' }]);
    expect([stateOn(mine, before), stateOn(mine, after)]).toEqual(['cancelled', 'cancelled']);
  });

  it('that is called off too late says that it left', async () => {
    const id = write(mine, await customer());
    await mine.sync();
    await out.carry();
    mine.edit('messages', id, { cancelledAt: new Date(mine.nowMs).toISOString() });
    await mine.sync();
    expect(stateOn(mine, id)).toBe('sent');
  });

  it('asks before it leaves where it waited for more than twelve hours', async () => {
    const id = write(mine, await customer());
    teams.office.clock.nowMs += 13 * HOUR_MS;
    await mine.sync();
    await out.carry();
    expect(mine.fields('messages', id)).toMatchObject({ state: 'queued', reason: 'waited_long' });
    expect(await deliveryOf(id)).toEqual([]);
    const asking = async (of = mine) => (await (await of.browser.request()).messages.asking()).rows;
    const [one] = (await asking()).filter((row) => row.id === id);
    expect(one).toMatchObject({ about: mine.fields('messages', id)?.['subject'], channel: 'email' });
    expect(await asking(boss)).toEqual([]);
    mine.edit('messages', id, { releasedAt: new Date(mine.nowMs).toISOString() });
    await mine.sync();
    expect(await deliveryOf(id)).toHaveLength(1);
    expect((await asking()).filter((row) => row.id === id)).toEqual([]);
    await out.carry();
    await mine.sync();
    expect(stateOn(mine, id)).toBe('sent');
  });

  it('does not leave to a customer who was deleted while it waited', async () => {
    const customerId = await customer();
    const { email } = mine.fields('customers', customerId) ?? {};
    const id = write(mine, customerId, { sendAt: new Date(mine.nowMs + HOUR_MS).toISOString() });
    await mine.sync();
    await boss.sync();
    boss.edit('customers', customerId, { deletedAt: new Date(boss.nowMs).toISOString() });
    expect(outcomes(await boss.push('customers'))).toEqual(['applied']);
    await out.deps.pool.query('UPDATE deliveries SET not_before = now() WHERE message_id = $1', [id]);
    await out.carry();
    await mine.sync();
    expect(taken(email)).toEqual([]);
    expect(mine.fields('messages', id)).toMatchObject({ state: 'skipped', reason: 'recipient_gone' });
  });

  it.each(['sizeOf', 'read'] as const)('waits where its file cannot be had for a moment: %s', async (what) => {
    const customerId = await customer();
    const { email } = mine.fields('customers', customerId) ?? {};
    const fileId = out.deps.newId();
    const id = write(mine, customerId, { kind: 'document', fileId });
    const about = { conversationId: '', messageId: id, appointmentId: '', note: '', labels: [], source: 'upload' };
    const by = { customerId, createdBy: mine.memberId, createdAt: new Date(mine.nowMs).toISOString(), deletedAt: '' };
    mine.create('files', { name: 'Sözleşme.pdf', ...about, ...by }, fileId);
    await mine.sync();
    await bringBytes(out.deps, fileId, Buffer.from(`%PDF-1.7 ${what}\n%%EOF\n`));
    mine.edit('messages', id, { releasedAt: by.createdAt });
    await mine.sync();
    const files = { ...out.deps.files, [what]: () => Promise.reject(new Error('the store cannot be reached')) };
    await sendEmailJob.run({ ...out.deps, files }, AbortSignal.timeout(5_000)).catch(() => undefined);
    expect(await deliveryOf(id)).toMatchObject([{ state: 'queued' }]);
    await out.deps.pool.query('UPDATE deliveries SET not_before = now() WHERE message_id = $1', [id]);
    await out.carry();
    await mine.sync();
    expect(taken(email)).toHaveLength(1);
    expect(stateOn(mine, id)).toBe('sent');
  });

  it('says why it cannot leave', async () => {
    const [nowhere, blocked] = [await customer({ email: '' }), await customer()];
    await out.deps.pool.query(
      `INSERT INTO suppressions (address_key, channel, reason, since) SELECT email_key, 'email', 'bounced', now()
        FROM customers WHERE id = $1`,
      [blocked],
    );
    const [first, second] = [write(mine, nowhere), write(mine, blocked)];
    await mine.sync();
    await out.carry();
    await mine.sync();
    expect(mine.fields('messages', first)).toMatchObject({ state: 'failed', reason: 'address_missing' });
    expect(mine.fields('messages', second)).toMatchObject({ state: 'skipped', reason: 'bounced' });
  });

  it('leaves under the name of its writer and of the office, and answers go to the writer', async () => {
    await out.deps.pool.query(
      `INSERT INTO settings (id, key, subject, value, created_by, created_at) VALUES ($1, 'sender', '', $2, $3, now())`,
      [settingId('sender', ''), { name: 'Ege Emlak', address: 'ofis@ege.example', replyTo: '' }, mine.memberId],
    );
    const customerId = await customer();
    write(mine, customerId);
    await mine.sync();
    await out.carry();
    const address = mine.fields('customers', customerId)?.['email'];
    expect(out.provider.taken.find(({ to }) => to[0] === address)).toMatchObject({
      from: expect.stringContaining('<ofis@ege.example>'),
      replyTo: teams.agents[0].email,
    });
  });

  it('goes by SMS to the number of the card', async () => {
    const id = write(mine, await customer({ email: '', phone: '+905321112233' }), {
      channel: 'sms',
      subject: '',
      body: 'Yarın görüşürüz',
    });
    await mine.sync();
    expect(await deliveryOf(id)).toMatchObject([{ state: 'queued' }]);
    expect(mine.fields('messages', id)).toMatchObject({ toAddress: '+905321112233' });
  });

  it.each([
    ['in the name of somebody else', { createdBy: '01890000-0000-7000-8000-000000000001' }, 'request.invalid'],
    ['as if the customer had written it', { direction: 'in' }, 'request.invalid'],
    ['in no thread', { conversationId: '01890000-0000-7000-8000-000000000002' }, 'message.conversationUnknown'],
    ['of nothing', { body: ' ' }, 'sync.invalidDocument'],
    ['as an SMS with a link', { channel: 'sms', subject: '', body: 'saha.com/x' }, 'message.linkInSms'],
  ])('is refused %s', async (_, values, code) => {
    write(mine, await customer(), values);
    await mine.push('conversations');
    expect(outcomes(await mine.push('messages'))).toEqual([code]);
  });

  it('is refused to a customer out of scope, and what became of it is nobody’s to say', async () => {
    const id = await customer();
    write(stranger, id);
    expect(outcomes(await stranger.push('conversations'))).toEqual(['conversation.outOfScope']);
    const message = write(mine, id);
    await mine.sync();
    mine.edit('messages', message, { state: 'delivered', toAddress: 'baska@ornek.example' });
    await mine.sync();
    expect(mine.fields('messages', message)).toMatchObject({ state: 'queued' });
  });
});
