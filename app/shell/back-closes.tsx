import { useBlocker } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import { closeOnTop, isOpenOverScreen } from '../ui/close-on-back';

let isMeant = false;

/** The next step back is the app's own, after a save for instance: it leaves whatever is open. */
export function leaveOnPurpose(): void {
  isMeant = true;
}

/**
 * A browser's Back (the button, a gesture on an iPad) closes what is open on top, as Escape does, and leaves the screen
 * only when nothing is. The router takes one such listener at a time: this is it.
 */
export function BackCloses() {
  const { state, reset } = useBlocker(
    useCallback(({ historyAction }: { historyAction: string }) => {
      if (historyAction !== 'POP') return false;
      const wasMeant = isMeant;
      isMeant = false;
      return !wasMeant && isOpenOverScreen();
    }, []),
  );
  useEffect(() => {
    if (state !== 'blocked') return;
    reset();
    closeOnTop();
  }, [state, reset]);
  return null;
}
