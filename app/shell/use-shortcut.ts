import { useEffect, useRef } from 'react';
import { isTextField } from './safe-moment';
import { areShortcutsOn } from './shortcut-choice';

/** What has the keyboard to itself while it is open. A toast is an alertdialog too, but only passes by. */
const OVERLAY = '[role="dialog"], [role="menu"], [role="alertdialog"]:not([role="region"] *)';
const TYPING = 'select, [contenteditable="true"], [role="textbox"]';

/**
 * Runs `action` when `key` is pressed alone, outside of fields and dialogs, unless the person switched that off: who
 * speaks to the device, or hits keys by accident, may be better off without. Null leaves the key to others.
 */
export function useShortcut(key: string, action: (() => void) | null): void {
  const latest = useRef(action);
  latest.current = action;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        latest.current === null ||
        event.key !== key ||
        !areShortcutsOn() ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return;
      const target = event.target instanceof Element ? event.target : null;
      // A choice or a switch is an input too, and takes no letters.
      if (isTextField(target) || target?.closest(TYPING) || document.querySelector(OVERLAY)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key]);
}
