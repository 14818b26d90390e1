import { useEffect, useRef, type FocusEvent, type KeyboardEvent } from 'react';
import type { CalendarEntry } from './calendar-entries';
import { entryElement, entryIdOf } from './entry-element';

/** Minutes and days to move by, or minutes to lengthen by. */
export type KeyMove = { readonly minutes?: number; readonly days?: number; readonly lengthenMinutes?: number };

const STEP_MINUTES = 15;
const FRAMES_UNTIL_DRAWN = 60;
const MOVES: Readonly<Record<string, KeyMove>> = {
  ArrowUp: { minutes: -STEP_MINUTES },
  ArrowDown: { minutes: STEP_MINUTES },
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
};
const STRETCHES: Readonly<Record<string, KeyMove>> = {
  ArrowUp: { lengthenMinutes: -STEP_MINUTES },
  ArrowDown: { lengthenMinutes: STEP_MINUTES },
};

/**
 * Alt + arrows move the focused appointment by a quarter of an hour or a day, with Shift they change its length. The
 * grid draws every appointment anew when one changes, so focus is put back on the one that had it.
 */
export function useEventKeys(entries: readonly CalendarEntry[], onMove: (id: string, move: KeyMove) => void) {
  const focused = useRef<string | null>(null);
  const movedByKey = useRef(false);
  useEffect(() => {
    let frame = 0,
      framesLeft = FRAMES_UNTIL_DRAWN;
    const restore = () => {
      // The shell takes a lost focus to the screen as a whole.
      const isLost =
        document.activeElement === document.body ||
        (movedByKey.current && document.activeElement?.localName === 'main');
      if (focused.current === null || !isLost) return;
      const element = entryElement(focused.current);
      element?.focus({ preventScroll: !movedByKey.current });
      if (element !== null) movedByKey.current = false;
      // Followed to another day, it is drawn after its entry is known.
      else if (movedByKey.current && (framesLeft -= 1) > 0) frame = requestAnimationFrame(restore);
    };
    restore();
    return () => cancelAnimationFrame(frame);
  }, [entries]);
  return {
    onFocus: (event: FocusEvent) => {
      focused.current = entryIdOf(event.target);
    },
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget !== null) focused.current = null;
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const move = (event.shiftKey ? STRETCHES : MOVES)[event.key];
      const id = entryIdOf(event.target);
      if (move === undefined || id === null) return;
      event.preventDefault();
      movedByKey.current = true;
      onMove(id, move);
    },
  };
}
