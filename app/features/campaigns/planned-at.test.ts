import { expect, it } from 'vitest';
import { planOf, plannedAt } from './planned-at';

it.each([
  ['2027-03-01', '09:00', 'Europe/Istanbul', '2027-03-01T06:00:00.000Z'],
  // Clocks go from 01:00 to 02:00.
  ['2027-03-28', '01:30', 'Europe/London', '2027-03-28T01:30:00.000Z'],
  // Clocks show it twice: the first time.
  ['2027-10-31', '01:30', 'Europe/London', '2027-10-31T00:30:00.000Z'],
])('a campaign that is planned for %s %s in %s has a time', (day, time, zone, at) => {
  expect(plannedAt(day, time, zone)).toBe(at);
});

it.each([
  ['2027-03-01T06:00:00.000Z', 'Europe/Istanbul', { isLater: true, day: '2027-03-01', time: '09:00' }],
  ['2027-03-01T22:30:00.000Z', 'Europe/Istanbul', { isLater: true, day: '2027-03-02', time: '01:30' }],
  [null, 'Europe/Istanbul', { isLater: false, day: '', time: '09:00' }],
])('a draft that was last planned for %s begins with that day and time in %s', (at, zone, plan) => {
  expect(planOf(at, zone)).toEqual(plan);
});
