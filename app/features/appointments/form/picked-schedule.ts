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
  return {
    ...startPicked(schedule.startsAt, zone),
    lengthMinutes: minutesBetween(schedule.startsAt, schedule.endsAt),
  };
}

/** An instant as the start that would have to be picked for it. */
export function startPicked(startsAt: string, zone: string): Omit<PickedSchedule, 'lengthMinutes'> {
  const clock = wallClockOf(startsAt, zone);
  const resolved = resolveWallClock(clock, zone);
  return { ...clock, isLater: resolved.kind === 'repeated' && resolved.laterAt === startsAt };
}

/**
 * The length when the end is picked as a time of day: up to the first such time after the start, which may be on the
 * next day, or in the second of two equal hours when clocks go back. RangeError while day or time of the start is
 * missing.
 */
export function lengthUntil(start: PickedSchedule, endTime: string, zone: string): number {
  const picked = pickedSchedule(start, zone);
  if (picked === null) throw new RangeError('the length of what has no start');
  const { startsAt } = picked;
  const lengths = [start.date, addDays(start.date, 1)].flatMap((date) => {
    const end = resolveWallClock({ date, time: endTime }, zone);
    return [end.at, ...(end.kind === 'repeated' ? [end.laterAt] : [])].map((at) => minutesBetween(startsAt, at));
  });
  return Math.min(...lengths.filter((minutes) => minutes > 0));
}
