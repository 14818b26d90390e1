import type { KeyboardEvent } from 'react';
import type { CalendarEntry } from './calendar-entries';
import { entryIdOf } from './entry-element';
import { useEntryFocus } from './use-entry-focus';

/** Minutes and days to move by, or minutes to lengthen by. */
export type KeyMove = { readonly minutes?: number; readonly days?: number; readonly lengthenMinutes?: number };

const STEP_MINUTES = 15;
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
  const { willMove, ...focus } = useEntryFocus(entries);
  return {
    ...focus,
    onKeyDown: (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const move = (event.shiftKey ? STRETCHES : MOVES)[event.key];
      const id = entryIdOf(event.target);
      if (move === undefined || id === null) return;
      event.preventDefault();
      willMove();
      onMove(id, move);
    },
  };
}
