import { instantOfWall } from '../../../sync/rules/wall-time';

const HOUR_MS = 3_600_000;

/**
 * The instant of a day ('YYYY-MM-DD') and a time ('HH:mm') of the zone. Where clocks leap over it, an hour later: a
 * campaign without a time of its own would leave at once.
 */
export function plannedAt(day: string, time: string, zone: string): string {
  const wallMs = Date.parse(`${day}T${time}:00.000Z`);
  return new Date(instantOfWall(wallMs, zone) ?? instantOfWall(wallMs + HOUR_MS, zone) ?? wallMs).toISOString();
}
