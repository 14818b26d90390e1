/** What a row comes to beside customers and the rows before it. */
import { describe, expect, it } from 'vitest';
import type { ImportMode, RowDecision } from './import';
import { fieldsOf, ImportJudge, keysOfCustomer, stillHolds, type Judgement, type KnownCustomer } from './import-judge';
import { keysOf, type RowValues } from './import-row';

const DEFAULTS = { source: 'other', stage: 'new', ownerId: 'me' } as const;
const customer = (id: string, values: Record<string, unknown> = {}): KnownCustomer => {
  const fields = fieldsOf({ firstName: 'Ada', lastName: 'Ak', ...DEFAULTS, language: 'tr', ...values });
  return { id, fields, keys: keysOfCustomer(fields) };
};

function judging(mode: ImportMode, known: readonly KnownCustomer[] = [], mayReassign = true) {
  const judge = new ImportJudge({ mode, defaults: DEFAULTS, mayReassign });
  judge.know(known);
  let rowNo = 0;
  return (values: RowValues, decision: RowDecision | null = null, fullName = ''): Judgement => {
    rowNo += 1;
    const keys = keysOf(values, fullName);
    return judge.judge({ values, fullName, keys, problems: [], rowNo, decision, ownId: `row ${rowNo}` });
  };
}
const changed = ({ changes }: Judgement) =>
  Object.fromEntries(changes.map(({ field, from, to }) => [field, [from, to]]));

describe('beside customers', () => {
  it('leaves alone, fills or updates, as was chosen', () => {
    const one = customer('a', { email: 'a@x.co', city: 'Ordu' });
    const row = { email: 'A@X.CO', city: 'Rize', occupation: 'Aşçı' };
    expect(judging('add', [one])(row)).toMatchObject({ outcome: 'same', reason: 'existsAlready', customerId: 'a' });
    expect(changed(judging('fill', [one])(row))).toEqual({ occupation: ['', 'Aşçı'] });
    expect(changed(judging('update', [one])(row))).toEqual({ city: ['Ordu', 'Rize'], occupation: ['', 'Aşçı'] });
  });

  it('puts notes below what was noted, once, and labels on without taking any off', () => {
    const one = customer('a', { email: 'a@x.co', notes: 'Eski', labels: { vip: 1, old: 2 } });
    const judge = judging('update', [one]);
    expect(changed(judge({ email: 'a@x.co', notes: 'Yeni', labels: 'burs vip' }))).toEqual({
      notes: ['Eski', 'Eski\n\nYeni'],
      labels: ['', 'burs'],
    });
    expect(changed(judging('update', [one])({ email: 'a@x.co', notes: 'Eski' }))).toEqual({});
  });

  it('knows a number that stands as the other one', () => {
    const one = customer('a', { phone: '+905320000001', altPhone: '+905320000002' });
    expect(judging('update', [one])({ phone: '+905320000002' })).toMatchObject({ outcome: 'same', customerId: 'a' });
  });

  it('has both numbers that a row says after it, in its order, and nothing to do when it comes again', () => {
    const stood = customer('a', { email: 'a@x.co', phone: '+905320000002' });
    const row = { email: 'a@x.co', phone: '+905320000001', altPhone: '+905320000002' };
    expect(changed(judging('update', [stood])(row))).toEqual({
      phone: ['+905320000002', '+905320000001'],
      altPhone: ['', '+905320000002'],
    });
    const written = customer('a', row);
    expect(changed(judging('update', [written])(row))).toEqual({});
    const swapped = customer('a', { ...row, phone: row.altPhone, altPhone: row.phone });
    expect(changed(judging('update', [swapped])(row))).toEqual({});
    expect(changed(judging('fill', [stood])(row))).toEqual({});
  });

  it('asks where two are meant, and where only the name is the same', () => {
    const two = [customer('a', { email: 'a@x.co' }), customer('b', { phone: '+905320000001' })];
    expect(judging('fill', two)({ email: 'a@x.co', phone: '+905320000001' })).toMatchObject({
      outcome: 'decide',
      reason: 'severalCustomers',
      candidates: ['a', 'b'],
    });
    expect(judging('fill', two.slice(0, 1))({ firstName: 'ADA', lastName: 'ak' })).toMatchObject({
      outcome: 'decide',
      reason: 'sameName',
      candidates: ['a'],
    });
  });

  it('gives nobody away for who may not', () => {
    const row = { email: 'a@x.co', ownerId: 'other' };
    const one = customer('a', { email: 'a@x.co' });
    expect(judging('update', [one], false)(row)).toMatchObject({ outcome: 'same' });
    expect(changed(judging('update', [one])(row))).toEqual({ ownerId: ['me', 'other'] });
  });
});

