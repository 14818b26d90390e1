/** What clocks of a zone show, and when they show it. Intl knows the zones; nothing else is asked. */

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Whether this device knows the zone: it may be of a newer time-zone database. */
export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What clocks in the zone show at an instant, 'YYYY-MM-DDTHH:mm'. Throws RangeError for an unknown zone. */
export function localTimeOf(instant: string, zone: string): string {
  const atMs = Date.parse(instant);
  return new Date(atMs + offsetAt(atMs, zone)).toISOString().slice(0, 16);
}

/**
 * The first instant at which clocks in the zone show a wall time; null when they leap over it. Both in milliseconds
 * since 1970, the wall time as if it were UTC. Throws RangeError for an unknown zone.
 */
export function instantOfWall(wallMs: number, zone: string): number | null {
  // What holds a day before and a day after are the only offsets it can be read with; the greater one is the earlier.
  const before = offsetAt(wallMs - DAY_MS, zone);
  const after = offsetAt(wallMs + DAY_MS, zone);
  for (const offset of before > after ? [before, after] : [after, before]) {
    if (offsetAt(wallMs - offset, zone) === offset) return wallMs - offset;
  }
  return null;
}

/** How far clocks in the zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(atMs: number, zone: string): number {
  const clock = clockOf(zone);
  const day = Math.floor(atMs / DAY_MS);
  const offset = dayOffset(clock, day);
  // No zone changes and changes back within a day.
  return offset === dayOffset(clock, day + 1) ? offset : exactOffset(clock, atMs);
}

type Clock = { readonly format: Intl.DateTimeFormat; readonly byDay: Map<number, number> };
const clocks = new Map<string, Clock>();

function clockOf(zone: string): Clock {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    const digits = { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric', hourCycle: 'h23', ...digits });
    clock = { format, byDay: new Map() };
    clocks.set(zone, clock);
  }
  return clock;
}

function dayOffset(clock: Clock, day: number): number {
  const known = clock.byDay.get(day);
  if (known !== undefined) return known;
  const offset = exactOffset(clock, day * DAY_MS);
  clock.byDay.set(day, offset);
  return offset;
}

function exactOffset({ format }: Clock, atMs: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}
