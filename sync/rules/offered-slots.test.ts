import { describe, expect, it } from 'vitest';
import { offeredSlots } from './offered-slots';
import { FIRST_SETTINGS } from './settings';

/** A Friday, noon in İstanbul. */
const NOW_MS = Date.parse('2027-03-05T09:00:00.000Z');

describe('offered times', () => {
  it('lie within working hours of the days to come, two of a day, and meet nothing', () => {
    const slots = offeredSlots(FIRST_SETTINGS, 'm', [], NOW_MS, 60, 4);
    expect(slots).toEqual([
      '2027-03-08T06:00:00.000Z',
      '2027-03-08T11:00:00.000Z',
      '2027-03-09T06:00:00.000Z',
      '2027-03-09T11:00:00.000Z',
    ]);
    const busy = [{ startsAt: '2027-03-08T05:30:00.000Z', endsAt: '2027-03-08T14:30:00.000Z' }];
    expect(offeredSlots(FIRST_SETTINGS, 'm', busy, NOW_MS, 60, 2)[0]).toBe('2027-03-09T06:00:00.000Z');
    expect(offeredSlots(FIRST_SETTINGS, 'm', busy, NOW_MS, 30, 1)).toEqual(['2027-03-08T14:30:00.000Z']);
  });
});
