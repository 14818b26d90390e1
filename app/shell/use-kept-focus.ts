import { useLocation } from '@remix-run/react';
import { useCallback, useEffect, useRef, type RefCallback } from 'react';
import { useNextRowFocus } from '../ui/use-next-row-focus';

/**
 * The screen takes the focus when what had it went away with the screen before, so that Tab and a screen reader go on
 * there and not at the top of the page. A page that was just loaded keeps the browser's own beginning. A row that goes
 * hands it to the next (useNextRowFocus).
 */
export function useKeptFocus<E extends HTMLElement>(): RefCallback<E> {
  const screen = useRef<E | null>(null);
  const rows = useNextRowFocus<E>();
  const { key } = useLocation();
  useEffect(() => {
    if (key === 'default') return undefined;
    let frame = requestAnimationFrame(() => {
      // One more: what asks for the focus itself, does so while it is drawn.
      frame = requestAnimationFrame(() => {
        if (document.activeElement === document.body) screen.current?.focus({ preventScroll: true });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [key]);
  return useCallback(
    (element) => {
      screen.current = element;
      return rows(element);
    },
    [rows],
  );
}
