import { describe, expect, it } from 'vitest';
import { customers } from '../../../sync/collections/customer';
import { openConflicts, type ConflictCard } from '../../../sync/rules/document';
import { createLocalDocument, editDocument, type LocalDocument } from '../../../sync/rules/local-document';
import { makeStamp } from '../../../sync/rules/stamp';
import { joinedText, settledValues, type Settlement } from './settle-conflict';

const MINE = '0000000a', THEIRS = '0000000b';
const ID = '0192f0c1-0000-7000-8000-000000000001';
const card = (unit: string, shown: string, hidden: string): ConflictCard => ({
  id: unit, unit,
  shown: { values: { [unit]: shown }, stamp: makeStamp(2_000, 0, THEIRS), memberId: 'ayse' },
  hidden: { values: { [unit]: hidden }, stamp: makeStamp(1_000, 0, MINE), memberId: 'mehmet' },
});

function documentWith(one: ConflictCard): LocalDocument {
  const created = createLocalDocument(customers, ID, { ...one.shown.values }, { nowMs: 500, deviceId: MINE, seen: '' });
  return { ...created, sync: { ...created.sync, pending: {}, outbox: '', stamps: { '*': makeStamp(500, 0, MINE), [one.unit]: one.shown.stamp }, conflicts: [one] } };
}

/** Makes the choice as the screen does, one stored edit after the other. */
function settle(one: ConflictCard, choice: Settlement): LocalDocument {
  return settledValues(one, choice).reduce<LocalDocument>(
    (document, values, at) => editDocument(customers, document, values, { nowMs: 3_000 + at, deviceId: MINE, seen: '' }) ?? document,
    documentWith(one),
  );
}

describe('settling a conflict', () => {
  const notes = card('notes', 'Sabah arayın', 'Akşam arayın');

  it('is open until someone decides', () => {
    expect(openConflicts(documentWith(notes).sync)).toEqual([notes]);
  });

  it.each([['shown', 'Sabah arayın'], ['hidden', 'Akşam arayın'], ['both', 'Sabah arayın\nAkşam arayın']] as const)('keeps %s and closes the card', (choice, expected) => {
    const settled = settle(notes, choice);
    expect(settled.fields['notes']).toBe(expected);
    expect(settled.sync.pending['notes']?.values).toEqual({ notes: expected });
    expect(openConflicts(settled.sync)).toEqual([]);
  });

  it('joins only texts that make sense together and fit', () => {
    expect(joinedText(card('phone', '+905320000000', '+905330000000'))).toBeNull();
    expect(joinedText(card('address', 'x'.repeat(300), 'y'.repeat(300)))).toBeNull();
    expect(joinedText(card('address', '', 'Kadıköy'))).toBe('Kadıköy');
  });

  it('settles a deletion either way', () => {
    const deletion = card('deletedAt', '', '2026-11-22T09:00:00.000Z');
    expect(settle(deletion, 'shown').fields['deletedAt']).toBe('');
    expect(settle(deletion, 'hidden').fields['deletedAt']).toBe('2026-11-22T09:00:00.000Z');
    expect(openConflicts(settle(deletion, 'shown').sync)).toEqual([]);
  });
});
