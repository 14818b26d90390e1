import { describe, expect, it } from 'vitest';
import { appointments } from '../collections/appointment';
import { conversations } from '../collections/conversation';
import { customers } from '../collections/customer';
import type { CollectionDefinition } from '../collections/definition';
import { stampOf, type Patch, type Stamps } from './document';
import { mergePatch } from './merge';
import { makeStamp } from './stamp';

const A = 'aaaaaaaa',
  B = 'bbbbbbbb';
const at = (ms: number, device: string) => makeStamp(ms, 0, device);
const edit = (values: Record<string, unknown>, stamp: string, base: string, seq = 1): Patch[string] => ({
  seq,
  stamp,
  base,
  values,
});

const born: { fields: Record<string, unknown>; stamps: Stamps } = {
  fields: { firstName: 'Işık', notes: 'first', stage: 'new', lastContactAt: '', deletedAt: '' },
  stamps: { '*': at(1, A) },
};

describe('merging a patch', () => {
  it('takes different units from both sides', () => {
    const one = mergePatch(customers, born, { stage: edit({ stage: 'won' }, at(5, B), at(1, A)) }, false);
    const two = mergePatch(customers, one, { notes: edit({ notes: 'second' }, at(4, A), at(1, A)) }, true);
    expect(two.fields).toMatchObject({ stage: 'won', notes: 'second', firstName: 'Işık' });
    expect(two.clashes).toEqual([]);
  });

  it('changes nothing when the same write comes again', () => {
    const patch = { notes: edit({ notes: 'second' }, at(4, B), at(1, A)) };
    const once = mergePatch(customers, born, patch, false);
    const twice = mergePatch(customers, once, patch, false);
    expect(twice.changed).toEqual([]);
    expect(twice.fields).toEqual(once.fields);
    expect(twice.stamps).toEqual(once.stamps);
  });

  it('does not take another value for the same write because it bears the same stamp', () => {
    const once = mergePatch(
      customers,
      born,
      {
        notes: edit({ notes: 'second' }, at(4, B), at(1, A)),
        deletedAt: edit({ deletedAt: '2026-01-01T00:00:00.000Z' }, at(5, B), at(1, A)),
      },
      false,
    );
    const next = mergePatch(
      customers,
      once,
      {
        notes: edit({ notes: 'third' }, at(4, B), at(1, A), 2),
        deletedAt: edit({ deletedAt: '' }, at(5, B), at(1, A), 2),
      },
      false,
    );
    expect(next.fields).toMatchObject({ notes: 'third', deletedAt: '' });
    for (const unit of ['notes', 'deletedAt'])
      expect(stampOf(next.stamps, unit) > stampOf(once.stamps, unit)).toBe(true);
    expect(next.clashes).toEqual([]);
  });

  it('gives the same value in either order of arrival, and says that text met text', () => {
    const mine = { notes: edit({ notes: 'mine' }, at(7, A), at(1, B)) };
    const theirs = { notes: edit({ notes: 'theirs' }, at(6, B), at(1, B)) };
    const start = { ...born, stamps: { '*': at(1, 'cccccccc') } };
    const ab = mergePatch(customers, mergePatch(customers, start, mine, false), theirs, true);
    const ba = mergePatch(customers, mergePatch(customers, start, theirs, false), mine, true);
    expect(ab.fields.notes).toBe('mine');
    expect(ba.fields.notes).toBe('mine');
    for (const result of [ab, ba]) {
      expect(result.clashes).toHaveLength(1);
      expect(result.clashes[0]).toMatchObject({
        unit: 'notes',
        winner: { values: { notes: 'mine' } },
        loser: { values: { notes: 'theirs' } },
      });
    }
  });

  it('reports no clash where both typed the same text', () => {
    const one = mergePatch(customers, born, { notes: edit({ notes: 'same' }, at(7, A), at(1, A)) }, false);
    const two = mergePatch(customers, one, { notes: edit({ notes: 'same' }, at(6, B), at(1, A)) }, true);
    expect(two.clashes).toEqual([]);
  });

  it('lets an edit made over the shown value win even with a slow clock', () => {
    const one = mergePatch(customers, born, { stage: edit({ stage: 'won' }, at(900, B), at(1, A)) }, false);
    const two = mergePatch(customers, one, { stage: edit({ stage: 'lost' }, at(20, A), at(900, B)) }, false);
    expect(two.fields.stage).toBe('lost');
    expect(stampOf(two.stamps, 'stage') > at(900, B)).toBe(true);
  });

  it('shows an edit made over something a restored office lacks, whatever the clocks say, beside what stands', () => {
    const restored = { ...born, stamps: { '*': at(50, A) } };
    const result = mergePatch(
      customers,
      restored,
      {
        notes: edit({ notes: 'typed' }, at(9, B), at(60, B)),
        stage: edit({ stage: 'won' }, at(9, B), at(40, 'cccccccc')),
      },
      true,
    );
    expect(result.fields).toMatchObject({ notes: 'typed', stage: 'new' });
    expect(stampOf(result.stamps, 'notes') > at(50, A)).toBe(true);
    expect(result.clashes).toMatchObject([
      {
        unit: 'notes',
        winner: { values: { notes: 'typed' }, stamp: stampOf(result.stamps, 'notes') },
        loser: { values: { notes: 'first' } },
      },
      { unit: 'stage', winner: { values: { stage: 'new' } }, loser: { values: { stage: 'won' } } },
    ]);
  });

  it('asks about a choice made against a choice too, and about whom a customer is shared with, in either order', () => {
    const mine = {
      stage: edit({ stage: 'won' }, at(7, A), at(1, B)),
      sharedWith: edit({ sharedWith: ['a'] }, at(7, A), at(1, B)),
    };
    const theirs = {
      stage: edit({ stage: 'lost' }, at(6, B), at(1, B)),
      sharedWith: edit({ sharedWith: ['b'] }, at(6, B), at(1, B)),
    };
    const start = { ...born, stamps: { '*': at(1, 'cccccccc') } };
    for (const [first, second] of [
      [mine, theirs],
      [theirs, mine],
    ] as const) {
      const result = mergePatch(customers, mergePatch(customers, start, first, false), second, true);
      expect(result.fields).toMatchObject({ stage: 'won', sharedWith: ['a'] });
      expect(result.clashes).toMatchObject([
        { unit: 'sharedWith', winner: { values: { sharedWith: ['a'] } }, loser: { values: { sharedWith: ['b'] } } },
        { unit: 'stage', winner: { values: { stage: 'won' } }, loser: { values: { stage: 'lost' } } },
      ]);
    }
  });

  it('says nothing about a choice that a newer build has and this one does not know', () => {
    const one = mergePatch(customers, born, { colour: edit({ colour: 'red' }, at(7, B), at(1, A)) }, false);
    const two = mergePatch(customers, one, { colour: edit({ colour: 'blue' }, at(6, 'cccccccc'), at(1, A)) }, true);
    expect(two.fields).toMatchObject({ colour: 'red' });
    expect(two.clashes).toEqual([]);
  });

  it('puts what went unseen on this very device beside what stands', () => {
    const lost = { seq: 3, stamp: at(5, A), values: { notes: 'other tab' } };
    for (const [stands, base] of [
      [at(5, A), at(1, A)],
      [at(1, A), at(1, A)],
    ] as const) {
      const master = { ...born, stamps: { '*': at(1, A), notes: stands } };
      const patch = { notes: { ...edit({ notes: 'this tab' }, at(9, A), base, 3), unseen: [lost] } };
      const result = mergePatch(customers, master, patch, false);
      expect(result.fields.notes).toBe('this tab');
      expect(result.clashes).toMatchObject([
        { unit: 'notes', winner: { values: { notes: 'this tab' } }, loser: { values: { notes: 'other tab' } } },
      ]);
      expect(mergePatch(customers, result, patch, false).changed).toEqual([]);
    }
  });

  it('moves an appointment as a whole', () => {
    const base = { fields: { startsAt: 's0', endsAt: 'e0', zone: 'Europe/Istanbul' }, stamps: { '*': at(1, A) } };
    const a = { schedule: edit({ startsAt: 's1', endsAt: 'e1', zone: 'Europe/Istanbul' }, at(5, A), at(1, A)) };
    const b = { schedule: edit({ startsAt: 's2', endsAt: 'e2', zone: 'Europe/London' }, at(6, B), at(1, A)) };
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const) {
      const result = mergePatch(appointments, mergePatch(appointments, base, first, false), second, true);
      expect(result.fields).toEqual({ startsAt: 's2', endsAt: 'e2', zone: 'Europe/London' });
    }
  });

  it('keeps the greatest value and the first creator', () => {
    const definition: CollectionDefinition = {
      ...customers,
      units: { ...customers.units, lastContactAt: { fields: ['lastContactAt'], merge: 'greatest' } },
    };
    const one = mergePatch(
      definition,
      born,
      { lastContactAt: edit({ lastContactAt: '2026-05-02T09:00:00.000Z' }, at(3, A), at(1, A)) },
      false,
    );
    const two = mergePatch(
      definition,
      one,
      {
        lastContactAt: edit({ lastContactAt: '2026-04-01T09:00:00.000Z' }, at(9, B), at(1, A)),
        createdBy: edit({ createdBy: 'someone else' }, at(9, B), at(1, A)),
      },
      true,
    );
    expect(two.fields.lastContactAt).toBe('2026-05-02T09:00:00.000Z');
    expect(two.fields.createdBy).toBeUndefined();
  });

  it('keeps the greatest value of every key, in any order of arrival and however often', () => {
    const empty = { fields: { readUpTo: {} }, stamps: { '*': at(1, A) } };
    const edits = [
      { readUpTo: edit({ readUpTo: { a: '2026-05-02T09:00:00.000Z' } }, at(3, A), at(1, A)) },
      { readUpTo: edit({ readUpTo: { a: '2026-05-01T09:00:00.000Z' } }, at(9, A), at(3, A)) },
      { readUpTo: edit({ readUpTo: { b: '2026-04-01T09:00:00.000Z' } }, at(2, B), '') },
    ];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0, 0, 2, 1],
    ]) {
      const end = order.reduce<{ fields: Readonly<Record<string, unknown>>; stamps: Stamps }>(
        (master, which) => mergePatch(conversations, master, edits[which]!, true),
        empty,
      );
      expect(end.fields['readUpTo']).toEqual({ a: '2026-05-02T09:00:00.000Z', b: '2026-04-01T09:00:00.000Z' });
    }
  });

  it('ignores what only the server may write', () => {
    expect(
      mergePatch(customers, born, { teamId: edit({ teamId: 'other' }, at(9, B), at(1, A)) }, false).changed,
    ).toEqual([]);
  });
});

describe('deleting', () => {
  const removal = { deletedAt: edit({ deletedAt: '2026-01-01T00:00:00.000Z' }, at(9, A), at(1, A)) };
  const change = { notes: edit({ notes: 'still needed' }, at(5, B), at(1, A)) };

  it('works when nobody else touched the document', () => {
    expect(mergePatch(customers, born, removal, false).fields.deletedAt).not.toBe('');
  });

  it('loses to an edit it did not know of, in either order, and says so', () => {
    const editFirst = mergePatch(customers, mergePatch(customers, born, change, false), removal, true);
    const deleteFirst = mergePatch(customers, mergePatch(customers, born, removal, false), change, true);
    for (const result of [editFirst, deleteFirst]) {
      expect(result.fields).toMatchObject({ deletedAt: '', notes: 'still needed' });
      expect(result.clashes.map((clash) => clash.unit)).toEqual(['deletedAt']);
    }
  });

  it('can be undone by hand', () => {
    const gone = mergePatch(customers, born, removal, false);
    const back = mergePatch(customers, gone, { deletedAt: edit({ deletedAt: '' }, at(12, A), at(9, A), 2) }, false);
    expect(back.fields.deletedAt).toBe('');
    expect(back.clashes).toEqual([]);
  });
});
