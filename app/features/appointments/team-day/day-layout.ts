import { BOLD_CAPTION_LETTER_PX, BOLD_LETTER_PX, roomFor } from '../calendar/name-room';

/** Where things stand in a day that is drawn by the clock: minutes from its first hour, and lanes side by side. */
export type Timed = { readonly startsAt: string; readonly endsAt: string };

export const STEP_MINUTES = 15;
const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

/** The hours that are drawn, in minutes of the day: the working day, and whatever stands before or after it. */
export function shownHours(
  all: readonly { readonly fromMinute: number; readonly toMinute: number }[],
  usual: { readonly fromHour: number; readonly toHour: number },
): { readonly fromMinute: number; readonly toMinute: number } {
  const from = Math.min(usual.fromHour * HOUR_MINUTES, ...all.map(({ fromMinute }) => fromMinute));
  const to = Math.max(usual.toHour * HOUR_MINUTES, ...all.map(({ toMinute }) => toMinute));
  return {
    fromMinute: Math.max(0, Math.floor(from / HOUR_MINUTES) * HOUR_MINUTES),
    toMinute: Math.min(24 * HOUR_MINUTES, Math.ceil(to / HOUR_MINUTES) * HOUR_MINUTES),
  };
}

/** Minutes from `dayStartMs` to an instant: below nothing or beyond 24 hours, where that is another day. */
export function minutesFrom(dayStartMs: number, instant: string): number {
  return Math.round((Date.parse(instant) - dayStartMs) / MINUTE_MS);
}

/** Minutes of the day on which an instant falls, counted from `dayStartMs`; cut at its ends. */
export function minuteOf(instant: string, dayStartMs: number): number {
  return Math.min(24 * HOUR_MINUTES, Math.max(0, minutesFrom(dayStartMs, instant)));
}

export type Placed<T> = { readonly item: T; readonly lane: number; readonly lanes: number };

/** What overlaps stands side by side, what does not has the whole width. `all` in order of their starts. */
export function sideBySide<T extends Timed>(all: readonly T[]): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let group: { item: T; lane: number }[] = [];
  let ends: string[] = [];
  const close = () => {
    for (const { item, lane } of group) placed.push({ item, lane, lanes: ends.length });
    group = [];
    ends = [];
  };
  for (const item of all) {
    if (ends.every((end) => end <= item.startsAt)) close();
    const free = ends.findIndex((end) => end <= item.startsAt);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = item.endsAt;
    group.push({ item, lane });
  }
  close();
  return placed;
}

/**
 * Where something that was `grabbedMinutes` below its top is let go: on a quarter of an hour, within the day. Drawn
 * straight across to another person it keeps the time it `stood` at, on whatever minute and past whichever midnight.
 */
export function droppedAt(
  pointerMinute: number,
  grabbedMinutes: number,
  stood: { readonly fromMinute: number; readonly lengthMinutes: number },
  hours: { readonly fromMinute: number; readonly toMinute: number },
): number {
  const top = pointerMinute - grabbedMinutes;
  if (Math.abs(top - stood.fromMinute) < STEP_MINUTES / 2) return stood.fromMinute;
  const wanted = Math.round(top / STEP_MINUTES) * STEP_MINUTES;
  // What is over midnight already may stay so, and goes no further into the other day.
  const first = Math.min(hours.fromMinute, stood.fromMinute);
  const last = Math.max(hours.toMinute - Math.min(stood.lengthMinutes, hours.toMinute), stood.fromMinute);
  return Math.max(first, Math.min(wanted, last));
}

/** An hour of the day. */
export const MINUTE_PX = 88 / 60;
const SHORTEST_PX = 44;
/** Shorter ones are written small (team-day.module.css). */
export const SHORT_MINUTES = 40;

/** How high an appointment is drawn: a finger hits it, and a hairline is between two. */
export const heightPx = (minutes: number): number => Math.max(SHORTEST_PX, minutes * MINUTE_PX - 2);

/** A person's column, and one of several in it at the same time: names are read, not guessed. */
const COLUMN_PX = 128;
const SHARED_PX = 104;
const [SHORT_LINES, MOST_LINES, LINE_PX, AROUND_LINES_PX] = [3, 4, 17, 8];
/** Beside the words: borders and paddings, and what is left free up to the next one. */
const [AROUND_NAME_PX, AROUND_HEAD_PX] = [21, 13];
const MARK_PX = 17;

/**
 * How wide a lane is at least in which a name stands whole, with as many lines as its minutes give it.
 * @param marks how many signs stand before the name
 */
export function lanePx(name: string, minutes: number, marks: number): number {
  const lines =
    minutes < SHORT_MINUTES
      ? SHORT_LINES
      : Math.max(1, Math.min(MOST_LINES, Math.floor((heightPx(minutes) - AROUND_LINES_PX) / LINE_PX)));
  const letterPx = minutes < SHORT_MINUTES ? BOLD_CAPTION_LETTER_PX : BOLD_LETTER_PX;
  return roomFor(name, lines, letterPx, marks * MARK_PX) + AROUND_NAME_PX;
}

/** How wide the columns are at least, and where they begin, in pixels. */
export type Columns = {
  readonly widths: readonly number[];
  readonly starts: readonly number[];
  readonly totalPx: number;
};

/**
 * Columns are as wide as the names of their people, and those of customers in them, take: also where several stand side
 * by side.
 * @param heads whose columns they are
 */
export function columnsOf(
  heads: readonly string[],
  placed: readonly { readonly column: number; readonly lanes: number; readonly lanePx: number }[],
): Columns {
  const widths = heads.map((name) => Math.max(COLUMN_PX, roomFor(name, MOST_LINES, BOLD_LETTER_PX) + AROUND_HEAD_PX));
  for (const { column, lanes, lanePx: leastPx } of placed)
    widths[column] = Math.max(widths[column] ?? 0, lanes * (lanes > 1 ? Math.max(SHARED_PX, leastPx) : leastPx));
  const starts: number[] = [];
  let totalPx = 0;
  for (const width of widths) {
    starts.push(totalPx);
    totalPx += width;
  }
  return { widths, starts, totalPx };
}
