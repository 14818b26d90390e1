/** Values that no device of ours would send: each row answers for itself, whatever the rules would make of it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conversationIdOf } from '../../sync/collections/conversation';
import type { Office } from '../test/office';
import { createOneTeam, customerOnAll, newTablets, outcomes, type Tablets } from '../test/one-team';
import type { Tablet } from '../test/tablet';

let office: Office;
let tablets: Tablets;
let mine: Tablet;

beforeAll(async () => {
  const team = await createOneTeam();
  ({ office } = team);
  tablets = await newTablets(team);
  ({ mine } = tablets);
});
afterAll(() => office.close());

it('refuses values that no rule was made for, in the row they stand in', async () => {
  const customerId = await customerOnAll(tablets, {});
  const nobody = { toString: 1 };
  const by = {
    customerId,
    channel: 'email',
    createdBy: mine.memberId,
    createdAt: new Date(mine.nowMs).toISOString(),
  };
  const odd = {
    customers: ['stage', 'mergedInto'].map((field) => mine.newCustomer({ [field]: nobody })),
    appointments: [
      ...[1, { a: 1 }, nobody].flatMap((value) => [{ occurrenceOn: value }, { own: value }, { accepts: value }]),
      { customerId: nobody },
    ].map((values) => mine.newAppointment(customerId, values)),
    interactions: [{ kind: nobody }, { customerId: nobody }].map((values) => mine.newInteraction(customerId, values)),
    conversations: [
      ...[1, 'x', { a: 1 }, [null]].map((value) => ({ handovers: value })),
      { assigneeId: nobody },
      { customerId: nobody },
    ].map((values) => ({ ...by, ...values })),
  };
  const good = {
    customers: mine.newCustomer(),
    appointments: mine.newAppointment(customerId),
    interactions: mine.newInteraction(customerId),
    conversations: by,
  };
  for (const collection of ['customers', 'appointments', 'interactions', 'conversations'] as const) {
    const id = collection === 'conversations' ? conversationIdOf('email', customerId) : office.deps.newId();
    mine.create(collection, good[collection], id);
    const { rows: whole, ...push } = mine.outgoing(collection);
    const stamp = whole[0]!.patch[Object.keys(whole[0]!.patch)[0]!]!.stamp;
    const rows = odd[collection].map((values) => {
      const patch = structuredClone(whole[0]!.patch);
      for (const [field, value] of Object.entries(values))
        if (JSON.stringify(value) !== JSON.stringify(good[collection][field as never]))
          patch[field] = { seq: 1, stamp, base: '', values: { [field]: value } };
      return { id: office.deps.newId(), seen: 0, patch };
    });
    const { results } = await mine.send({ ...push, rows: [...rows, ...whole] });
    const refused = rows.map(() => 'sync.invalidDocument');
    expect([collection, ...outcomes(results.slice(0, -1))]).toEqual([collection, ...refused]);
    expect(results.at(-1)?.outcome).not.toBe('refused');
  }
});
