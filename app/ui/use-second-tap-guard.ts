import { useLayoutEffect, useRef } from 'react';

/** As long as a system takes two presses for one double press. */
const DOUBLE_TAP_MS = 500;

/**
 * The second tap of a double tap is not meant for the button that took the first one's place. Wraps what that button
 * does: nothing happens within half a second after `place` has changed.
 */
export function useSecondTapGuard(place: string): (act: () => void) => () => void {
  const changedAtMs = useRef(-Infinity);
  useLayoutEffect(() => {
    changedAtMs.current = performance.now();
  }, [place]);
  return (act) => () => {
    if (performance.now() - changedAtMs.current >= DOUBLE_TAP_MS) act();
  };
}
