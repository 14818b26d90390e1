import { useCallback, useRef } from 'react';

const positions = new Map<string, number>();

/** Where a list was left, in pixels; also what a virtualised list takes as its initial offset. */
export function readScroll(key: string): number {
  return positions.get(key) ?? 0;
}

/**
 * The ref of a scrolling element that comes back where it was left. `key` names the list, with its filter if that
 * changes it.
 */
export function useScrollMemory<E extends HTMLElement>(key: string): (element: E | null) => void {
  const detach = useRef<(() => void) | null>(null);
  const last = useRef<{ element: E; top: number } | null>(null);
  return useCallback(
    (element: E | null) => {
      detach.current?.();
      detach.current = null;
      if (element === null) return;
      const top = readScroll(key);
      // Setting it makes the browser lay out the page in the middle of drawing it: not where it stands already. A new
      // element is at its top.
      const standsAt = last.current?.element === element ? last.current.top : 0;
      if (standsAt !== top) element.scrollTop = top;
      const here = (last.current = { element, top });
      const remember = () => {
        here.top = element.scrollTop;
        positions.set(key, here.top);
      };
      element.addEventListener('scroll', remember, { passive: true });
      detach.current = () => element.removeEventListener('scroll', remember);
    },
    [key],
  );
}
