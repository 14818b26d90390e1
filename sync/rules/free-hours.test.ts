import { describe, expect, it } from 'vitest';
import { dayNoteOf, freeHoursOf } from './free-hours';
import { FIRST_SETTINGS, type Settings } from './settings';

// Thursday; the office works from 9 to 18 on Mondays to Fridays.
const ON = '2026-11-26';
const hours = { from: '09:00', to: '18:00' };
const week = (...days: { from: string; to: string }[]) => Array.from({ length: 7 }, () => days);
const away = (toTime = '', fromTime = '') => [
  { id: 'x', memberId: 'ali', fromOn: ON, toOn: ON, fromTime, toTime, reason: 'leave' },
];
const SETTINGS = {
  ...FIRST_SETTINGS,
  weeks: new Map([
    ['ali', week(hours)],
    ['veli', week({ from: '08:00', to: '12:00' }, { from: '17:00', to: '20:00' })],
  ]),
} as unknown as Settings;
const absent = (absence: ReturnType<typeof away>) =>
  ({ ...SETTINGS, absences: new Map([['ali', absence]]) }) as unknown as Settings;

describe('freeHoursOf', () => {
  it('is what lies around the hours of one person', () => {
    expect(freeHoursOf(SETTINGS, ['ali'], ON)).toEqual([
      { from: '00:00', to: '09:00' },
      { from: '18:00', to: '24:00' },
    ]);
  });

  it('is what nobody of several works', () => {
    expect(freeHoursOf(SETTINGS, ['ali', 'veli'], ON)).toEqual([
      { from: '00:00', to: '08:00' },
      { from: '20:00', to: '24:00' },
    ]);
  });

  it('is the whole day of whoever is away, and part of it of whoever is away for hours', () => {
    expect(freeHoursOf(absent(away()), ['ali'], ON)).toEqual([{ from: '00:00', to: '24:00' }]);
    expect(freeHoursOf(absent(away('12:00', '10:00')), ['ali'], ON)).toEqual([
      { from: '00:00', to: '09:00' },
      { from: '10:00', to: '12:00' },
      { from: '18:00', to: '24:00' },
    ]);
  });
});

describe('dayNoteOf', () => {
  it('names who is away, all day or for hours, and the holiday', () => {
    expect(dayNoteOf(SETTINGS, ['ali', 'veli'], ON)).toEqual({ holiday: null, away: [] });
    expect(dayNoteOf(absent(away()), ['ali', 'veli'], ON).away).toEqual([{ memberId: 'ali', span: null }]);
    expect(dayNoteOf(absent(away('12:00', '10:00')), ['ali'], ON).away).toEqual([
      { memberId: 'ali', span: { from: '10:00', to: '12:00' } },
    ]);
    const holidays = [
      { id: 'h', nameTr: 'Bayram', nameEn: 'Feast', fromOn: ON, toOn: ON, fromTime: '', isYearly: false },
    ];
    const note = dayNoteOf({ ...SETTINGS, holidays } as unknown as Settings, [], ON);
    expect(note.holiday).toMatchObject({ nameTr: 'Bayram', nameEn: 'Feast' });
  });
});
