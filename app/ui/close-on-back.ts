import { useEffect } from 'react';

/** What Chromium asks when somebody goes back on the device itself; TypeScript's own types do not know it yet. */
type CloseWatcher = { onclose: (() => void) | null; destroy(): void };
type Watching = { readonly CloseWatcher?: new () => CloseWatcher };

let openHere = 0;

/** Something is open over the screen that going back closes first. */
export const isOpenOverScreen = (): boolean => openHere > 0;

/**
 * Part of whatever opens over a screen: going back closes what is open on top, as Escape does, instead of leaving the
 * screen beneath with all that was typed. Chromium tells of Android's gesture and button; of a browser's own Back, and
 * of the gesture of other browsers, the shell hears by the history (`BackCloses`).
 */
export function CloseOnBack() {
  useEffect(() => {
    openHere += 1;
    return () => {
      openHere -= 1;
    };
  }, []);
  useEffect(() => {
    const { CloseWatcher } = window as Watching;
    if (CloseWatcher === undefined) return undefined;
    let watcher: CloseWatcher;
    const watch = () => {
      watcher = new CloseWatcher();
      watcher.onclose = () => {
        closeOnTop();
        // What cannot be closed yet is asked again the next time.
        watch();
      };
    };
    watch();
    return () => watcher.destroy();
  }, []);
  return null;
}

/** What leaves already was closed by the same key. */
export function closeOnTop(): void {
  if (document.querySelector('[data-exiting]') !== null) return;
  const escape = { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true };
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', escape));
  document.activeElement?.dispatchEvent(new KeyboardEvent('keyup', escape));
}
