import { useEffect, useReducer, useRef } from 'react';

/**
 * What the calendar is drawn with stays as it is from the first touch until what was dragged is stored or back at its
 * place: the library forgets a drop when any of its options changed on the way. What came meanwhile is drawn then.
 */
export function useHold<Drawn>(fresh: Drawn) {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const by = useRef({ press: false, drag: false, drops: 0 });
  const drawn = useRef(fresh);
  const isHeld = () => by.current.press || by.current.drag || by.current.drops > 0;
  if (!isHeld()) drawn.current = fresh;

  useEffect(() => {
    const lift = () => {
      if (!by.current.press) return;
      by.current.press = false;
      if (!isHeld()) redraw();
    };
    const ENDS = ['pointerup', 'pointercancel', 'blur'] as const;
    for (const end of ENDS) window.addEventListener(end, lift);
    return () => {
      for (const end of ENDS) window.removeEventListener(end, lift);
    };
  }, []);

  return {
    drawn: drawn.current,
    press: () => {
      by.current.press = true;
    },
    start: () => {
      by.current.drag = true;
    },
    /** The library tells of the drop after the end of the drag, in the same task. */
    stop: () =>
      queueMicrotask(() => {
        by.current.drag = false;
        if (!isHeld()) redraw();
      }),
    /** Until it is known what became of a drop. */
    until: async (drop: Promise<unknown>) => {
      by.current.drops += 1;
      try {
        await drop;
      } finally {
        by.current.drops -= 1;
        if (!isHeld()) redraw();
      }
    },
  };
}