describe('beside one another', () => {
  it('rows that agree are one, rows that do not are asked about', () => {
    const judge = judging('add');
    expect(judge({ email: 'a@x.co', firstName: 'Ada' })).toMatchObject({ outcome: 'new', customerId: 'row 1' });
    expect(judge({ email: 'a@x.co', phone: '+905320000001' })).toMatchObject({ outcome: 'joined', joinedTo: 1 });
    expect(judge({ phone: '+905320000001', firstName: 'Eda' })).toMatchObject({ reason: 'differsInFile' });
    // What hangs on a row that is open waits for it.
    expect(judge({ phone: '+905320000001' })).toMatchObject({ outcome: 'decide', reason: 'waitsForRow' });
  });

  it('a number is not put over one that another row has said', () => {
    const judge = judging('update', [customer('a', { phone: '+905320000001', email: 'a@x.co' })]);
    expect(judge({ email: 'a@x.co', altPhone: '+905320000001' })).toMatchObject({ outcome: 'same' });
    expect(judge({ email: 'a@x.co', phone: '+905320000009' })).toMatchObject({ reason: 'differsInFile' });
  });

  it('a person’s word ends the asking', () => {
    const judge = judging('add');
    judge({ email: 'a@x.co', firstName: 'Ada' });
    judge({ phone: '+905320000001', firstName: 'Eda' });
    const both = { email: 'a@x.co', phone: '+905320000001' };
    expect(judge(both)).toMatchObject({ reason: 'joinsRows', candidates: ['row 1', 'row 2'] });
    expect(judge(both, { kind: 'customer', customerId: 'row 2' })).toMatchObject({ outcome: 'joined', joinedTo: 2 });
    expect(judge(both, { kind: 'new' })).toMatchObject({ outcome: 'new', customerId: 'row 5' });
    expect(judge(both, { kind: 'leaveOut' })).toMatchObject({ outcome: 'leftOut', customerId: null });
    expect(judge(both, { kind: 'customer', customerId: 'gone' })).toMatchObject({ reason: 'customerGone' });
  });

  it('who has no name is called by their address until somebody says it', () => {
    const judge = judging('fill');
    expect(changed(judge({ phone: '+905320000001' }))).toMatchObject({ firstName: ['', '+905320000001'] });
    expect(changed(judge({ phone: '+905320000001' }, null, 'Ayşe Nur Işık'))).toEqual({
      firstName: ['+905320000001', 'Ayşe Nur'],
      lastName: ['', 'Işık'],
    });
  });
});

describe('when its turn is there', () => {
  const of = (outcome: Judgement['outcome'], customerId: string | null, ...cities: [string, string][]): Judgement => ({
    outcome,
    customerId,
    changes: cities.map(([from, to]) => ({ field: 'city', from, to })),
    reason: '',
    candidates: [],
    joinedTo: null,
  });
  it.each([
    [of('new', 'r'), of('new', 'r'), 'new'],
    [of('new', 'r'), of('changed', 'a', ['', 'Ordu']), null],
    [of('changed', 'a', ['', 'Ordu']), of('changed', 'a', ['', 'Ordu']), 'changed'],
    [of('changed', 'a', ['', 'Ordu']), of('same', 'a'), 'same'],
    [of('changed', 'a', ['', 'Ordu']), of('changed', 'a', ['Van', 'Ordu']), null],
    [of('changed', 'a', ['', 'Ordu']), of('changed', 'b', ['', 'Ordu']), null],
    [of('same', 'a'), of('changed', 'a', ['', 'Ordu']), null],
    [of('joined', 'a', ['', 'Ordu']), of('changed', 'a', ['', 'Ordu']), 'joined'],
    [of('changed', 'a', ['', 'Ordu']), of('new', 'r'), null],
    [of('changed', 'a', ['', 'Ordu']), of('decide', null), null],
  ])('what was shown holds, or is asked again: %#', (shown, now, outcome) => {
    expect(stillHolds(shown, now)?.outcome ?? null).toBe(outcome);
  });
});
