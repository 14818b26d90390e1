import { expect, it } from 'vitest';
import { startOfWeekMs } from './segment-periods';

const ISTANBUL = 'Europe/Istanbul';
const start = (at: string, zone: string) => new Date(startOfWeekMs(Date.parse(at), zone)).toISOString();

it('begins a week on Monday in the zone that is named, wherever the device is', () => {
  // Sunday evening in London is Monday in Istanbul already, and still the week before in New York.
  expect(start('2026-11-22T21:30:00.000Z', ISTANBUL)).toBe('2026-11-22T21:00:00.000Z');
  expect(start('2026-11-22T20:59:59.999Z', ISTANBUL)).toBe('2026-11-15T21:00:00.000Z');
  expect(start('2026-11-22T21:30:00.000Z', 'America/New_York')).toBe('2026-11-16T05:00:00.000Z');
});

it('begins it where clocks changed on the Sunday before', () => {
  expect(start('2026-10-26T12:00:00.000Z', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z');
  expect(start('2026-10-25T12:00:00.000Z', 'Europe/Berlin')).toBe('2026-10-18T22:00:00.000Z');
});
