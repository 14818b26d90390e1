/** Times of day as plain 'HH:mm': what the time picker offers and steps through. */
/** Which of these times are taken; asked when a list of them opens. */
export type Taken = (times: readonly string[]) => ReadonlySet<string>;

const DAY_MINUTES = 24 * 60;

const toMinutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const toClock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Every quarter hour of a day, from `min` on. */
export function quarterHours(min?: string): string[] {
  const first = min === undefined ? 0 : Math.ceil(toMinutes(min) / 15) * 15;
  const quarters: string[] = [];
  for (let minutes = first; minutes < DAY_MINUTES; minutes += 15) quarters.push(toClock(minutes));
  return quarters;
}

/** The quarter hour closest to a time, within the day. */
export function nearestQuarter(clock: string): string {
  return toClock(Math.min(Math.round(toMinutes(clock) / 15) * 15, DAY_MINUTES - 15));
}

/** A time moved by minutes, stopping at the ends of the day. */
export function shiftClock(clock: string, minutes: number): string {
  return toClock(Math.min(Math.max(toMinutes(clock) + minutes, 0), DAY_MINUTES - 1));
}
