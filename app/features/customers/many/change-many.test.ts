import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { labelsOn } from '../../../../sync/rules/labels';
import { customerValues } from '../../../database/test/customer-values';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { openReplica, read, until, type Replica } from '../../../database/test/replica';
import { createDocument, editDocument } from '../../../database/write';
import { changeMany, restoreMany, turnLabel } from './change-many';

const STAMP = '0190a1b2c3d4000000000000';
let replica: Replica | undefined;
afterEach(() => replica?.close());

it('takes back what was changed at once, and leaves whoever was edited since', async () => {
  const office = new OfficeInMemory();
  const ids = Array.from({ length: 4 }, () => uuidv7());
  const [moved, edited, stands, refused] = ids as [string, string, string, string];
  for (const id of ids)
    office.write('customers', id, customerValues({ lastName: id, stage: id === stands ? 'won' : 'new' }), STAMP);
  replica = await openReplica(office, { memberId: '01890000-0000-7000-d000-00000000c0de' });
  const { db, status } = replica;
  await until('the office is known', () => status.get().lastSyncAt !== null);
  const stages = async () => {
    const found = await Promise.all(ids.map((id) => read(replica!, 'customers', id)));
    return found.map((one) => one?.stage);
  };

  const gone = uuidv7();
  const changed = await changeMany(db, [...ids, gone], ({ id, stage }) =>
    id === refused ? 'guest' : stage === 'won' ? null : { stage: 'won' },
  );
  expect([...changed.before.keys()]).toEqual([moved, edited]);
  expect([...changed.refused].map(([id, { why }]) => [id, why])).toEqual([
    [refused, 'guest'],
    [gone, 'gone'],
  ]);
  expect(await stages()).toEqual(['won', 'won', 'won', 'new']);

  await editDocument(db, 'customers', edited, { stage: 'lost' });
  // Another field of the first is none of what is taken back.
  await editDocument(db, 'customers', moved, { city: 'Van' });
  // Who was given to another team is not on this device any more.
  const withGone = {
    before: new Map([...changed.before, [gone, { ownerId: uuidv7() }]]),
    after: new Map([...changed.after, [gone, { ownerId: uuidv7() }]]),
  };
  expect(await restoreMany(db, withGone)).toEqual({ skipped: 1, gone: 1 });
  expect(await stages()).toEqual(['new', 'lost', 'won', 'new']);
  expect((await read(replica, 'customers', moved))?.city).toBe('Van');
});

it('puts a label on a customer who was made here and has none yet, and takes it back', async () => {
  const memberId = '01890000-0000-7000-d000-00000000c0df';
  replica = await openReplica(new OfficeInMemory(), { memberId });
  const { db, status } = replica;
  await until('the office is known', () => status.get().lastSyncAt !== null);
  const id = await createDocument(db, 'customers', customerValues({ ownerId: memberId, createdBy: memberId }));
  const on = async () => labelsOn((await read(replica!, 'customers', id))?.labels);

  const changed = await changeMany(db, [id], turnLabel('vip', true));
  expect([[...changed.before.keys()], await on()]).toEqual([[id], ['vip']]);
  expect((await changeMany(db, [id], turnLabel('vip', true))).before.size).toBe(0);
  expect(await restoreMany(db, changed)).toEqual({ skipped: 0, gone: 0 });
  expect(await on()).toEqual([]);
  expect((await changeMany(db, [id], turnLabel('vip', false))).before.size).toBe(0);
});
