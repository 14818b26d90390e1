import type { CalendarEntry } from './calendar-entries';

/** A line of a month's grid, with the gap under it (calendar-look.module.css). */
const LINE_PX = 26;
/** A month of four weeks has the highest cells. */
const FEWEST_WEEKS = 4;
const SPARE_LINES = 2;
/** So that a window that is being stretched does not choose anew with every line. */
const STEP_LINES = 4;

/** No day of a month has more lines than this in a window of that height. */
export function mostLinesOfDay(windowHeightPx: number): number {
  const lines = windowHeightPx / FEWEST_WEEKS / LINE_PX + SPARE_LINES;
  return Math.ceil(lines / STEP_LINES) * STEP_LINES;
}

export type MonthRoom = {
  readonly shown: readonly CalendarEntry[];
  /** By day ('YYYY-MM-DD') how many more there are. */
  readonly left: ReadonlyMap<string, number>;
};

/**
 * Of each day the earliest `most` (and whatever begins together with the last of them): the library looks at all it is
 * given again with every size it learns of, and a whole office's month is forty a day where six have room. `entries`:
 * earliest first; `dayOf`: the viewer's day of an instant.
 */
export function withinRoom(entries: readonly CalendarEntry[], most: number, dayOf: (at: string) => string): MonthRoom {
  const known = new Map<string, string>();
  // Many begin and end at the same hours as others.
  const dayOfKnown = (at: string) => {
    let on = known.get(at);
    if (on === undefined) known.set(at, (on = dayOf(at)));
    return on;
  };
  const days = new Map<string, { last: string; count: number; of: CalendarEntry[] }>();
  const shown = new Set<CalendarEntry>();
  for (const entry of entries)
    for (const on of daysOf(entry, dayOfKnown)) {
      let day = days.get(on);
      if (day === undefined) days.set(on, (day = { last: '', count: 0, of: [] }));
      const { startsAt } = entry.appointment;
      if (day.count < most || startsAt === day.last) {
        shown.add(entry);
        day.last = startsAt;
      }
      day.count += 1;
      day.of.push(entry);
    }
  const left = new Map<string, number>();
  for (const [on, { count, of }] of days) {
    const more = count <= most ? 0 : of.filter((entry) => !shown.has(entry)).length;
    if (more > 0) left.set(on, more);
  }
  return { shown: entries.filter((entry) => shown.has(entry)), left };
}

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
