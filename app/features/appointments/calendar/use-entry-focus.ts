import { useCallback, useEffect, useRef, type FocusEvent } from 'react';
import { isHolder } from '../../../ui/focus-home';
import type { CalendarEntry } from './calendar-entries';
import { entryElement, entryIdOf } from './entry-element';

const FRAMES_UNTIL_DRAWN = 60;
export type EntryFocus = ReturnType<typeof useEntryFocus>;

/**
 * The appointment that had the focus has it again once it is drawn anew: by the grid, which does so with all of them,
 * or on another day, where somebody moved it by a key (`willMove`).
 */
export function useEntryFocus(entries: readonly CalendarEntry[]) {
  const focused = useRef<string | null>(null);
  const movedByKey = useRef(false);
  useEffect(() => {
    let frame = 0,
      framesLeft = FRAMES_UNTIL_DRAWN;
    const restore = () => {
      const { activeElement } = document;
      // The shell takes a lost focus to what stands around it.
      const isLost = activeElement === document.body || (movedByKey.current && isHolder(activeElement));
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
  const willMove = useCallback(() => {
    movedByKey.current = true;
  }, []);
  return {
    willMove,
    onFocus: (event: FocusEvent) => {
      focused.current = entryIdOf(event.target);
    },
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget !== null) focused.current = null;
    },
  };
}
