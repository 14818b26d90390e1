/**
 * Policy `state`: what somebody decided is never written over by one who did not know of it, and nobody goes untold.
 */
import { describe, expect, it } from 'vitest';
import { collection, field, instantOrNone, text, type CollectionDefinition } from '../collections/definition';
import type { Patch } from './document';
import { acknowledge } from './receive-document';
import { createLocalDocument, editDocument } from './edit-document';
import { refuseUnits, retry } from './refuse-document';
import { mergePatch } from './merge';
import { makeStamp } from './stamp';

const things: CollectionDefinition = collection({
  name: 'things',
  noun: 'thing',
  audience: { kind: 'everyone' },
  writable: true,
  fields: {
    status: field(text(20), 'state', { leads: (from, to) => to === 'held' && from === 'confirmed' }),
    notes: field(text(200), 'text', { empty: '' }),
    deletedAt: field(instantOrNone, 'removal', { empty: '' }),
  },
});
const [A, B] = ['0000000a', '0000000b'];
const at = (ms: number, device: string) => makeStamp(ms, 0, device);
const master = (status: string, stamp: string) => ({
  fields: { status, notes: '' },
  stamps: { '*': at(1, A), status: stamp },
});
const patch = (status: string, stamp: string, base: string): Patch => ({
  status: { seq: 1, stamp, base, values: { status } },
});

describe('policy state', () => {
  it('is taken over what the writer knew, whatever the clocks say', () => {
    const merged = mergePatch(things, master('confirmed', at(9, A)), patch('cancelled', at(2, B), at(9, A)), true);
    expect(merged.fields['status']).toBe('cancelled');
    expect(merged.refused).toEqual([]);
    expect(merged.stamps['status']! > at(9, A)).toBe(true);
  });

  it('is taken over what the same device wrote, and by one who saw something later than a restored office', () => {
    expect(mergePatch(things, master('x', at(9, B)), patch('y', at(2, B), at(1, A)), false).fields['status']).toBe('y');
    expect(mergePatch(things, master('x', at(3, A)), patch('y', at(2, B), at(7, A)), true).fields['status']).toBe('y');
  });

  it('is refused, alone, over what its writer did not know; the rest of the row goes on', () => {
    const notes = { seq: 1, stamp: at(20, B), base: at(1, A), values: { notes: 'n' } };
    const merged = mergePatch(
      things,
      master('cancelled', at(9, A)),
      { ...patch('held', at(20, B), at(1, A)), notes },
      true,
    );
    expect(merged.fields).toMatchObject({ status: 'cancelled', notes: 'n' });
    expect([merged.refused, merged.changed, merged.clashes]).toEqual([['status'], ['notes'], []]);
  });

  it('goes where the table leads, known or not, and says nothing where both want the same', () => {
    const unknown = patch('held', at(5, B), at(1, A));
    expect(mergePatch(things, master('confirmed', at(9, A)), unknown, true).fields['status']).toBe('held');
    const same = mergePatch(things, master('held', at(9, A)), unknown, true);
    expect([same.changed, same.refused]).toEqual([[], []]);
  });

  it('in whichever order two decisions arrive, one stands and the other is told', () => {
    for (const [first, second] of [
      ['cancelled', 'held'],
      ['held', 'cancelled'],
    ] as const) {
      const base = at(1, A);
      const one = mergePatch(things, master('draft', base), patch(first, at(5, A), base), false);
      const two = mergePatch(things, one, patch(second, at(9, B), base), true);
      expect([two.fields['status'], two.refused]).toEqual([first, ['status']]);
    }
  });

  it('waits on the device for its person, who may say it again over what stands', () => {
    const by = { nowMs: 10, deviceId: B, seen: '' };
    const born = createLocalDocument(things, 'x', { status: 'confirmed', notes: '' }, by);
    const here = acknowledge(things, born, born.sync.pending, 1, null);
    const edited = editDocument(things, here, { status: 'held', notes: 'n' }, { ...by, nowMs: 20 })!;
    const sent = edited.sync.pending;
    const stands = {
      id: 'x',
      version: 3,
      fields: { status: 'cancelled', notes: 'n' },
      stamps: { '*': at(1, A), status: at(15, A) },
      conflicts: [],
    };
    const { status: refusedUnit, ...taken } = sent;
    expect(refusedUnit).toBeDefined();
    const rejection = { code: 'sync.stateStands', params: { unit: 'status', stands: 'cancelled' }, at: '' };
    const refused = refuseUnits(
      acknowledge(things, edited, taken, 3, stands),
      sent,
      ['status'],
      stands.stamps,
      rejection,
    );
    expect(refused.sync.rejection).toEqual(rejection);
    expect(Object.keys(refused.sync.pending)).toEqual(['status']);
    const again = retry(refused).sync.pending;
    expect(again['status']!.seq).toBeGreaterThan(sent['status']!.seq);
    expect(mergePatch(things, stands, again, false).fields['status']).toBe('held');
  });
});
