import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, minutesBetween, moveSchedule, nextHalfHour, resolveWallClock, wallClockOf } from './wall-clock';

const BERLIN = 'Europe/Berlin';

describe('resolveWallClock', () => {
  it('reads a day and a time in their zone', () => {
    expect(resolveWallClock({ date: '2026-11-24', time: '09:00' }, 'Europe/Istanbul')).toEqual({
      kind: 'exact',
      at: '2026-11-24T06:00:00.000Z',
    });
    expect(resolveWallClock({ date: '2026-07-01', time: '09:00' }, BERLIN)).toEqual({
      kind: 'exact',
      at: '2026-07-01T07:00:00.000Z',
    });
  });

  it('says when clocks jump over the time', () => {
    // 29 March 2026, Berlin: 02:00 becomes 03:00.
    expect(resolveWallClock({ date: '2026-03-29', time: '02:30' }, BERLIN)).toEqual({
      kind: 'skipped',
      at: '2026-03-29T01:30:00.000Z',
    });
    expect(wallClockOf('2026-03-29T01:30:00.000Z', BERLIN)).toEqual({ date: '2026-03-29', time: '03:30' });
  });

  it('says when clocks show the time twice', () => {
    // 25 October 2026, Berlin: 03:00 becomes 02:00.
    expect(resolveWallClock({ date: '2026-10-25', time: '02:30' }, BERLIN)).toEqual({
      kind: 'repeated',
      at: '2026-10-25T00:30:00.000Z',
      laterAt: '2026-10-25T01:30:00.000Z',
    });
  });

  it('refuses anything that was not picked', () => {
    for (const time of ['9:00', '24:00', '09:60', '9 PM', '']) {
      expect(() => resolveWallClock({ date: '2026-11-24', time }, BERLIN)).toThrow(RangeError);
    }
    expect(() => resolveWallClock({ date: '24.11.2026', time: '09:00' }, BERLIN)).toThrow();
  });

  it('comes back to the same instant from what clocks show, except in the repeated hour', () => {
    const zones = fc.constantFrom(
      'Europe/Istanbul',
      BERLIN,
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    );
    const minutes = fc.integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2030, 0, 1) / 60_000 });
    fc.assert(
      fc.property(zones, minutes, (zone, minute) => {
        const instant = new Date(minute * 60_000).toISOString();
        const resolved = resolveWallClock(wallClockOf(instant, zone), zone);
        expect(resolved.kind === 'repeated' ? [resolved.at, resolved.laterAt] : [resolved.at]).toContain(instant);
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });
});

describe('moveSchedule', () => {
  const schedule = { startsAt: '2026-03-28T08:00:00.000Z', endsAt: '2026-03-28T09:30:00.000Z', zone: BERLIN };

  it('keeps the time of day and the length across summer time', () => {
    const moved = moveSchedule(schedule, { days: 1 }, BERLIN);
    expect(wallClockOf(moved.startsAt, BERLIN)).toEqual({ date: '2026-03-29', time: '09:00' });
    expect(minutesBetween(moved.startsAt, moved.endsAt)).toBe(90);
    expect(moved.startsAt).toBe('2026-03-29T07:00:00.000Z');
  });

  it('moves by minutes on the clock of the world', () => {
    expect(moveSchedule(schedule, { minutes: -15 }, BERLIN)).toEqual({
      ...schedule,
      startsAt: '2026-03-28T07:45:00.000Z',
      endsAt: '2026-03-28T09:15:00.000Z',
    });
  });

  it('moves there and back again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), (days) => {
        expect(moveSchedule(moveSchedule(schedule, { days }, BERLIN), { days: -days }, BERLIN)).toEqual(schedule);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

it('adds days over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});

it('offers the next half hour, and the present one when it is just striking', () => {
  expect(nextHalfHour(Date.parse('2026-11-23T08:01:00.000Z'))).toBe('2026-11-23T08:30:00.000Z');
  expect(nextHalfHour(Date.parse('2026-11-23T08:30:00.000Z'))).toBe('2026-11-23T08:30:00.000Z');
});
