import { instantOfWall } from '../../../sync/rules/wall-time';
import { wallClockOf } from '../../ui/wall-clock';

const HOUR_MS = 3_600_000;

/**
 * The instant of a day ('YYYY-MM-DD') and a time ('HH:mm') of the zone. Where clocks leap over it, an hour later: a
 * campaign without a time of its own would leave at once.
 */
export function plannedAt(day: string, time: string, zone: string): string {
  const wallMs = Date.parse(`${day}T${time}:00.000Z`);
  return new Date(instantOfWall(wallMs, zone) ?? instantOfWall(wallMs + HOUR_MS, zone) ?? wallMs).toISOString();
}

/** When a draft is to leave: as soon as it is started, or at a day ('' while none is picked) and time of the zone. */
export type Plan = { readonly isLater: boolean; readonly day: string; readonly time: string };

/**
 * What a draft begins with that was last planned for that instant; null: never. One that has passed stays a plan as
 * well, which cannot be kept: who wanted a time must not send at once instead.
 */
export function planOf(startsAt: string | null, zone: string): Plan {
  if (startsAt === null) return { isLater: false, day: '', time: '09:00' };
  const { date, time } = wallClockOf(startsAt, zone);
  return { isLater: true, day: date, time };
}
