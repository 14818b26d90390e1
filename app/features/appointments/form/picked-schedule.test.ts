import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallClockOf } from '../../../ui/wall-clock';
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
  const until = (date: string, time: string, end: string, isLater = false) =>
    lengthUntil({ date, time, lengthMinutes: 60, isLater }, end, BERLIN);

  it('ends the same day, or the next when the time is not after the start', () => {
    expect(until('2026-11-24', '21:00', '22:30')).toBe(90);
    expect(until('2026-11-24', '21:00', '01:00')).toBe(240);
    expect(until('2026-11-24', '21:00', '21:00')).toBe(1440);
  });

  it('is counted from the hour that was picked when clocks go back, and ends at the next such time', () => {
    expect(until('2026-10-25', '02:30', '02:45')).toBe(15);
    expect(until('2026-10-25', '02:30', '02:45', true)).toBe(15);
    expect(until('2026-10-25', '02:30', '03:15')).toBe(105);
    expect(until('2026-10-25', '02:30', '03:15', true)).toBe(45);
    expect(until('2026-10-25', '02:30', '02:15')).toBe(45);
    expect(until('2026-10-25', '01:30', '02:30')).toBe(60);
    expect(until('2026-10-24', '23:00', '02:30')).toBe(210);
  });

  it('always ends at the time that was picked', () => {
    const minute = fc.integer({ min: Date.UTC(2026, 9, 24) / 60_000, max: Date.UTC(2026, 9, 26) / 60_000 });
    fc.assert(
      fc.property(minute, fc.integer({ min: 0, max: 24 * 60 - 1 }), (start, end) => {
        const startsAt = new Date(start * 60_000).toISOString();
        const picked = pickedFrom({ startsAt, endsAt: startsAt }, BERLIN);
        const time = new Date(end * 60_000).toISOString().slice(11, 16);
        const { endsAt } = pickedSchedule({ ...picked, lengthMinutes: lengthUntil(picked, time, BERLIN) }, BERLIN)!;
        expect(wallClockOf(endsAt, BERLIN).time).toBe(time);
      }),
      { seed: 20261130, numRuns: 400 },
    );
  });
});
