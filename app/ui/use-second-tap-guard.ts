import { useEffect, useLayoutEffect, useRef } from 'react';

/** As long as a system takes two presses for one double press. */
const DOUBLE_TAP_MS = 500;

/**
 * The second tap of a double tap is not meant for the button that took the first one's place. Wraps what that button
 * does: nothing happens where the press began within half a second after `place` has changed.
 */
export function useSecondTapGuard(place: string): (act: () => void) => () => void {
  const changedAtMs = useRef(-Infinity);
  const pressedAtMs = useRef<number | null>(null);
  useLayoutEffect(() => {
    changedAtMs.current = performance.now();
  }, [place]);
  useEffect(() => {
    // Events carry when they were made, however late a busy device comes to them: what counts is that of the first.
    const note = (event: Event) => (pressedAtMs.current = event.timeStamp);
    // One that no finger and no key began: a screen reader's.
    const noteLone = (event: MouseEvent) => event.detail === 0 && note(event);
    window.addEventListener('pointerdown', note, true);
    window.addEventListener('keydown', note, true);
    window.addEventListener('click', noteLone, true);
    return () => {
      window.removeEventListener('pointerdown', note, true);
      window.removeEventListener('keydown', note, true);
      window.removeEventListener('click', noteLone, true);
    };
  }, []);
  return (act) => () => {
    if ((pressedAtMs.current ?? performance.now()) - changedAtMs.current >= DOUBLE_TAP_MS) act();
  };
}
