import { describe, expect, it } from 'vitest';
import { makeStamp } from '../../../sync/rules/stamp';
import type { StoredCustomer } from '../../database/saha-database';
import { differingRows, mergeParts, mergeProblem, proposedChoices, unmergeParts } from './merge-records';

const [EARLY, LATE] = [makeStamp(1, 0, '0000000a'), makeStamp(2, 0, '0000000a')];
const record = (id: string, values: object, stamps: object = {}): StoredCustomer =>
  ({
    ...{ id, firstName: 'Ayşe', lastName: 'Kaya', phone: '', altPhone: '', email: '', countryId: 'TR', city: '' },
    ...{ address: '', occupation: '', language: 'tr', source: 'fair', stage: 'new', ownerId: 'o1', notes: '' },
    ...{ sharedWith: [], labels: {}, ...values },
    sync: { stamps: { '*': EARLY, ...stamps }, pending: {} },
  }) as unknown as StoredCustomer;

describe('merging two records of one person', () => {
  it('asks of what differs alone, and proposes what is filled, what was written last, and both notes', () => {
    const kept = record('k', { phone: '+1', city: 'İzmir', notes: 'a', ownerId: 'o2' });
    const lost = record('l', { phone: '+2', email: 'a@b.c', city: 'Bursa', notes: 'b' }, { city: LATE });
    expect(differingRows(kept, lost)).toEqual(['phone', 'email', 'city', 'ownerId', 'notes']);
    expect(proposedChoices(kept, lost)).toEqual({
      ...{ phone: 'kept', email: 'lost', city: 'lost', ownerId: 'kept', notes: 'both' },
    });
  });

  it('writes what was chosen over what was shown, keeps the other number, both’s labels and whoever saw either', () => {
    const kept = record('k', { phone: '+1', notes: 'a', labels: { vip: 1 }, sharedWith: ['g1'] });
    const lost = record('l', { phone: '+2', notes: 'b', labels: { family: 1, vip: 2 }, ownerId: 'o3' });
    const parts = mergeParts(kept, lost, proposedChoices(kept, lost));
    expect(parts.map(({ id, values }) => [id, values])).toEqual([
      [
        'k',
        {
          ...{ altPhone: '+2', notes: 'a\n\nb', labels: { vip: 1, family: 1 } },
          sharedWith: ['g1', 'o3'],
        },
      ],
      ['l', { mergedInto: 'k' }],
    ]);
    expect(parts[0]!.bases!['notes']).toEqual({ stamp: EARLY, values: { notes: 'a' } });
    expect(unmergeParts(kept, parts).map(({ values }) => values)).toEqual([
      { altPhone: '', notes: 'a', labels: { vip: 1, family: 2 }, sharedWith: ['g1'] },
      { mergedInto: '' },
    ]);
  });

  it('writes nothing on the record that stays where nothing of the other was chosen', () => {
    const parts = mergeParts(record('k', { city: 'İzmir' }), record('l', { city: 'Bursa' }), { city: 'kept' });
    expect(parts).toEqual([{ id: 'l', values: { mergedInto: 'k' }, isNew: false }]);
  });

  it('is kept from what one record cannot hold, and from nothing that fits', () => {
    const half = record('k', { notes: 'a'.repeat(10_000), managerNote: 'a'.repeat(19_000) });
    const other = record('l', { notes: 'b'.repeat(10_000), managerNote: 'b' });
    const proposed = proposedChoices(half, other);
    expect(mergeProblem(half, other, proposed)).toEqual({ what: 'notes', limit: 20_000 });
    expect(mergeProblem(half, other, { ...proposed, notes: 'kept' })).toBeNull();
    expect(mergeProblem(half, other, { ...proposed, notes: 'lost' })).toBeNull();
    const long = record('l', { managerNote: 'b'.repeat(1_000) });
    expect(mergeProblem(half, long, proposedChoices(half, long))).toEqual({ what: 'managerNote', limit: 20_000 });
    const people = (from: number, count: number) => Array.from({ length: count }, (_, at) => `g${from + at}`);
    const [many, more] = [record('k', { sharedWith: people(0, 30) }), record('l', { sharedWith: people(20, 31) })];
    expect(mergeProblem(many, more, {})).toEqual({ what: 'sharedWith', limit: 50 });
    expect(mergeProblem(many, record('l', { sharedWith: people(20, 30) }), {})).toBeNull();
    // Of the record that stays one that was taken off counts too; of the other one it does not come along.
    const marks = (from: number, count: number, turns: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`label${from + at}`, turns]));
    const [full, few] = [record('k', { labels: marks(0, 150, 2) }), record('l', { labels: marks(140, 61, 1) })];
    expect(mergeProblem(full, few, {})).toEqual({ what: 'labels', limit: 200 });
    expect(mergeProblem(few, full, {})).toBeNull();
    expect(mergeProblem(full, record('l', { labels: marks(140, 60, 1) }), {})).toBeNull();
  });
});
