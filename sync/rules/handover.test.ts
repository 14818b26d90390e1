import { describe, expect, it } from 'vitest';
import type { Handover } from '../collections/conversation';
import { coveringHandover, handoverKind, latestHandover, standInAt } from './handover';
import { readSettings, type SettingDocument } from './settings';

const [AYSE = '', MEHMET = '', ZEYNEP = '', CAN = ''] = [1, 2, 3, 4].map(
  (n) => `0190a000-0000-7000-8000-00000000000${n}`,
);
const ID = '0190a000-0000-7000-8000-0000000000c1';
let count = 0;
/** Days and times of the office, in Istanbul. */
const away = (
  memberId: string,
  fromOn: string,
  toOn: string,
  standInId: string,
  times = ['', ''],
): SettingDocument => ({
  id: `s${(count += 1)}`,
  key: 'absence',
  subject: `a${count}`,
  memberId,
  value: { fromOn, toOn, fromTime: times[0], toTime: times[1], note: '', standInId },
  archivedAt: '',
});
const at = (local: string) => Date.parse(`${local}:00.000+03:00`);
const anybody = () => true;
const WITHIN = at('2026-12-02T11:00');
const SETTINGS = readSettings([away(AYSE, '2026-12-01', '2026-12-04', MEHMET)]);
const cover = (handovers: readonly Handover[], responsibleId: string, atMs: number, settings = SETTINGS) =>
  coveringHandover(settings, { id: ID, responsibleId, handovers }, atMs, anybody);

describe('who stands in', () => {
  it('is whom the absence names, on its days in the office’s zone and at its hours', () => {
    const asked = (settings: typeof SETTINGS, local: string) => standInAt(settings, AYSE, at(local), anybody);
    expect(asked(SETTINGS, '2026-12-01T00:00')).toBe(MEHMET);
    expect(asked(SETTINGS, '2026-12-04T23:59')).toBe(MEHMET);
    expect([asked(SETTINGS, '2026-11-30T23:59'), asked(SETTINGS, '2026-12-05T00:00')]).toEqual(['', '']);
    const hours = readSettings([away(AYSE, '2026-12-01', '2026-12-01', MEHMET, ['10:00', '12:00'])]);
    expect(['09:59', '10:00', '11:59', '12:00'].map((time) => asked(hours, `2026-12-01T${time}`))).toEqual([
      '',
      MEHMET,
      MEHMET,
      '',
    ]);
  });

  it('is the stand-in of a stand-in who is away as well, and nobody where they name each other', () => {
    const chain = [away(AYSE, '2026-12-01', '2026-12-04', MEHMET), away(MEHMET, '2026-12-02', '2026-12-02', ZEYNEP)];
    expect(standInAt(readSettings(chain), AYSE, WITHIN, anybody)).toBe(ZEYNEP);
    expect(standInAt(readSettings(chain), AYSE, at('2026-12-03T11:00'), anybody)).toBe(MEHMET);
    const circle = readSettings([...chain, away(ZEYNEP, '2026-12-02', '2026-12-02', AYSE)]);
    expect(standInAt(circle, AYSE, WITHIN, anybody)).toBe('');
    expect(standInAt(SETTINGS, AYSE, WITHIN, (memberId) => memberId !== MEHMET)).toBe('');
  });
});

describe('a conversation of who is away', () => {
  it('goes to the stand-in with the first message, once, and comes back with the first after the absence', () => {
    expect(cover([], AYSE, at('2026-11-30T11:00'))).toBeNull();
    const given = cover([], AYSE, WITHIN);
    expect(given).toMatchObject({ by: AYSE, to: MEHMET, note: '' });
    if (given === null) return;
    expect(handoverKind(ID, given)).toBe('standIn');
    // The same at another moment, or in another conversation, is another.
    expect(handoverKind(ID, { ...given, at: new Date(WITHIN + 1).toISOString() })).toBe('byHand');
    expect(handoverKind(AYSE, given)).toBe('byHand');
    expect(cover([given], MEHMET, WITHIN + 1)).toBeNull();
    const back = cover([given], MEHMET, at('2026-12-05T09:00'));
    expect(back).toMatchObject({ by: MEHMET, to: AYSE });
    expect(back === null ? null : handoverKind(ID, back)).toBe('return');
    expect(back === null ? 1 : cover([given, back], AYSE, at('2026-12-05T09:01'))).toBeNull();
  });

  it('stays as somebody decided during the absence, and goes as ever in the next one', () => {
    const byHand = (by: string, to: string, local: string): Handover => ({
      id: `0190a000-0000-7000-8000-0000000000${(count += 1) + 10}`,
      by,
      to,
      note: '',
      at: new Date(at(local)).toISOString(),
    });
    // Ayşe, on her holiday, wants it herself; before it somebody had given it to her.
    expect(cover([byHand(AYSE, AYSE, '2026-12-01T08:00')], AYSE, WITHIN)).toBeNull();
    expect(cover([byHand(CAN, AYSE, '2026-11-20T08:00')], AYSE, WITHIN)).toMatchObject({ to: MEHMET });
    // Whoever has it is here.
    expect(cover([byHand(AYSE, CAN, '2026-11-20T08:00')], CAN, WITHIN)).toBeNull();
    const later = readSettings([
      away(AYSE, '2026-12-01', '2026-12-04', MEHMET),
      away(AYSE, '2026-12-20', '2026-12-21', CAN),
    ]);
    expect(cover([byHand(AYSE, AYSE, '2026-12-01T08:00')], AYSE, at('2026-12-20T08:00'), later)).toMatchObject({
      to: CAN,
    });
  });

  it('goes on where the stand-in leaves as well, in place of who was away first', () => {
    const settings = readSettings([
      away(AYSE, '2026-12-01', '2026-12-04', MEHMET),
      away(MEHMET, '2026-12-03', '2026-12-04', ZEYNEP),
    ]);
    const first = cover([], AYSE, WITHIN, settings);
    const second = first === null ? null : cover([first], MEHMET, at('2026-12-03T11:00'), settings);
    expect(second).toMatchObject({ by: AYSE, to: ZEYNEP });
    if (first === null || second === null) return;
    expect(latestHandover([second, first])).toBe(second);
    expect(cover([first, second], ZEYNEP, at('2026-12-05T11:00'), settings)).toMatchObject({ by: ZEYNEP, to: AYSE });
  });

  it('changes hands no more where the list is nearly full', () => {
    const many = Array.from({ length: 400 }, (_, n) => ({
      id: `${n}`,
      by: CAN,
      to: AYSE,
      note: '',
      at: '2026-11-01T09:00:00.000Z',
    }));
    expect(cover(many.slice(1), AYSE, WITHIN)).toMatchObject({ to: MEHMET });
    expect(cover(many, AYSE, WITHIN)).toBeNull();
  });
});
