import { expect, test } from 'vitest';
import { nearestQuarter, quarterHours, shiftClock } from './clock';

test('a day has 96 quarter hours; a minimum rounds up to the next one', () => {
  expect(quarterHours()).toHaveLength(96);
  expect(quarterHours('09:01')[0]).toBe('09:15');
  expect(quarterHours('23:50')).toEqual([]);
});

test('the nearest quarter never leaves the day', () => {
  expect(nearestQuarter('09:07')).toBe('09:00');
  expect(nearestQuarter('09:08')).toBe('09:15');
  expect(nearestQuarter('23:59')).toBe('23:45');
});

test('stepping stops at midnight on both sides', () => {
  expect(shiftClock('09:58', 5)).toBe('10:03');
  expect(shiftClock('00:03', -5)).toBe('00:00');
  expect(shiftClock('23:58', 5)).toBe('23:59');
});
