import { describe, expect, it } from 'vitest';
import { appointments } from '../../../sync/collections/appointment';
import { customers } from '../../../sync/collections/customer';
import type { ConflictCard } from '../../../sync/rules/document';
import { editDocument, settleCard } from '../../../sync/rules/edit-document';
import { receiveMaster } from '../../../sync/rules/receive-document';
import type { LocalDocument } from '../../../sync/rules/local-document';
import { makeStamp } from '../../../sync/rules/stamp';
import { cardsToSettle, clashedAt, joinedText, settledValues, type Settlement } from './settle-conflict';

const MINE = '0000000a',
  THEIRS = '0000000b';
const by = { nowMs: 3_000, deviceId: MINE, seen: '' };
const DEFINITIONS = { customers, appointments };
const card = (unit: string, shown: string, hidden: string): ConflictCard => ({
  id: unit,
  unit,
  shown: { values: { [unit]: shown }, stamp: makeStamp(2_000, 0, THEIRS), memberId: 'ayse' },
  hidden: { values: { [unit]: hidden }, stamp: makeStamp(1_000, 0, MINE), memberId: 'mehmet' },
});
function documentWith(collection: 'customers' | 'appointments', one: ConflictCard): LocalDocument {
  const stamps = { '*': makeStamp(500, 0, MINE), [one.unit]: one.shown.stamp };
  return receiveMaster(
    DEFINITIONS[collection],
    { id: 'x', version: 2, fields: { ...one.shown.values }, stamps, conflicts: [one] },
    0,
    null,
  );
}

/** Makes the choice as the screen does. */
function settle(collection: 'customers' | 'appointments', one: ConflictCard, choice: Settlement): LocalDocument {
  return settleCard(
    DEFINITIONS[collection],
    documentWith(collection, one),
    one.id,
    settledValues(collection, one, choice, true),
    by,
  )!;
}

describe('settling a conflict', () => {
  const notes = card('notes', 'Sabah arayın', 'Akşam arayın');

  it('is open until someone decides', () => {
    expect(cardsToSettle(documentWith('customers', notes), 'me')).toEqual([notes]);
    expect(clashedAt(notes)).toBe('1970-01-01T00:00:02.000Z');
  });

  it.each(['customers', 'appointments'] as const)('keeps what was chosen of %s and closes the card', (collection) => {
    for (const [choice, expected] of [
      ['shown', 'Sabah arayın'],
      ['hidden', 'Akşam arayın'],
      ['both', 'Sabah arayın\nAkşam arayın'],
    ] as const) {
      const settled = settle(collection, notes, choice);
      expect(settled.fields['notes']).toBe(expected);
      expect('notes' in settled.sync.pending).toBe(choice !== 'shown');
      expect(cardsToSettle(settled, 'me')).toEqual([]);
    }
  });

  it('goes on showing what stands while the fact is edited', () => {
    const edited = editDocument(customers, documentWith('customers', notes), { notes: 'Öğlen arayın' }, by)!;
    expect(cardsToSettle(edited, 'me')).toMatchObject([
      { id: 'notes', shown: { values: { notes: 'Öğlen arayın' }, memberId: 'me' }, hidden: notes.hidden },
    ]);
    expect(cardsToSettle(editDocument(customers, edited, { notes: 'Akşam arayın' }, by)!, 'me')).toEqual([]);
  });

  it('joins only texts that make sense together and fit', () => {
    expect(joinedText('customers', card('phone', '+905320000000', '+905330000000'), false)).toBeNull();
    expect(joinedText('appointments', card('title', 'Tanışma', 'Sözleşme'), false)).toBeNull();
    expect(joinedText('customers', card('address', 'x'.repeat(300), 'y'.repeat(300)), true)).toBeNull();
    expect(joinedText('customers', card('address', '', 'Kadıköy'), true)).toBe('Kadıköy');
    expect(joinedText('appointments', card('location', 'Moda', 'Kadıköy'), true)).toBe('Moda\nKadıköy');
  });

  it('settles a deletion either way', () => {
    const deletion = card('deletedAt', '', '2026-11-22T09:00:00.000Z');
    expect(settle('customers', deletion, 'shown').fields['deletedAt']).toBe('');
    expect(settle('customers', deletion, 'hidden').fields['deletedAt']).toBe('2026-11-22T09:00:00.000Z');
  });
});
