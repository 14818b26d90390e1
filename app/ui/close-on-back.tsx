import { useContext, useEffect } from 'react';
import { ComboBoxStateContext, SelectStateContext } from 'react-aria-components';

/** What Chromium asks when somebody goes back on the device itself; TypeScript's own types do not know it yet. */
type CloseWatcher = { onclose: (() => void) | null; destroy(): void };
type Watching = { readonly CloseWatcher?: new () => CloseWatcher };

/**
 * Part of whatever opens over a screen: going back on the device (Android's gesture or button) closes what is open on
 * top, as Escape does, instead of leaving the screen beneath with all that was typed. Where the browser does not tell,
 * going back leaves the screen.
 */
export function CloseOnBack() {
  useEffect(() => {
    const { CloseWatcher } = window as Watching;
    if (CloseWatcher === undefined) return undefined;
    let watcher: CloseWatcher;
    const watch = () => {
      watcher = new CloseWatcher();
      watcher.onclose = () => {
        // What leaves already was closed by the same key.
        if (document.querySelector('[data-exiting]') === null) pressEscape();
        // What cannot be closed yet is asked again the next time.
        watch();
      };
    };
    watch();
    return () => watcher.destroy();
  }, []);
  return null;
}

/** The same for the list of a Select or ComboBox. It stands beside their Popover: what is in there is always drawn. */
export function CloseListOnBack() {
  const select = useContext(SelectStateContext);
  const comboBox = useContext(ComboBoxStateContext);
  return select?.isOpen === true || comboBox?.isOpen === true ? <CloseOnBack /> : null;
}

function pressEscape(): void {
  const escape = { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true };
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', escape));
  document.activeElement?.dispatchEvent(new KeyboardEvent('keyup', escape));
}
