import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customers } from '../collections/customer';
import type { MasterDocument } from './document';
import { acknowledge, receiveMaster } from './receive-document';
import { createLocalDocument, editDocument, settleCard } from './edit-document';
import { discard, refuse, release, retry } from './refuse-document';
import { recreate } from './carry-document';
import type { LocalDocument } from './local-document';
import { mergePatch } from './merge';
import { correctStamp, makeStamp } from './stamp';

const device = 'aaaaaaaa',
  other = 'bbbbbbbb';
const by = (nowMs: number) => ({ nowMs, deviceId: device, seen: '' });
const change = (local: LocalDocument, values: Record<string, unknown>, nowMs: number) =>
  editDocument(customers, local, values, by(nowMs)) ?? local;

/**
 * The server's side of one document, reduced to what this file needs; it moves the stamps of a device whose clock is
 * `behindMs` behind.
 */
function serve(
  master: MasterDocument | null,
  local: LocalDocument,
  seqSeen: number,
  nowMs: number,
  behindMs: number,
): { master: MasterDocument; seq: number } {
  const fresh = Object.fromEntries(
    Object.entries(local.sync.pending)
      .filter(([, unit]) => unit.seq > seqSeen)
      .map(([name, unit]) => [name, { ...unit, stamp: correctStamp(unit.stamp, behindMs, nowMs) }]),
  );
  const merged = mergePatch(customers, master ?? { fields: {}, stamps: {} }, fresh, false);
  const seq = Math.max(seqSeen, ...Object.values(local.sync.pending).map((unit) => unit.seq));
  return {
    master: {
      id: local.id,
      version: (master?.version ?? 0) + 1,
      fields: merged.fields,
      stamps: merged.stamps,
      conflicts: [],
    },
    seq,
  };
}

