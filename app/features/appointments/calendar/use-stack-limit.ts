import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { CalendarEntry } from './calendar-entries';
import type { CalendarView } from './calendar-url';
import { CAPTION_LETTER_PX, roomFor, shortName } from './name-room';

const HOURS_PX = 64;
/** The first words of a name can be read whole, and a finger hits it. */
const NARROWEST_PX = 56;
/** A day shows where and what as well. */
const NARROWEST_IN_DAY_PX = 92;
/** Beside them, where "+3" is written (calendar-look.module.css). */
const GUTTER_PX = 32;
const DAYS: Readonly<Partial<Record<CalendarView, number>>> = { day: 1, days: 3, week: 7 };

/** Half an hour elsewhere. */
export const SLOT_PX = 44;
/** What is no higher has two lines. */
export const SHORT_PX = 56;

/** Where several people's appointments stand: half an hour is four lines of a name and whose it is. */
export const TEAM_SLOT_PX = 58;
const NAME_LINES = 3;
const CLASH_PX = 14;
/** Beside the words: the person's colour, a hairline and the paddings (event-face.module.css). */
const AROUND_NAME_PX = 12;
const NARROWEST_OF_TEAM_PX = 96;

/** How wide an appointment is at least where its names are to be read: every word whole, in half an hour too. */
export function teamLanePx(entries: readonly Pick<CalendarEntry, 'customer' | 'agent' | 'clashes'>[]): number {
  const namesPx = entries.flatMap(({ customer, agent, clashes }) => [
    roomFor(customer, NAME_LINES, CAPTION_LETTER_PX, clashes.length > 0 ? CLASH_PX : 0),
    roomFor(shortName(agent), 1, CAPTION_LETTER_PX),
  ]);
  return Math.max(NARROWEST_OF_TEAM_PX, ...namesPx.map((px) => px + AROUND_NAME_PX));
}

/** How wide a calendar is at least, with its hours, whose days have room for lanes so wide and what is counted. */
export function teamCalendarPx(view: CalendarView, lanePx: number): number {
  return HOURS_PX + (DAYS[view] ?? 7) * (lanePx + GUTTER_PX);
}

/**
 * How many appointments stand side by side in a lane of the given frame before the rest becomes "+3".
 * @param narrowestPx how wide each is at least
 */
export function stackLimit(
  view: CalendarView,
  frameWidthPx: number,
  narrowestPx = view === 'day' ? NARROWEST_IN_DAY_PX : NARROWEST_PX,
): number {
  const lanePx = (frameWidthPx - HOURS_PX) / (DAYS[view] ?? 7) - GUTTER_PX;
  return Math.max(1, Math.floor(lanePx / narrowestPx));
}

/** How wide an element is as it begins, measured while it is still empty. */
export function useFirstWidth(place: RefObject<HTMLElement | null>): number | undefined {
  const [widthPx, setWidthPx] = useState<number>();
  useLayoutEffect(() => setWidthPx(place.current?.clientWidth), [place]);
  return widthPx;
}

/** @param firstWidthPx how wide the frame begins */
export function useStackLimit(
  frame: RefObject<HTMLElement | null>,
  view: CalendarView,
  firstWidthPx: number,
  narrowestPx: number | undefined,
): number {
  const [widthPx, setWidthPx] = useState(firstWidthPx);
  // In a month they stand under each other.
  const isAsked = view !== 'month';
  useEffect(() => {
    const element = frame.current;
    if (element === null || !isAsked) return undefined;
    // Told once it is laid out: whoever asks has all of it laid out for that.
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidthPx(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, isAsked]);
  return isAsked ? stackLimit(view, widthPx, narrowestPx) : 1;
}
