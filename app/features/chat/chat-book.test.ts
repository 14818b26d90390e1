import { describe, expect, test } from 'vitest';
import { conversationIdOf } from '../../../sync/collections/conversation';
import { ChatBook } from './chat-book';
import { chatConversation, chatCustomer, chatMessage, isIn } from './chat-model';

const ME = 'me';
const OTHER = 'other';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 9, minute)).toISOString();

function book(me = ME) {
  const made = new ChatBook(me);
  let number = 0;
  return {
    made,
    conversation: (id: string, more: Record<string, unknown> = {}) =>
      made.putConversation(chatConversation({ id, customerId: `of-${id}`, channel: 'sms', createdAt: at(0), ...more })),
    customer: (id: string, firstName: string, ownerId = ME) =>
      made.putCustomer(chatCustomer({ id: `of-${id}`, firstName, lastName: 'Yılmaz', ownerId })),
    say: (conversationId: string, direction: 'in' | 'out', minute: number, more: Record<string, unknown> = {}) =>
      made.putMessage(
        chatMessage({
          id: `m${(number += 1)}`,
          conversationId,
          direction,
          createdAt: at(minute),
          body: 'Merhaba',
          ...more,
        }),
      ),
    row: (id: string) => made.rowOf(id)!,
  };
}

describe('a row of the list', () => {
  test('counts what came after the person last read, not what they wrote', () => {
    const { conversation, say, row } = book();
    conversation('a', { readUpTo: { [ME]: at(2) } });
    say('a', 'in', 1);
    say('a', 'in', 3);
    say('a', 'out', 4);
    say('a', 'in', 5);
    expect(row('a').unread).toBe(2);
  });

  test('what the one who answers has read is read for a manager too, and what a manager read is not for them', () => {
    const asManager = book();
    asManager.customer('a', 'Ada', OTHER);
    asManager.conversation('a', { readUpTo: { [OTHER]: at(3) } });
    asManager.say('a', 'in', 2);
    expect(asManager.row('a').unread).toBe(0);
    const asAgent = book(OTHER);
    asAgent.customer('a', 'Ada', OTHER);
    asAgent.conversation('a', { readUpTo: { [ME]: at(3) } });
    asAgent.say('a', 'in', 2);
    expect(asAgent.row('a').unread).toBe(1);
  });

  test('whoever said stop waits for nothing, until they say something else', () => {
    const { conversation, say, row } = book();
    conversation('a');
    say('a', 'in', 1);
    say('a', 'in', 2, { body: ' Dur! ' });
    expect(row('a')).toMatchObject({ isWaiting: false, waitingSince: '' });
    say('a', 'out', 3, { state: 'skipped', reason: 'stopped' });
    expect(row('a').isWaiting).toBe(false);
    say('a', 'in', 4, { body: 'Yanlışlıkla yazdım' });
    expect(row('a').isWaiting).toBe(true);
    // A picture of that name says nothing.
    conversation('b');
    say('b', 'in', 1, { kind: 'image', body: 'stop' });
    expect(row('b').isWaiting).toBe(true);
  });

  test('waits for us from the first message nothing answered', () => {
    const { conversation, say, row } = book();
    conversation('a');
    say('a', 'in', 1);
    say('a', 'out', 2);
    expect(row('a').isWaiting).toBe(false);
    say('a', 'in', 3);
    say('a', 'in', 4);
    expect(row('a')).toMatchObject({ isWaiting: true, waitingSince: at(3) });
  });

  test('neither one of many nor one that never left is an answer', () => {
    const { conversation, say, row } = book();
    conversation('a', { lastOutboundAt: at(3) });
    say('a', 'in', 1);
    say('a', 'out', 2, { bulkId: 'b' });
    say('a', 'out', 3, { state: 'failed' });
    expect(row('a').isWaiting).toBe(true);
    say('a', 'out', 4, { state: '' });
    expect(row('a').isWaiting).toBe(false);
  });

  test('is known by what the office says before the messages are read', () => {
    const { conversation, row } = book();
    conversation('a', { lastInboundAt: at(9), lastOutboundAt: at(5), readUpTo: {} });
    expect(row('a')).toMatchObject({ unread: 1, isWaiting: true, at: at(9), last: null });
  });

  test('is closed until they write again, whatever the clocks say, and waits for nobody meanwhile', () => {
    const { conversation, say, row } = book();
    conversation('a', { closedUpTo: at(1) });
    say('a', 'in', 1);
    expect(row('a')).toMatchObject({ isClosed: true, isWaiting: false });
    expect(isIn('closed', row('a'), ME)).toBe(true);
    say('a', 'in', 2);
    expect(row('a')).toMatchObject({ isClosed: false, isWaiting: true });
  });

  test('is out of sight while they are blocked, and where one looks for the blocked alone', () => {
    const { conversation, say, row } = book();
    conversation('a', { blockedAt: at(1), assigneeId: ME });
    say('a', 'in', 2);
    for (const filter of ['all', 'unread', 'waiting', 'mine', 'closed'] as const)
      expect(isIn(filter, row('a'), ME)).toBe(false);
    expect(isIn('blocked', row('a'), ME)).toBe(true);
    conversation('a', { assigneeId: ME });
    expect(isIn('blocked', row('a'), ME)).toBe(false);
    expect(isIn('all', row('a'), ME)).toBe(true);
  });

  test('belongs to whom it was handed to, else to who looks after the customer', () => {
    const { conversation, customer, row } = book();
    customer('a', 'Ada', OTHER);
    conversation('a');
    expect(isIn('mine', row('a'), ME)).toBe(false);
    conversation('a', { assigneeId: ME });
    expect(isIn('mine', row('a'), ME)).toBe(true);
  });
});

