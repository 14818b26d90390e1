import { describe, expect, it } from 'vitest';
import { instantOfIys, iysDeadline, iysTime } from './iys';
import { FIRST_SETTINGS } from './settings';

/** The feast of 2027 as an office enters it: free from noon of the eve on. */
const FEAST = {
  id: 'kurban',
  nameTr: 'Kurban Bayramı',
  nameEn: 'Feast of Sacrifice',
  fromOn: '2027-05-15',
  toOn: '2027-05-19',
  fromTime: '13:00',
  isYearly: false,
  isArchived: false,
} as const;
const settings = { ...FIRST_SETTINGS, holidays: [FEAST] };

describe('İYS hears within three business days', () => {
  it.each([
    // A Thursday, a Friday at five in the afternoon, a Saturday, a Sunday.
    ['2026-11-19T08:00:00.000Z', '2026-11-24'],
    ['2026-11-20T14:00:00.000Z', '2026-11-25'],
    ['2026-11-21T08:00:00.000Z', '2026-11-25'],
    ['2026-11-22T08:00:00.000Z', '2026-11-25'],
    // Türkiye's day has begun already.
    ['2026-11-22T21:30:00.000Z', '2026-11-26'],
    // Republic Day is a Thursday; its eve is a business day until noon.
    ['2026-10-26T08:00:00.000Z', '2026-10-30'],
    ['2026-10-28T08:00:00.000Z', '2026-11-03'],
    // The year's end, and the feast with the 19 May in it.
    ['2026-12-30T08:00:00.000Z', '2027-01-05'],
    ['2027-05-13T08:00:00.000Z', '2027-05-21'],
    ['2027-04-22T08:00:00.000Z', '2027-04-28'],
  ])('said at %s: until %s', (at, until) => expect(iysDeadline(at, settings)).toBe(until));

  it('as a calendar on paper says, on every day of seven months', () => {
    const free = new Set(
      '2026-10-29 2027-01-01 2027-04-23 2027-05-01 2027-05-16 2027-05-17 2027-05-18 2027-05-19'.split(' '),
    );
    let days = 0;
    for (let at = Date.UTC(2026, 9, 1, 9); at < Date.UTC(2027, 4, 31, 9); at += 86_400_000) {
      const three: string[] = [];
      for (let next = at + 86_400_000; three.length < 3; next += 86_400_000) {
        const date = new Date(next);
        const on = date.toISOString().slice(0, 10);
        if (date.getUTCDay() !== 0 && date.getUTCDay() !== 6 && !free.has(on)) three.push(on);
      }
      expect(iysDeadline(new Date(at).toISOString(), settings), new Date(at).toISOString()).toBe(three[2]);
      days += 1;
    }
    expect(days).toBeGreaterThan(200);
  });
});

describe('its time', () => {
  it('is Türkiye’s, there and back', () => {
    expect(iysTime('2026-11-22T21:30:05.000Z')).toBe('2026-11-23 00:30:05');
    expect(instantOfIys('2026-11-23 00:30:05')).toBe('2026-11-22T21:30:05.000Z');
  });
  it.each([
    '',
    '2026-02-30 10:00:00',
    '2026-11-23',
    '23.11.2026 10:00:00',
    '2026-11-23 24:00:00',
    '2026-11-23 10:61:00',
  ])('is not %s', (written) => expect(instantOfIys(written)).toBeNull());
});
