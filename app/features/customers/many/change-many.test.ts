import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { customerValues } from '../../../database/test/customer-values';
import { OfficeInMemory } from '../../../database/test/office-in-memory';
import { openReplica, read, until, type Replica } from '../../../database/test/replica';
import { editDocument } from '../../../database/write';
import { changeMany, restoreMany } from './change-many';

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
