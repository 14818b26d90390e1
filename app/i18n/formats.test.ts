import { describe, expect, test } from 'vitest';
import { createFormats } from './formats';

const tr = createFormats('tr', 'Europe/Istanbul');
const en = createFormats('en', 'Europe/Istanbul');
const EVENING = '2026-11-22T18:00:00.000Z';
const NOW_MS = Date.parse('2026-11-22T19:30:00.000Z');

describe('formats', () => {
  test('evening is 21:00 in Turkish and 9:00 PM in English', () => {
    expect(tr.time(EVENING)).toBe('21:00');
    expect(en.time(EVENING)).toBe('9:00\u00a0PM');
    expect(tr.clock('09:05')).toBe('09:05');
    expect(en.clock('09:05')).toBe('9:05\u00a0AM');
  });

  test('midnight stays on its day and is 00:00', () => {
    expect(tr.time('2026-11-21T21:00:00.000Z')).toBe('00:00');
    expect(en.time('2026-11-21T21:00:00.000Z')).toBe('12:00\u00a0AM');
    expect(tr.dayOf('2026-11-21T21:00:00.000Z')).toBe('2026-11-22');
    expect(tr.dayOf('2026-11-21T20:59:59.999Z')).toBe('2026-11-21');
  });

  test('a day and its time stand together as each language writes them', () => {
    expect(tr.dateTime(EVENING)).toBe('22 Kasım 2026 21:00');
    expect(en.dateTime(EVENING)).toBe('November 22, 2026, 9:00\u00a0PM');
    expect(tr.weekdayTime(EVENING)).toBe('22 Kasım Pazar 21:00');
    expect(en.weekdayTime(EVENING)).toBe('Sunday, November 22, 9:00\u00a0PM');
    expect(en.weekdayTime(EVENING, '2026-11-22T19:30:00.000Z')).toBe(
      'Sunday, November 22, 9:00\u00a0PM – 10:30\u00a0PM',
    );
  });

  test('a day of another year says its year', () => {
    expect(tr.nearDate(EVENING, NOW_MS)).toBe('22 Kas');
    expect(tr.nearDate('2027-11-22T18:00:00.000Z', NOW_MS)).toBe('22 Kas 2027');
    // The evening before midnight at UTC is the next year there.
    expect(en.nearDate('2026-12-31T21:30:00.000Z', NOW_MS)).toBe('Jan 1, 2027');
  });

  test('where room is scarce, both ends share their half of the day', () => {
    const [at, noon] = ['2026-11-22T06:15:00.000Z', '2026-11-22T09:15:00.000Z'];
    expect(en.shortRange(at, '2026-11-22T07:15:00.000Z')).toEqual(['9:15', '– 10:15\u00a0AM']);
    expect(en.shortRange(at, noon)).toEqual(['9:15\u00a0AM', '– 12:15\u00a0PM']);
    expect(tr.shortRange(at, noon)).toEqual(['09:15', '– 12:15']);
  });

  test('the zone of the reader decides', () => {
    expect(createFormats('en', 'America/New_York').time(EVENING)).toBe('1:00\u00a0PM');
  });

  test('days are counted by calendar, not by 24 hours', () => {
    expect(tr.relativeDays('2026-11-21T20:00:00.000Z', NOW_MS)).toBe('dün');
    expect(tr.relativeDays('2026-11-10T08:00:00.000Z', NOW_MS)).toBe('12 gün önce');
    expect(en.relativeDays('2026-11-22T00:00:00.000Z', NOW_MS)).toBe('today');
    expect(en.relativeDays('2026-05-22T00:00:00.000Z', NOW_MS)).toBe('6 months ago');
  });

  test('the last hours are counted in minutes and hours', () => {
    expect(tr.relativeTime('2026-11-22T19:29:50.000Z', NOW_MS)).toBe('az önce');
    expect(en.relativeTime('2026-11-22T19:30:10.000Z', NOW_MS)).toBe('just now');
    expect(en.relativeTime('2026-11-22T19:30:50.000Z', NOW_MS)).toBe('just now');
    expect(tr.relativeTime('2026-11-22T19:26:00.000Z', NOW_MS)).toBe('4 dakika önce');
    expect(en.relativeTime('2026-11-22T16:00:00.000Z', NOW_MS)).toBe('3 hours ago');
    expect(en.relativeTime('2026-11-21T20:00:00.000Z', NOW_MS)).toBe('yesterday');
  });

  test('a day without zone is the same day everywhere', () => {
    expect(createFormats('tr', 'Pacific/Kiritimati').day('2026-11-22')).toContain('22 Kasım 2026');
    expect(createFormats('en', 'Pacific/Niue').day('2026-11-22')).toContain('November 22, 2026');
    expect(tr.day('2026-11-26')).toBe('26 Kasım 2026 Perşembe');
    expect(en.day('2026-11-26')).toBe('Thursday, November 26, 2026');
  });

  test('room is told in the unit a person would name', () => {
    expect([0, 1_500, 999_900, 1_000_000, 10_700_000_000].map(tr.bytes)).toEqual([
      '0 kB',
      '1,5 kB',
      '999,9 kB',
      '1 MB',
      '10,7 GB',
    ]);
    expect(en.bytes(2_500_000_000)).toBe('2.5 GB');
  });

  test('nothing formats to nothing', () => {
    expect([tr.time(''), tr.date(''), tr.day(''), tr.clock(''), tr.relativeDays('', NOW_MS)]).toEqual([
      '',
      '',
      '',
      '',
      '',
    ]);
  });
});
