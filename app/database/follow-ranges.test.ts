// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, expect, test } from 'vitest';
import { makeStamp } from '../../sync/rules/stamp';
import { followRanges, type Found, type Range } from './follow-ranges';
import { appointmentValues, customerValues } from './test/customer-values';
import { closeDevices, CUSTOMER, inOrder, OFFICE_DEVICE, synced } from './test/devices';
import { OfficeInMemory } from './test/office-in-memory';
import { until } from './test/replica';
import { createDocument, editDocument } from './write';

afterEach(closeDevices);

const at = (day: number, time = '09:00') => `2026-10-${String(day).padStart(2, '0')}T${time}:00.000Z`;
const OCTOBER: Range = { field: 'startsAt', from: at(1, '00:00'), before: at(31, '00:00') };
const RANGES: readonly Range[] = [OCTOBER, { field: 'runsUntil', from: at(1, '00:00') }];
const booked = (startsAt: string, more: object = {}) =>
  appointmentValues(CUSTOMER, { startsAt, endsAt: new Date(Date.parse(startsAt) + 3_600_000).toISOString(), ...more });

async function device() {
  const office = new OfficeInMemory();
  let stamp = 0;
  const write = (collection: 'customers' | 'appointments', id: string, values: object) =>
    office.write(collection, id, values as never, makeStamp((stamp += 1), 0, OFFICE_DEVICE));
  write('customers', CUSTOMER, customerValues());
  for (const [id, startsAt] of [
    ['c', at(20)],
    ['b', at(20)],
    ['a', at(2)],
    ['first', at(1, '00:00')],
    ['late', at(31, '00:00')],
    ['early', '2026-09-30T23:59:00.000Z'],
  ] as const)
    write('appointments', id, booked(startsAt));
  write('appointments', 'series', booked('2020-01-01T09:00:00.000Z', { recurrence: 'FREQ=DAILY' }));
  write('appointments', 'over', booked('2020-01-01T09:00:00.000Z', { recurrence: 'FREQ=DAILY;COUNT=2' }));
  return synced(office);
}
const ids = (found: Found<'appointments'> | undefined) => (found ?? []).map((those) => those.map(({ id }) => id));

async function followed() {
  const replica = await device();
  const said: Found<'appointments'>[] = [];
  const stop = followRanges(replica.db, 'appointments', RANGES, (found) => said.push(found));
  return { replica, said, stop };
}

test('what begins in a range is there in order, with what it lacks, and nothing else', async () => {
  const { said, stop } = await followed();
  await until('the rows', () => said.length > 0);
  stop();
  expect(ids(said[0])).toEqual([['first', 'a', 'b', 'c'], ['series']]);
  expect(said[0]![0]![0]).toMatchObject({ accepts: [], clashes: [] });
});

test('what is written, moved in or out, or removed is followed; what is untouched stays the same object', async () => {
  const { replica, said, stop } = await followed();
  const { db } = replica;
  await until('the rows', () => said.length > 0);
  const [before] = said[0]!;
  const id = await createDocument(db, 'appointments', booked(at(10)));
  expect(ids(said.at(-1))[0]).toEqual(['first', 'a', id, 'b', 'c']);
  expect(said.at(-1)![0]![1]).toBe(before![1]);
  await editDocument(db, 'appointments', id, { startsAt: at(25), endsAt: at(25, '10:00') });
  expect(ids(said.at(-1))[0]).toEqual(['first', 'a', 'b', 'c', id]);
  await editDocument(db, 'appointments', id, { startsAt: at(31), endsAt: at(31, '10:00') });
  expect(ids(said.at(-1))[0]).toEqual(['first', 'a', 'b', 'c']);
  const count = said.length;
  await createDocument(db, 'appointments', booked('2027-01-01T09:00:00.000Z'));
  expect(said).toHaveLength(count);
  await editDocument(db, 'appointments', 'series', { recurrence: '' });
  expect(ids(said.at(-1))[1]).toEqual([]);
  stop();
  await createDocument(db, 'appointments', booked(at(11)));
  await inOrder(replica);
  expect(said).toHaveLength(count + 1);
});

test('what is written while the rows are being read is as it was written', async () => {
  const { replica, said, stop } = await followed();
  await Promise.all([
    editDocument(replica.db, 'appointments', 'a', { startsAt: at(31), endsAt: at(31, '10:00') }),
    editDocument(replica.db, 'appointments', 'late', { startsAt: at(3), endsAt: at(3, '10:00') }),
  ]);
  await until('the rows', () => said.length > 0);
  await inOrder(replica);
  stop();
  expect(ids(said.at(-1))[0]).toEqual(['first', 'late', 'b', 'c']);
});
