/** What a later build calls a state or a kind is stored, and not touched by what is changed beside it. */
import { afterEach, expect, it } from 'vitest';
import { SHAPES } from '../../../sync/protocol/version';
import { makeStamp } from '../../../sync/rules/stamp';
import { appointmentValues, customerValues } from '../test/customer-values';
import { closeDevices, CUSTOMER, inOrder, OFFICE_DEVICE, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { MEMBER, read } from '../test/replica';
import { editDocument } from '../write';

afterEach(closeDevices);

/** Of today's shapes, so that it serves messages. */
class OfficeOfToday extends OfficeInMemory {
  override connect() {
    const server = super.connect();
    return { ...server, hello: async (input: never) => ({ ...(await server.hello(input)), shapes: SHAPES }) };
  }
}

const names = ['customers', 'countries', 'appointments', 'conversations', 'messages'] as const;
const stamp = makeStamp(1, 0, OFFICE_DEVICE);
const by = { createdBy: MEMBER.memberId, createdAt: '2026-11-20T10:00:00.000Z' };
const [APPOINTMENT, CONVERSATION, MESSAGE] = ['a', 'b', 'd'].map((at) => `01890000-0000-7000-c000-00000000000${at}`);

it('a state and a kind of a later build are kept through an edit of something else', { timeout: 40_000 }, async () => {
  const office = new OfficeOfToday();
  const thread = { customerId: CUSTOMER, channel: 'whatsapp', ...by };
  office.write('customers', CUSTOMER, customerValues(), stamp);
  office.write('appointments', APPOINTMENT!, { ...appointmentValues(CUSTOMER), status: 'put_off' } as never, stamp);
  office.write('conversations', CONVERSATION!, thread as never, stamp);
  const message = { ...thread, conversationId: CONVERSATION, direction: 'in', body: '', kind: 'live_poll' };
  office.write('messages', MESSAGE!, message as never, stamp);

  const replica = await synced(office, { names });
  expect(await read(replica, 'appointments', APPOINTMENT!)).toMatchObject({ status: 'put_off' });
  expect(await read(replica, 'messages', MESSAGE!)).toMatchObject({ kind: 'live_poll' });
  await editDocument(replica.db, 'appointments', APPOINTMENT!, { title: 'Yeni başlık' });
  await editDocument(replica.db, 'messages', MESSAGE!, { cancelledAt: '2026-11-21T10:00:00.000Z' });
  await inOrder(replica);

  const sent = office.pushes.flat().flatMap(({ patch }) => Object.keys(patch));
  expect(sent.sort()).toEqual(['cancelledAt', 'title']);
  const standing = { title: 'Yeni başlık', status: 'put_off' };
  expect(office.table('appointments').get(APPOINTMENT!)?.fields).toMatchObject(standing);
  expect(await read(replica, 'appointments', APPOINTMENT!)).toMatchObject({ ...standing, outbox: '' });
  expect(office.table('messages').get(MESSAGE!)?.fields).toMatchObject({ kind: 'live_poll' });
  expect(await read(replica, 'messages', MESSAGE!)).toMatchObject({ kind: 'live_poll', outbox: '' });
});
