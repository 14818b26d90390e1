import type { CalendarEntry } from './calendar-entries';

/** A line of a month's grid with the gap under it, and what stands above the lines (calendar-look.module.css). */
const LINE_PX = 26;
const DAY_NUMBER_PX = 25;
/** At least so much of a window is bars above the weeks. */
const BARS_PX = 80;

/**
 * One more than the lines for which a day of a month of so many weeks can have room in a window of that height: so the
 * library knows that there are more, and draws few of which it does not know yet how high they are.
 */
export function mostLinesOfDay(windowHeightPx: number, weeks: number): number {
  const dayPx = (windowHeightPx - BARS_PX) / weeks;
  return Math.max(0, Math.floor((dayPx - DAY_NUMBER_PX) / LINE_PX)) + 1;
}

export type MonthRoom = {
  readonly shown: readonly CalendarEntry[];
  /** By day ('YYYY-MM-DD') how many more there are. */
  readonly left: ReadonlyMap<string, number>;
};

/**
 * Of each day the `most` that come first: the library looks at all it is given again with every size it learns of, and
 * a whole office's month is forty a day where six have room. `entries`: earliest first; `dayOf`: the viewer's day of an
 * instant.
 */
export function withinRoom(entries: readonly CalendarEntry[], most: number, dayOf: (at: string) => string): MonthRoom {
  const days = byDay(entries, dayOf);
  const shown = new Set<CalendarEntry>();
  for (const day of days.values()) for (const entry of firstOf(day, most)) shown.add(entry);
  const left = new Map<string, number>();
  for (const [on, day] of days) {
    const more = day.length <= most ? 0 : day.filter((entry) => !shown.has(entry)).length;
    if (more > 0) left.set(on, more);
  }
  return { shown: entries.filter((entry) => shown.has(entry)), left };
}

/** By day ('YYYY-MM-DD') what takes some time in it: what goes on past midnight stands in both of its days. */
export function byDay(
  entries: readonly CalendarEntry[],
  dayOf: (at: string) => string,
): ReadonlyMap<string, readonly CalendarEntry[]> {
  const known = new Map<string, string>();
  // Many begin and end at the same hours as others.
  const dayOfKnown = (at: string) => {
    let on = known.get(at);
    if (on === undefined) known.set(at, (on = dayOf(at)));
    return on;
  };
  const days = new Map<string, CalendarEntry[]>();
  for (const entry of entries)
    for (const on of daysOf(entry, dayOfKnown)) {
      const day = days.get(on);
      if (day === undefined) days.set(on, [entry]);
      else day.push(entry);
    }
  return days;
}

/** Of those that begin together with the last of them, the ones that come first in the library's own order. */
function firstOf(day: readonly CalendarEntry[], most: number): readonly CalendarEntry[] {
  const last = day[most - 1]?.appointment.startsAt;
  if (last === undefined || day.length === most) return day;
  const earlier = day.filter(({ appointment }) => appointment.startsAt < last);
  const together = day.filter(({ appointment }) => appointment.startsAt === last);
  return [...earlier, ...together.sort(asInGrid).slice(0, most - earlier.length)];
}

/** What begins together: the longer first, then by name (`eventOrder` of FullCalendar). */
function asInGrid(one: CalendarEntry, other: CalendarEntry): number {
  // eslint-disable-next-line no-restricted-syntax -- the order of the library, which is foreseen here
  return lengthMs(other) - lengthMs(one) || one.customer.localeCompare(other.customer);
}

const lengthMs = ({ appointment: { startsAt, endsAt } }: CalendarEntry) => Date.parse(endsAt) - Date.parse(startsAt);

/** Those in which it takes some time; of one that takes none, the day it is at. */
function daysOf(
  { appointment: { startsAt, endsAt } }: CalendarEntry,
  dayOf: (at: string) => string,
): readonly string[] {
  const first = dayOf(startsAt);
  if (endsAt <= startsAt || dayOf(endsAt) === first) return [first];
  // What ends at midnight takes nothing of the day that begins then.
  const last = dayOf(new Date(Date.parse(endsAt) - 1).toISOString());
  return first === last ? [first] : [first, last];
}
