/** Work that arrives below a customer whom somebody else has deleted says so. */
import { afterEach, expect, test } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import { customerValues, interactionValues } from '../test/customer-values';
import { closeDevices, inOrder, OFFICE_DEVICE, synced } from '../test/devices';
import { OfficeInMemory } from '../test/office-in-memory';
import { createDocument, editDocument } from '../write';

afterEach(closeDevices);
const AT = '2026-11-22T09:00:00.000Z';
const [KEPT, DELETED, OWN] = ['a', 'b', 'c'].map((letter) => `01890000-0000-7000-c000-00000000000${letter}`) as [
  string,
  string,
  string,
];

test('a call logged offline below a customer deleted meanwhile is told of, once; one deleted here is not', async () => {
  const office = new OfficeInMemory();
  for (const id of [KEPT, DELETED, OWN])
    office.write('customers', id, customerValues(), makeStamp(1, 0, OFFICE_DEVICE));
  const told: string[][] = [];
  const replica = await synced(office, { onBelowDeleted: (ids) => told.push(ids) });
  office.isReachable = false;
  for (const id of [KEPT, DELETED, OWN]) await createDocument(replica.db, 'interactions', interactionValues(id));
  await editDocument(replica.db, 'customers', OWN, { deletedAt: AT });
  office.write('customers', DELETED, { deletedAt: AT }, makeStamp(2, 0, OFFICE_DEVICE));
  office.isReachable = true;
  replica.engine.requestRound();
  await inOrder(replica);
  expect(told).toEqual([[DELETED]]);
  expect(office.table('interactions').size).toBe(3);
  replica.engine.requestRound();
  await inOrder(replica);
  expect(told).toHaveLength(1);
});
