import { describe, expect, it } from 'vitest';
import { readSettings, type SettingDocument } from './settings';
import { absencesOn, holidayOn, isWithin, weekdayOf, workOf } from './work-time';

const ME = '0190a000-0000-7000-8000-000000000001';
let count = 0;
const setting = (key: string, value: object, memberId = ''): SettingDocument => ({
  id: String(count),
  key,
  subject: memberId !== '' && key === 'week' ? memberId : `s${(count += 1)}`,
  memberId,
  value: value as Record<string, unknown>,
  archivedAt: '',
});
const holiday = (fromOn: string, toOn: string, rest: object = {}) =>
  setting('holiday', { nameTr: 'Tatil', nameEn: '', fromOn, toOn, fromTime: '', isYearly: true, ...rest });
const absence = (fromOn: string, toOn: string, fromTime = '', toTime = '') =>
  setting('absence', { fromOn, toOn, fromTime, toTime, note: '' }, ME);
const MONDAY = '2026-11-30';
const NINE_TO_SIX = { from: '09:00', to: '18:00' };

describe('work time', () => {
  it('knows the days of the week', () => {
    expect([MONDAY, '2026-12-06'].map(weekdayOf)).toEqual([0, 6]);
  });

  it('is the office’s, unless somebody keeps other hours', () => {
    expect(workOf(readSettings([]), ME, MONDAY)).toEqual([NINE_TO_SIX]);
    expect(workOf(readSettings([]), ME, '2026-12-06')).toEqual([]);
    const own = [[{ from: '08:00', to: '12:00' }], [], [], [], [], [], []];
    expect(workOf(readSettings([setting('week', { days: own }, ME)]), ME, MONDAY)).toEqual(own[0]);
  });

  it('a yearly holiday comes every year from its first, over the turn of the year too', () => {
    const settings = readSettings([holiday('2026-12-31', '2027-01-01'), holiday('2026-04-23', '2026-04-23')]);
    const isFree = (on: string) => holidayOn(settings, on) !== null;
    expect(['2025-12-31', '2026-01-01', '2026-12-30', '2027-01-02'].map(isFree)).toEqual([false, false, false, false]);
    expect(['2026-12-31', '2027-01-01', '2027-12-31', '2031-01-01'].map(isFree)).toEqual([true, true, true, true]);
    expect(['2025-04-23', '2026-04-23', '2030-04-23'].map(isFree)).toEqual([false, true, true]);
    const leap = readSettings([holiday('2024-02-29', '2024-02-29')]);
    expect(['2025-03-01', '2028-02-29'].map((on) => holidayOn(leap, on) !== null)).toEqual([false, true]);
    const once = readSettings([holiday('2027-03-09', '2027-03-11', { isYearly: false })]);
    expect(['2027-03-09', '2027-03-11', '2028-03-09'].map((on) => holidayOn(once, on) !== null)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('the eve of a holiday is free from its hour on, and the whole holiday from its beginning', () => {
    const settings = readSettings([
      holiday('2026-10-28', '2026-10-28', { fromTime: '13:00' }),
      holiday('2026-10-29', '2026-10-29'),
    ]);
    expect(workOf(settings, ME, '2026-10-28')).toEqual([{ from: '09:00', to: '13:00' }]);
    expect(workOf(settings, ME, '2026-10-29')).toEqual([]);
    const three = readSettings([holiday('2026-11-30', '2026-12-02', { fromTime: '13:00' })]);
    expect(['2026-11-30', '2026-12-01', '2026-12-02'].map((on) => workOf(three, ME, on).length)).toEqual([1, 0, 0]);
  });

  it('absences take whole days or a part of one, and only their member’s', () => {
    const settings = readSettings([absence(MONDAY, MONDAY, '11:00', '12:30'), absence('2026-12-01', '2026-12-02')]);
    expect(workOf(settings, ME, MONDAY)).toEqual([
      { from: '09:00', to: '11:00' },
      { from: '12:30', to: '18:00' },
    ]);
    expect(['2026-12-01', '2026-12-02', '2026-12-03'].map((on) => workOf(settings, ME, on).length)).toEqual([0, 0, 1]);
    expect(absencesOn(settings, 'somebody else', MONDAY)).toEqual([]);
    expect(workOf(settings, 'somebody else', MONDAY)).toEqual([NINE_TO_SIX]);
  });

  it('an hour is within what is worked, also over two spans that touch', () => {
    const hours = [
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '18:00' },
    ];
    expect(isWithin(hours, '11:00', '13:00')).toBe(true);
    expect(isWithin(hours, '08:30', '09:30')).toBe(false);
    expect(isWithin(hours, '17:30', '18:30')).toBe(false);
    expect(isWithin([], '10:00', '11:00')).toBe(false);
  });
});