describe('a local document', () => {
  it('waits after an edit and rests after the answer', () => {
    const born = createLocalDocument(customers, 'x', { firstName: 'Ada', notes: '' }, by(1));
    expect(born.sync.outbox).toMatch(/^w/);
    const rested = acknowledge(customers, born, born.sync.pending, 1, null);
    expect(rested.sync).toMatchObject({ outbox: '', pending: {}, version: 1 });
    expect(rested.fields).toEqual(born.fields);
  });

  it('is left alone by an edit that changes nothing', () => {
    const born = createLocalDocument(customers, 'x', { firstName: 'Ada' }, by(1));
    expect(editDocument(customers, born, { firstName: 'Ada' }, by(5))).toBeNull();
  });

  it('leaves with its customer; unsent work stays, and nothing that others wrote', () => {
    const why = { code: 'customer.outOfScope', params: {}, at: '2026-11-22T09:00:00.000Z' };
    const born = createLocalDocument(
      customers,
      'x',
      { firstName: 'Ada', notes: 'a', stage: 'new', city: 'Van' },
      by(1),
    );
    const clean = acknowledge(customers, born, born.sync.pending, 1, null);
    expect(release(customers, clean, why)).toBeNull();
    const left = release(customers, change(clean, { notes: 'mine' }, 2), why)!;
    expect(left.fields).toEqual({ notes: 'mine' });
    expect(Object.keys(left.sync.stamps)).toEqual(['notes']);
    expect(left.sync).toMatchObject({
      version: 0,
      confirmed: {},
      rejection: why,
      pending: { notes: { values: { notes: 'mine' } } },
    });
    expect(left.sync.outbox).toMatch(/^r/);
    expect(discard(customers, left)).toBeNull();
  });

  it('goes back to exactly what the office has when the edit is given up', () => {
    const born = createLocalDocument(customers, 'x', { firstName: 'Ada', notes: 'a', deletedAt: '' }, by(1));
    const clean = acknowledge(customers, born, born.sync.pending, 1, null);
    const theirs = { '*': born.sync.stamps['*']!, notes: makeStamp(5, 0, other), deletedAt: makeStamp(6, 0, other) };
    const master = {
      id: 'x',
      version: 3,
      fields: { firstName: 'Ada', notes: 'theirs', deletedAt: '2026-11-22T09:00:00.000Z' },
      stamps: theirs,
      conflicts: [],
    };
    for (const typedAtMs of [2, 9]) {
      const refused = refuse(
        receiveMaster(customers, master, 0, change(clean, { notes: 'mine' }, typedAtMs)),
        {},
        { code: 'x', params: {}, at: '' },
      );
      const left = discard(customers, refused)!;
      expect(left.fields).toEqual(master.fields);
      expect(left.sync).toMatchObject({ stamps: theirs, pending: {}, confirmed: {} });
    }
  });

  it('keeps what was typed while the push was under way', () => {
    const born = acknowledge(
      customers,
      createLocalDocument(customers, 'x', { notes: 'a', stage: 'new' }, by(1)),
      {},
      1,
      null,
    );
    const clean = acknowledge(customers, born, born.sync.pending, 1, null);
    const sent = change(clean, { notes: 'b' }, 2);
    const typedOn = change(change(sent, { notes: 'c' }, 3), { stage: 'won' }, 4);
    const answered = acknowledge(customers, typedOn, sent.sync.pending, 2, null);
    expect(answered.fields).toMatchObject({ notes: 'c', stage: 'won' });
    expect(Object.keys(answered.sync.pending).sort()).toEqual(['notes', 'stage']);
    expect(answered.sync.pending.notes?.base).toBe(sent.sync.pending.notes?.stamp);
  });

  it('shows unsent work over what arrives', () => {
    const clean = acknowledge(
      customers,
      createLocalDocument(customers, 'x', { notes: 'a', city: 'Ankara' }, by(1)),
      {},
      1,
      null,
    );
    const rested = acknowledge(customers, clean, clean.sync.pending, 1, null);
    const edited = change(rested, { notes: 'mine' }, 10);
    const arriving: MasterDocument = {
      id: 'x',
      version: 2,
      fields: { notes: 'a', city: 'İzmir' },
      stamps: { ...rested.sync.stamps, city: '0000000000050000' + other },
      conflicts: [],
    };
    const view = receiveMaster(customers, arriving, 0, edited);
    expect(view.fields).toEqual({ notes: 'mine', city: 'İzmir' });
    expect(view.sync.pending).toEqual(edited.sync.pending);
    expect(view.sync.outbox).toBe(edited.sync.outbox);
  });

  it('goes back to the office’s values when discarded, also those that arrived since', () => {
    const start: MasterDocument = {
      id: 'x',
      version: 1,
      fields: { notes: 'a' },
      stamps: { '*': '0000000000010000' + other },
      conflicts: [],
    };
    const edited = change(receiveMaster(customers, start, 0, null), { notes: 'mine' }, 10);
    const newer = receiveMaster(
      customers,
      { ...start, version: 2, fields: { notes: 'office' }, stamps: { '*': '0000000000020000' + other } },
      0,
      edited,
    );
    expect(newer.fields.notes).toBe('mine');
    expect(discard(customers, newer)?.fields.notes).toBe('office');
    expect(discard(customers, createLocalDocument(customers, 'x', { notes: '' }, by(1)))).toBeNull();
  });

  it('keeps everything when refused, and is sent again when asked', () => {
    const born = createLocalDocument(customers, 'x', { firstName: '' }, by(1));
    const refused = refuse(born, born.sync.pending, {
      code: 'customer.nameMissing',
      params: {},
      at: '2026-01-01T00:00:00.000Z',
    });
    expect(refused.sync.outbox).toMatch(/^r/);
    expect(refused.sync.pending).toEqual(born.sync.pending);
    expect(retry(refused).sync).toMatchObject({ rejection: null, outbox: born.sync.outbox });
    const mended = change(refused, { firstName: 'Ada' }, 2);
    expect(mended.sync.outbox).toMatch(/^w/);
    expect(refuse(mended, born.sync.pending, { code: 'late', params: {}, at: '' })).toBe(mended);
  });

  it('becomes whole again when the office has lost the document: edits, what they were made on, its maker', () => {
    const start: MasterDocument = {
      id: 'x',
      version: 7,
      fields: { firstName: 'Ada', notes: 'a', teamId: 't', createdBy: 'other' },
      stamps: { '*': '0000000000990000' + other },
      conflicts: [],
    };
    const edited = change(receiveMaster(customers, start, 4, null), { notes: 'mine' }, 10);
    const born = recreate(customers, edited, { createdBy: 'me' }, by(20));
    expect(born).toMatchObject({
      id: 'x',
      fields: { firstName: 'Ada', notes: 'mine', createdBy: 'me' },
      sync: { version: 0, seq: 6, conflicts: [], rejection: null },
    });
    expect(Object.keys(born.sync.pending).sort()).toEqual(['createdBy', 'firstName', 'notes']);
    // Later than everything the device had seen, and never taken for a repeated push.
    for (const edit of Object.values(born.sync.pending)) expect(edit).toMatchObject({ seq: 6, base: '' });
    expect(born.sync.pending['notes']!.stamp > edited.sync.pending['notes']!.stamp).toBe(true);
    expect(born.sync.outbox).toMatch(/^w/);
    // Somebody else had created it anew, and it is theirs: only what was typed stays, even so.
    const why = { code: 'customer.outOfScope', params: {}, at: '' };
    expect(release(customers, born, why)!.fields).toEqual({ notes: 'mine' });
    expect(release(customers, change(born, { firstName: 'Eda' }, 30), why)!.fields).toEqual({
      firstName: 'Eda',
      notes: 'mine',
    });
    expect(
      release(
        customers,
        recreate(customers, receiveMaster(customers, start, 4, null), { createdBy: 'me' }, by(20)),
        why,
      ),
    ).toBeNull();
  });

  describe('edited over what the person was shown when they began', () => {
    const start: MasterDocument = {
      id: 'x',
      version: 1,
      fields: { firstName: 'Ada', notes: 'shown' },
      stamps: { '*': makeStamp(10, 0, other) },
      conflicts: [],
    };
    const shown = { notes: { stamp: makeStamp(10, 0, other), values: { notes: 'shown' } } };
    const edit = (local: LocalDocument, notes: string, nowMs: number, bases = {}) =>
      editDocument(customers, local, { notes }, by(nowMs), bases)!;
    const arrived = (notes: string, atMs: number, local: LocalDocument | null, device = other) =>
      receiveMaster(
        customers,
        {
          ...start,
          version: 2,
          fields: { ...start.fields, notes },
          stamps: { ...start.stamps, notes: makeStamp(atMs, 0, device) },
        },
        0,
        local,
      );
    const clashesAt = (local: LocalDocument, master: Pick<MasterDocument, 'fields' | 'stamps'>) =>
      mergePatch(customers, master, local.sync.pending, false).clashes.map(({ winner, loser }) => [
        winner.values['notes'],
        loser.values['notes'],
      ]);

    it('is based on that, and not on what arrived meanwhile', () => {
      const theirs = arrived('theirs', 20, null);
      expect(edit(theirs, 'mine', 30).sync.pending['notes']!.base).toBe(makeStamp(20, 0, other));
      const mine = edit(theirs, 'mine', 30, shown);
      expect(mine.sync.pending['notes']).toMatchObject({ base: makeStamp(10, 0, other) });
      const master = { fields: theirs.fields, stamps: theirs.sync.stamps };
      expect(clashesAt(mine, master)).toEqual([['mine', 'theirs']]);
      // Given up, the device has again what the office has.
      expect(discard(customers, mine)).toMatchObject({
        fields: { notes: 'theirs' },
        sync: { stamps: theirs.sync.stamps, pending: {}, confirmed: {} },
      });
    });

    it('is an ordinary edit where what stands reads as it did, whatever stamp it bears', () => {
      const again = arrived('shown', 20, null);
      const mine = edit(again, 'mine', 30, shown);
      expect(mine.sync.pending['notes']!.base).toBe(makeStamp(20, 0, other));
      expect(mine.sync.confirmedStamps).toBeUndefined();
    });

    it('keeps what the other tab of the person wrote, sent or not, for a card', () => {
      const held = receiveMaster(customers, start, 0, null);
      const firstTab = edit(held, 'first tab', 20);
      const both = edit(firstTab, 'second tab', 30, shown);
      expect(both.sync.pending['notes']).toMatchObject({
        base: makeStamp(10, 0, other),
        unseen: [{ seq: 2, values: { notes: 'first tab' } }],
      });
      expect(clashesAt(both, start)).toEqual([['second tab', 'first tab']]);
      // What was typed on at sight of that goes on carrying it; what the office has heard it forgets.
      const third = edit(both, 'second tab, more', 40);
      expect(clashesAt(third, start)).toEqual([['second tab, more', 'first tab']]);
      const answered = acknowledge(customers, third, both.sync.pending, 2, null);
      expect(answered.sync.pending['notes']!.unseen).toBeUndefined();

      const sent = acknowledge(customers, firstTab, firstTab.sync.pending, 2, null);
      const late = edit(sent, 'second tab', 30, shown);
      const master = { fields: sent.fields, stamps: sent.sync.stamps };
      expect(clashesAt(late, master)).toEqual([['second tab', 'first tab']]);
      // Typed on by the same tab, at sight of it: nothing to ask.
      expect(clashesAt(edit(sent, 'more', 30), master)).toEqual([]);
    });

    it('keeps what was typed and not sent, and is hidden by something later', () => {
      const mine = edit(receiveMaster(customers, start, 0, null), 'mine', 20);
      const hidden = arrived('theirs', 30, mine);
      expect(hidden.fields['notes']).toBe('theirs');
      const typedOn = edit(hidden, 'theirs, more', 40);
      expect(typedOn.sync.pending['notes']).toMatchObject({
        base: makeStamp(30, 0, other),
        unseen: [{ values: { notes: 'mine' } }],
      });
    });

    it('of a draft that does not know what it was typed over, takes nothing for known', () => {
      const unknown = { notes: { stamp: '', values: {} } };
      for (const theirs of [arrived('theirs', 20, null), arrived('theirs', 20, null, device)]) {
        const mine = edit(theirs, 'mine', 30, unknown);
        expect(clashesAt(mine, { fields: theirs.fields, stamps: theirs.sync.stamps })).toEqual([['mine', 'theirs']]);
      }
    });

    it('settling a card over something that came meanwhile makes it another card', () => {
      const one = { id: 'one', unit: 'notes', memberId: 'ayse' };
      const side = (notes: string, atMs: number) => ({
        values: { notes },
        stamp: makeStamp(atMs, 0, other),
        memberId: 'ayse',
      });
      const card = { ...one, shown: side('shown', 10), hidden: side('hidden', 5) };
      const local = arrived('theirs', 20, null);
      const carded = { ...local, sync: { ...local.sync, conflicts: [card] } };
      const settled = settleCard(customers, carded, 'one', { notes: 'hidden' }, by(30), shown)!;
      expect(clashesAt(settled, { fields: local.fields, stamps: local.sync.stamps })).toEqual([['hidden', 'theirs']]);
    });
  });

  it('never loses a keystroke, wherever an answer is lost', () => {
    // One person, two fields, any schedule of typing, also while an answer is on its way, of pushes whose answer may be
    // lost, of pulls, and of a clock that goes wrong and right again.
    const step = fc.constantFrom(
      'type',
      'type',
      'type elsewhere',
      'push',
      'push',
      'typeMeanwhile',
      'lost',
      'pull',
      'behind',
      'right',
      'wait',
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => {
        let nowMs = 100_000,
          behindMs = 0,
          typed = 0,
          elsewhere = 0,
          master: MasterDocument | null = null,
          seq = 0;
        let local: LocalDocument = createLocalDocument(customers, 'x', { notes: '0', city: '0' }, by(nowMs));
        const type = (values: Record<string, unknown>) => {
          local = change(local, values, nowMs - behindMs);
        };
        for (const action of [...steps, 'push', 'push']) {
          if (action === 'wait') nowMs += 10;
          else if (action === 'behind') behindMs = 10_000;
          else if (action === 'right') behindMs = 0;
          else if (action === 'type') type({ notes: String(++typed) });
          else if (action === 'type elsewhere') type({ city: String(++elsewhere) });
          else if (action === 'pull') {
            if (master !== null) local = receiveMaster(customers, master, seq, local);
          } else if (Object.keys(local.sync.pending).length > 0) {
            const sent = local.sync.pending;
            ({ master, seq } = serve(master, local, seq, nowMs, behindMs));
            if (action === 'typeMeanwhile') type({ notes: String(++typed) });
            if (action !== 'lost') local = acknowledge(customers, local, sent, master.version, master);
          }
          expect(local.fields).toEqual({ notes: String(typed), city: String(elsewhere) });
        }
        expect(master?.fields).toEqual({ notes: String(typed), city: String(elsewhere) });
        expect(local.sync.outbox).toBe('');
      }),
      { seed: 20261122, numRuns: 5_000 },
    );
  });
});
