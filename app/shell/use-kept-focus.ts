import { useLocation } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState, type RefCallback } from 'react';
import { holdersOf, holdFocus, homeOf, inTwoFrames } from '../ui/focus-home';
import { useNextRowFocus } from '../ui/use-next-row-focus';

/**
 * The screen takes the focus when what had it went away with the screen before, so that Tab and a screen reader go on
 * there and not at the top of the page, nor in the list that stands beside it. A page that was just loaded keeps the
 * browser's own beginning. A row that goes hands it to the next (useNextRowFocus), and what lay over the screen to what
 * had it there last: a dialog that took another one's place no longer knows by what that one was opened.
 */
export function useKeptFocus<E extends HTMLElement>(): RefCallback<E> {
  const [screen, setScreen] = useState<E | null>(null);
  const rows = useNextRowFocus<E>();
  const { key } = useLocation();
  // Whoever was led on while the page was loaded has been nowhere yet, and begins with all of it, the list too.
  const wasHere = useRef(false);
  useEffect(() => {
    if (screen === null) return undefined;
    const note = ({ target }: FocusEvent) => {
      if (target !== screen) wasHere.current = true;
    };
    screen.addEventListener('focusin', note);
    return () => screen.removeEventListener('focusin', note);
  }, [screen]);
  useEffect(() => {
    if (key === 'default' || screen === null) return undefined;
    // One more: what asks for the focus itself, does so while it is drawn.
    return inTwoFrames(() => {
      if (document.activeElement === document.body || document.activeElement === screen)
        (wasHere.current ? homeOf(screen) : screen).focus({ preventScroll: true });
    });
  }, [key, screen]);
  useEffect(() => (screen === null ? undefined : watchOverlays(screen)), [screen]);
  return useCallback(
    (element) => {
      setScreen(element);
      return rows(element);
    },
    [rows],
  );
}

function watchOverlays(screen: HTMLElement): () => void {
  let held: Node | null = null;
  let onScreen: HTMLElement | null = null;
  let holders: readonly HTMLElement[] = [];
  const note = ({ target }: FocusEvent) => {
    held = target as Node;
    if (!(target instanceof HTMLElement) || !screen.contains(target)) return;
    onScreen = target;
    holders = holdersOf(target, screen);
  };
  const giveBack = () => {
    if (document.activeElement !== document.body) return;
    if (onScreen?.isConnected === true) onScreen.focus({ preventScroll: true });
    // Gone as well, or not to be pressed now.
    if (document.activeElement === document.body) holdFocus(holders, screen);
  };
  const observer = new MutationObserver((changes) => {
    const gone = held;
    if (gone === null || gone.isConnected) return;
    if (!changes.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)))) return;
    held = null;
    inTwoFrames(giveBack);
  });
  document.addEventListener('focusin', note);
  // What lies over the screen hangs on the page itself.
  observer.observe(document.body, { childList: true });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', note);
  };
}
