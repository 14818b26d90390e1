import { useLayoutEffect, useState, type RefObject } from 'react';
import type { CalendarView } from './calendar-url';

const HOURS_PX = 64;
/** The first words of a name can be read whole, and a finger hits it. */
const NARROWEST_PX = 56;
/** A day shows where and what as well. */
const NARROWEST_IN_DAY_PX = 92;
/** Beside them, where "+3" is written (calendar-look.module.css). */
const GUTTER_PX = 32;
const DAYS: Readonly<Partial<Record<CalendarView, number>>> = { day: 1, days: 3, week: 7 };

/** How many appointments stand side by side in a lane of the given frame before the rest becomes "+3". */
export function stackLimit(view: CalendarView, frameWidthPx: number): number {
  const lanePx = (frameWidthPx - HOURS_PX) / (DAYS[view] ?? 7) - GUTTER_PX;
  return Math.max(1, Math.floor(lanePx / (view === 'day' ? NARROWEST_IN_DAY_PX : NARROWEST_PX)));
}

export function useStackLimit(frame: RefObject<HTMLElement | null>, view: CalendarView): number {
  const [widthPx, setWidthPx] = useState(() => window.innerWidth);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    setWidthPx(element.clientWidth);
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return stackLimit(view, widthPx);
}
