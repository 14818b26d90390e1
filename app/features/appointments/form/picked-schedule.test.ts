import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthUntil, pickedFrom, pickedSchedule } from './picked-schedule';

const BERLIN = 'Europe/Berlin';

describe('a picked schedule', () => {
  it('becomes instants in its zone', () => {
    expect(
      pickedSchedule({ date: '2026-11-24', time: '21:00', lengthMinutes: 45, isLater: false }, 'Europe/Istanbul'),
    ).toEqual({ startsAt: '2026-11-24T18:00:00.000Z', endsAt: '2026-11-24T18:45:00.000Z', start: 'exact' });
  });

  it('is nothing until day and time are chosen', () => {
    expect(pickedSchedule({ date: '', time: '21:00', lengthMinutes: 45, isLater: false }, BERLIN)).toBeNull();
    expect(pickedSchedule({ date: '2026-11-24', time: '', lengthMinutes: 45, isLater: false }, BERLIN)).toBeNull();
  });

  it('lets the person say which of two equal hours is meant', () => {
    const picked = { date: '2026-10-25', time: '02:30', lengthMinutes: 30 };
    expect(pickedSchedule({ ...picked, isLater: false }, BERLIN)).toMatchObject({
      startsAt: '2026-10-25T00:30:00.000Z',
      start: 'repeated',
    });
    expect(pickedSchedule({ ...picked, isLater: true }, BERLIN)).toMatchObject({
      startsAt: '2026-10-25T01:30:00.000Z',
      start: 'repeated',
    });
  });

  it('keeps its length over a night in which clocks change', () => {
    expect(pickedSchedule({ date: '2026-03-29', time: '01:30', lengthMinutes: 60, isLater: false }, BERLIN)).toEqual({
      startsAt: '2026-03-29T00:30:00.000Z',
      endsAt: '2026-03-29T01:30:00.000Z',
      start: 'exact',
    });
  });

  it('survives being read from and written to instants, in every hour of a year', () => {
    const minute = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 5, max: 24 * 60 }), (start, length) => {
        const schedule = {
          startsAt: new Date(start * 60_000).toISOString(),
          endsAt: new Date((start + length) * 60_000).toISOString(),
        };
        expect(pickedSchedule(pickedFrom(schedule, BERLIN), BERLIN)).toMatchObject(schedule);
      }),
      { seed: 20261122, numRuns: 400 },
    );
  });
});

describe('lengthUntil', () => {
  it('ends the same day, or the next when the time is not after the start', () => {
    expect(lengthUntil({ date: '2026-11-24', time: '21:00' }, '22:30', BERLIN)).toBe(90);
    expect(lengthUntil({ date: '2026-11-24', time: '21:00' }, '01:00', BERLIN)).toBe(240);
    expect(lengthUntil({ date: '2026-11-24', time: '21:00' }, '21:00', BERLIN)).toBe(1440);
  });
});