describe('the list', () => {
  test('has the newest on top, whichever way its message went and however late it came here', () => {
    const { made, conversation, say } = book();
    for (const id of ['a', 'b', 'c']) conversation(id);
    say('b', 'in', 20);
    say('a', 'out', 30);
    say('c', 'in', 10);
    expect(made.rows.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    say('c', 'in', 40);
    say('c', 'in', 5);
    expect(made.rows.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
    expect(made.rows[0]?.last?.at).toBe(at(40));
  });

  test('shows a message once, however often it is told of, as it was told last', () => {
    const { made, conversation, row } = book();
    conversation('a');
    const told = { id: 'm', conversationId: 'a', direction: 'out', createdAt: at(1), body: 'Merhaba' } as const;
    for (const state of ['', 'sent', 'delivered']) made.putMessage(chatMessage({ ...told, state }));
    expect(made.messagesOf('a')).toHaveLength(1);
    expect(row('a').last?.tick).toBe('delivered');
  });

  test('is searched by names and texts, whatever the letters, each with the last message that says it', () => {
    const { made, conversation, customer, say } = book();
    conversation('a');
    conversation('b');
    customer('a', 'Işıl');
    say('b', 'in', 1, { body: 'Diş taşı ne kadar?' });
    say('b', 'in', 2, { body: 'DİŞ TAŞI için yarın' });
    say('b', 'in', 3, { body: 'Teşekkürler' });
    expect(made.search('isil').map(({ row, hit }) => [row.id, hit])).toEqual([['a', null]]);
    expect(made.search('tasi dis').map(({ row, hit }) => [row.id, hit?.at])).toEqual([['b', at(2)]]);
    expect(made.search('yok böyle')).toEqual([]);
  });

  test('what was taken back is not found', () => {
    const { made, conversation, say } = book();
    conversation('a');
    say('a', 'in', 1, { body: 'gizli', revokedAt: at(2) });
    expect(made.search('gizli')).toEqual([]);
  });

  test('shows one row of a person of two records, with what was written with both, and opens one thread', () => {
    const { made } = book();
    const [kept, lost] = ['kept', 'lost'];
    const conversation = (customerId: string, channel: 'sms' | 'whatsapp', readUpTo = {}) => {
      const id = conversationIdOf(channel, customerId);
      made.putConversation(chatConversation({ id, customerId, channel, createdAt: at(0), readUpTo }));
      return id;
    };
    const say = (conversationId: string, direction: 'in' | 'out', minute: number, body: string) =>
      made.putMessage(chatMessage({ id: body, conversationId, direction, createdAt: at(minute), body }));
    const [ofKept, ofLost, onlyLost] = [
      conversation(kept, 'sms', { [ME]: at(10) }),
      conversation(lost, 'sms'),
      conversation(lost, 'whatsapp'),
    ];
    made.putCustomer(chatCustomer({ id: kept, firstName: 'Ada', lastName: 'Kaya', ownerId: ME }));
    say(ofKept, 'in', 9, 'dokuzda');
    say(ofLost, 'in', 5, 'beşte');
    say(onlyLost, 'in', 1, 'birde');
    expect(made.rows).toHaveLength(3);
    made.putRoots(new Map([[lost, kept]]));
    expect(made.rows.map((row) => [row.id, row.name, row.threadId])).toEqual([
      [ofKept, 'Ada Kaya', ofKept],
      [onlyLost, 'Ada Kaya', conversationIdOf('whatsapp', kept)],
    ]);
    // What the one record holds was read, what the other holds was not.
    expect(made.rowOf(ofLost)).toBe(made.rowOf(ofKept));
    expect(made.rowOf(ofKept)).toMatchObject({ unread: 1, waitingSince: at(5), last: { text: 'dokuzda' } });
    expect(made.search('beşte').map(({ row, hit }) => [row.id, hit?.text])).toEqual([[ofKept, 'beşte']]);
    expect([made.hasThread('whatsapp', kept), made.hasThread('email', kept)]).toEqual([true, false]);
    say(ofLost, 'out', 20, 'cevap');
    expect(made.rowOf(ofKept)).toMatchObject({ isWaiting: false, last: { text: 'cevap' }, at: at(20) });
    made.removeConversation(ofKept);
    expect(made.rows.map(({ id }) => id)).toEqual([ofLost, onlyLost]);
    made.putRoots(new Map());
    expect(made.rows.map(({ id, customerId }) => [id, customerId])).toEqual([
      [ofLost, lost],
      [onlyLost, lost],
    ]);
  });
});
