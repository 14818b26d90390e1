import { describe, expect, it } from 'vitest';
import { SETTLED_CARDS } from '../collections/definition';
import { customers } from '../collections/customer';
import type { ConflictCard, MasterDocument } from './document';
import { acknowledge, receiveMaster } from './receive-document';
import { discard, refuse, release } from './refuse-document';
import { editDocument, settleCard } from './edit-document';
import { openCards, type LocalDocument } from './local-document';
import { makeStamp } from './stamp';

const device = 'aaaaaaaa',
  other = 'bbbbbbbb';
const by = (nowMs: number) => ({ nowMs, deviceId: device, seen: '' });
const card = (id: string, unit = 'notes'): ConflictCard => ({
  id,
  unit,
  shown: { values: { [unit]: 'shown' }, stamp: makeStamp(20, 0, other), memberId: 'ayse' },
  hidden: { values: { [unit]: 'hidden' }, stamp: makeStamp(10, 0, device), memberId: 'can' },
});
const master = (version: number, conflicts: ConflictCard[]): MasterDocument => ({
  id: 'x',
  version,
  fields: { firstName: 'Ada', notes: 'shown', city: 'Van' },
  stamps: { '*': makeStamp(1, 0, other), notes: makeStamp(20, 0, other) },
  conflicts,
});
const held = (...conflicts: ConflictCard[]) => receiveMaster(customers, master(2, conflicts), 0, null);
const settle = (local: LocalDocument, id: string, values = {}) => settleCard(customers, local, id, values, by(100))!;
const openIds = ({ sync }: LocalDocument) => openCards(sync).map(({ id }) => id);

describe('settling a card', () => {
  it('closes exactly that card and waits to be sent, also where what is shown stays', () => {
    const settled = settle(held(card('one'), card('two', 'city')), 'one');
    expect(openIds(settled)).toEqual(['two']);
    expect(settled.fields).toEqual(master(2, []).fields);
    expect(settled.sync.pending).toEqual({
      [SETTLED_CARDS]: expect.objectContaining({ seq: 1, values: { [SETTLED_CARDS]: ['one'] } }),
    });
    expect(settled.sync.outbox).toMatch(/^w/);
  });

  it('puts the chosen value in place in the same edit', () => {
    const settled = settle(held(card('one')), 'one', { notes: 'hidden' });
    expect(settled.fields['notes']).toBe('hidden');
    const { notes, [SETTLED_CARDS]: settlement } = settled.sync.pending;
    expect(notes).toMatchObject({ seq: settlement!.seq, stamp: settlement!.stamp, base: makeStamp(20, 0, other) });
  });

  it('is nothing for a card that is not open, and two settlements travel together', () => {
    expect(settleCard(customers, held(card('one')), 'two', {}, by(100))).toBeNull();
    const once = settle(held(card('one'), card('two', 'city')), 'one');
    expect(settleCard(customers, once, 'one', { notes: 'hidden' }, by(101))).toBeNull();
    expect(settle(once, 'two').sync.pending[SETTLED_CARDS]).toMatchObject({
      seq: 2,
      values: { [SETTLED_CARDS]: ['one', 'two'] },
    });
  });

  it('an edit of the fact is no decision: the card stays', () => {
    expect(openIds(editDocument(customers, held(card('one')), { notes: 'typed' }, by(100))!)).toEqual(['one']);
  });

  it('holds while the office still shows the card, and leaves a newer one open', () => {
    const settled = settle(held(card('one')), 'one');
    const view = receiveMaster(customers, master(3, [card('one'), card('newer')]), 0, settled);
    expect(openIds(view)).toEqual(['newer']);
    expect(view.sync.pending).toEqual(settled.sync.pending);
    expect(view.sync).toMatchObject({ confirmed: {}, confirmedStamps: {} });
  });

  it('takes the card away when the office has applied it', () => {
    const settled = settle(held(card('one'), card('two', 'city')), 'one');
    const rested = acknowledge(customers, settled, settled.sync.pending, 3, null);
    expect(rested.sync).toMatchObject({ version: 3, pending: {}, outbox: '', conflicts: [card('two', 'city')] });
  });

  it('one made while the first was on its way stays pending', () => {
    const first = settle(held(card('one'), card('two', 'city')), 'one');
    const both = settle(first, 'two');
    const answered = acknowledge(customers, both, first.sync.pending, 3, null);
    expect(openIds(answered)).toEqual([]);
    expect(answered.sync.pending[SETTLED_CARDS]).toMatchObject({ seq: 2 });
    const given = discard(customers, answered)!;
    expect(openIds(given)).toEqual(['two']);
    expect(given.fields).toEqual(master(2, []).fields);
  });

  it('given up, shows the card again and is exactly what the office has', () => {
    const before = held(card('one'));
    const refused = refuse(
      settle(before, 'one', { notes: 'hidden' }),
      settle(before, 'one', { notes: 'hidden' }).sync.pending,
      { code: 'x', params: {}, at: '' },
    );
    expect(refused.sync.outbox).toMatch(/^r/);
    const given = discard(customers, refused)!;
    expect(given.fields).toEqual(before.fields);
    expect(given.sync).toMatchObject({
      stamps: before.sync.stamps,
      conflicts: before.sync.conflicts,
      pending: {},
      outbox: '',
    });
  });

  it('keeps nothing of a document that left this person’s scope, but what was typed with it', () => {
    const why = { code: 'customer.outOfScope', params: {}, at: '' };
    expect(release(customers, settle(held(card('one')), 'one'), why)).toBeNull();
    const left = release(customers, settle(held(card('one')), 'one', { notes: 'hidden' }), why)!;
    expect(Object.keys(left.sync.pending)).toEqual(['notes']);
    expect(left.fields).toEqual({ notes: 'hidden' });
  });
});
