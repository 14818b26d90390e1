import { describe, expect, it } from 'vitest';
import { isKnownZone, scheduleProblem } from './appointment-schedule';

const schedule = (startsAt: string, endsAt: string, zone = 'Europe/Istanbul') => ({ startsAt, endsAt, zone });

describe('scheduleProblem', () => {
  it('accepts an hour in a known zone', () => {
    expect(scheduleProblem(schedule('2026-11-23T07:00:00.000Z', '2026-11-23T08:00:00.000Z'))).toBeNull();
  });

  it('refuses an end at or before the start', () => {
    expect(scheduleProblem(schedule('2026-11-23T07:00:00.000Z', '2026-11-23T07:00:00.000Z'))).toBe(
      'appointment.endsBeforeStart',
    );
    expect(scheduleProblem(schedule('2026-11-23T07:00:00.000Z', '2026-11-22T23:00:00.000Z'))).toBe(
      'appointment.endsBeforeStart',
    );
  });

  it('takes twenty-four hours and not a millisecond more', () => {
    expect(scheduleProblem(schedule('2026-11-23T07:00:00.000Z', '2026-11-24T07:00:00.000Z'))).toBeNull();
    expect(scheduleProblem(schedule('2026-11-23T07:00:00.000Z', '2026-11-24T07:00:00.001Z'))).toBe(
      'appointment.tooLong',
    );
  });

  it('knows zones by their IANA names only', () => {
    expect(['Europe/Istanbul', 'America/Argentina/Buenos_Aires', 'UTC'].map(isKnownZone)).toEqual([true, true, true]);
    expect(['', '+03:00', 'Europe/Ankara', 'GMT+3x', 'Europe/Istanbul; x'].map(isKnownZone)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(scheduleProblem(schedule('2026-11-23T07:00:00.000Z', '2026-11-23T08:00:00.000Z', 'Mars/Base'))).toBe(
      'appointment.zoneUnknown',
    );
  });
});
