import { describe, expect, it } from 'vitest';
import { dayInZone } from './day-in-zone';

/** As Intl says it of each instant. */
function asked(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  return (ms) => format.format(ms);
}
const ZONES = [
  'Europe/Istanbul',
  'Europe/London',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Antarctica/Troll',
  'America/Sao_Paulo',
];
const HOUR_MS = 3_600_000;

describe('the day of an instant', () => {
  it.each(ZONES)('is the one Intl names, at any instant of sixty years in %s', (zone) => {
    const [ours, intl] = [dayInZone(zone), asked(zone)];
    let seed = 1;
    for (let at = 0; at < 3_000; at += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const ms = Date.UTC(1975, 0, 1) + Math.floor((seed / 2_147_483_647) * 60 * 365 * 24 * HOUR_MS);
      expect(`${ms} ${ours(ms)}`).toBe(`${ms} ${intl(ms)}`);
    }
  });

  // Clocks were changed four times in Cairo's 2010 and 2014, and a day was left out in Apia's 2011.
  it.each([
    ['Africa/Cairo', 2010],
    ['Africa/Cairo', 2014],
    ['Africa/Casablanca', 2026],
    ['Pacific/Apia', 2011],
    ['Europe/Istanbul', 2016],
  ])('is the one Intl names through every hour of a year with many changes: %s %i', (zone, year) => {
    const [ours, intl] = [dayInZone(zone), asked(zone)];
    for (let ms = Date.UTC(year, 0, 1); ms < Date.UTC(year + 1, 0, 1); ms += HOUR_MS)
      expect(`${ms} ${ours(ms)}`).toBe(`${ms} ${intl(ms)}`);
  });

  it('knows years that are far away', () => {
    const day = dayInZone('Europe/Istanbul');
    expect(day('9999-12-31T12:00:00.000Z')).toBe('9999-12-31');
    expect(day('0900-06-01T12:00:00.000Z')).toMatch(/^0900-0[56]-\d\d$/);
    expect(day('2026-11-28T21:00:00.000Z')).toBe('2026-11-29');
    expect(() => day('never')).toThrow(RangeError);
  });
});
