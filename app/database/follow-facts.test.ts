// @vitest-environment happy-dom
import 'fake-indexeddb/auto'; // first: Dexie looks for IndexedDB when it is loaded
import { afterEach, expect, test } from 'vitest';
import { makeStamp } from '../../sync/rules/stamp';
import { followFacts, type Facts, type FactsAsked } from './follow-facts';
import { appointmentValues, customerValues, interactionValues } from './test/customer-values';
import { closeDevices, inOrder, note, OFFICE_DEVICE, synced } from './test/devices';
import { OfficeInMemory } from './test/office-in-memory';
import { until } from './test/replica';
import { createDocument, editDocument } from './write';

afterEach(closeDevices);

const [KEPT, LOST, OTHER] = ['a', 'b', 'c'].map((one) => `01890000-0000-7000-c000-00000000000${one}`) as [
  string,
  string,
  string,
];
const ASKED: readonly FactsAsked[] = [
  { collection: 'interactions', customer: 'customerId', at: 'occurredAt' },
  { collection: 'appointments', customer: 'customerId', at: 'startsAt', isWhole: true },
];
const minute = (n: number) => new Date(Date.UTC(2026, 9, 1, 0, n)).toISOString();

async function device() {
  const office = new OfficeInMemory();
  let stamp = 0;
  const write = (collection: 'customers' | 'interactions' | 'appointments', id: string, values: object) =>
    office.write(collection, id, values as never, makeStamp((stamp += 1), 0, OFFICE_DEVICE));
  for (const id of [KEPT, LOST, OTHER]) write('customers', id, customerValues());
  for (const [customerId, count] of [
    [KEPT, 200],
    [LOST, 90],
    [OTHER, 70],
  ] as const)
    for (let n = 0; n < count; n += 1)
      write(
        'interactions',
        `${customerId}-${String(n).padStart(3, '0')}`,
        interactionValues(customerId, { occurredAt: minute(n), createdAt: minute(n) }),
      );
  // Begun long before all of it, and it repeats.
  write('appointments', 'series', appointmentValues(KEPT, { startsAt: '2020-01-01T09:00:00.000Z' }));
  return synced(office);
}
const follow = ({ db }: Awaited<ReturnType<typeof device>>, customerIds: readonly string[], wantsRest = true) => {
  const said: Facts[] = [];
  const followed = followFacts(db, ASKED, customerIds, (facts) => said.push(facts));
  if (wantsRest) followed.readRest();
  return { said, ...followed };
};
const idsOf = ({ found }: Facts, collection: 'interactions' | 'appointments' = 'interactions') =>
  (found.get(collection) ?? []).map(({ id }) => id);

test('the newest of a person come first, with the instant from which all is known, and then everything', async () => {
  const replica = await device();
  const { said, stop } = follow(replica, [KEPT, LOST]);
  await until('all of it', () => said.at(-1)?.knownAfter === '');
  stop();
  const [first, last] = [said[0]!, said.at(-1)!];
  expect(idsOf(last)).toHaveLength(290);
  const instants = (last.found.get('interactions') ?? []).map((one) => (one as { occurredAt: string }).occurredAt);
  expect(instants).toEqual([...instants].sort());
  expect(idsOf(last).filter((id) => id.startsWith(OTHER))).toEqual([]);
  // The record of which less is known says from when on all of it is: not one is missing after that.
  expect(first.knownAfter).toBe(minute(139));
  const later = (facts: Facts) =>
    (facts.found.get('interactions') ?? []).filter((one) => (one as { occurredAt: string }).occurredAt > minute(139));
  expect(later(first).map(({ id }) => id)).toEqual(later(last).map(({ id }) => id));
  expect(later(first)).toHaveLength(60);
  expect(idsOf(first, 'appointments')).toEqual(['series']);
});

test('who has little is known at once, and nothing more is read where the newest are enough', async () => {
  const replica = await device();
  const little = follow(replica, ['nobody']);
  await until('nobody', () => little.said.length > 0);
  expect(little.said[0]).toMatchObject({ knownAfter: '' });
  expect(idsOf(little.said[0]!)).toEqual([]);
  const newest = follow(replica, [OTHER], false);
  await until('the newest', () => newest.said.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(newest.said.map(({ knownAfter }) => knownAfter)).toEqual([minute(9)]);
  expect(idsOf(newest.said[0]!).slice(-60)).toEqual(
    Array.from({ length: 60 }, (_, n) => `${OTHER}-${String(n + 10).padStart(3, '0')}`),
  );
  little.stop();
  newest.stop();
});

test('of who was much spoken to in the last days those days come first', async () => {
  const office = new OfficeInMemory();
  const nowMs = Date.now();
  office.write('customers', KEPT, customerValues() as never, makeStamp(1, 0, OFFICE_DEVICE));
  for (let n = 0; n < 100; n += 1)
    office.write(
      'interactions',
      `k-${String(n).padStart(3, '0')}`,
      interactionValues(KEPT, { occurredAt: new Date(nowMs - n * 12 * 3_600_000).toISOString() }) as never,
      makeStamp(2 + n, 0, OFFICE_DEVICE),
    );
  const { said, stop } = follow(await synced(office), [KEPT], false);
  await until('the last days', () => said.length > 0);
  stop();
  expect(Math.round((nowMs - Date.parse(said[0]!.knownAfter)) / 86_400_000)).toBe(30);
  expect(idsOf(said[0]!).at(-1)).toBe('k-000');
  expect([60, 61]).toContain(idsOf(said[0]!).length);
});

test('what is written later is there, with what it lacks, and what is changed is another', async () => {
  const replica = await device();
  const { said, stop } = follow(replica, [KEPT]);
  await until('all of it', () => said.at(-1)?.knownAfter === '');
  const before = said.at(-1)!;
  const id = await createDocument(replica.db, 'interactions', note(KEPT));
  await createDocument(replica.db, 'interactions', note(OTHER));
  await until('the new one', () => idsOf(said.at(-1)!).includes(id));
  const after = said.at(-1)!;
  expect(idsOf(after)).toHaveLength(201);
  expect(after.found.get('interactions')?.find((one) => one.id === id)).toMatchObject({ retracts: '' });
  // Nothing else is drawn again.
  expect(after.found.get('interactions')?.[0]).toBe(before.found.get('interactions')?.[0]);
  await editDocument(replica.db, 'appointments', 'series', { title: 'Yeni' });
  await until('the change', () => {
    const [series] = said.at(-1)!.found.get('appointments') ?? [];
    return (series as { title?: string } | undefined)?.title === 'Yeni';
  });
  stop();
  const count = said.length;
  await createDocument(replica.db, 'interactions', note(KEPT));
  await inOrder(replica);
  expect(said).toHaveLength(count);
});
