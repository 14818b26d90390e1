import {
  addDays,
  addMinutes,
  minutesBetween,
  resolveWallClock,
  wallClockOf,
  type WallClock,
} from '../../../ui/wall-clock';

export const SHORTEST_MINUTES = 5;
export const LONGEST_MINUTES = 24 * 60;

/**
 * A time as it is picked: day, start and length. `isLater` chooses the second of two equal hours when clocks go back.
 */
export type PickedSchedule = WallClock & { readonly lengthMinutes: number; readonly isLater: boolean };

export type ResolvedSchedule = {
  readonly startsAt: string;
  readonly endsAt: string;
  /** What clocks in the zone do about the picked start. */
  readonly start: 'exact' | 'skipped' | 'repeated';
};

/** What was picked as instants; null while day or time is missing. */
export function pickedSchedule(picked: PickedSchedule, zone: string): ResolvedSchedule | null {
  if (picked.date === '' || picked.time === '') return null;
  const resolved = resolveWallClock(picked, zone);
  const startsAt = resolved.kind === 'repeated' && picked.isLater ? resolved.laterAt : resolved.at;
  return { startsAt, endsAt: addMinutes(startsAt, picked.lengthMinutes), start: resolved.kind };
}

export function pickedFrom(schedule: { startsAt: string; endsAt: string }, zone: string): PickedSchedule {
  const clock = wallClockOf(schedule.startsAt, zone);
  const resolved = resolveWallClock(clock, zone);
  return {
    ...clock,
    lengthMinutes: minutesBetween(schedule.startsAt, schedule.endsAt),
    isLater: resolved.kind === 'repeated' && resolved.laterAt === schedule.startsAt,
  };
}

/**
 * The length when the end is picked as a time of day: up to that time, on the next day if it is not after the start.
 */
export function lengthUntil(start: WallClock, endTime: string, zone: string): number {
  const startsAt = resolveWallClock(start, zone).at;
  const sameDay = minutesBetween(startsAt, resolveWallClock({ date: start.date, time: endTime }, zone).at);
  if (sameDay > 0) return sameDay;
  return minutesBetween(startsAt, resolveWallClock({ date: addDays(start.date, 1), time: endTime }, zone).at);
}
