import { useEffect, useState, type RefCallback } from 'react';

const ROW = 'li, [data-list-row]';
const PRESSABLE = 'a[href], button:not(:disabled), [tabindex="0"]';

/**
 * For what holds lists whose rows go away as they are dealt with: a screen, a dialog. The row whose button was pressed
 * takes the focus along, and the keyboard would begin at the top of the page again; instead it goes on with the row
 * that follows, with the one before where none does, and with the screen itself after the last. Where the focus is
 * elsewhere by then it stays there. A row is an item of a list, or what bears `data-list-row`.
 */
export function useNextRowFocus<E extends HTMLElement>(): RefCallback<E> {
  const [screen, setScreen] = useState<E | null>(null);
  useEffect(() => {
    if (screen === null) return undefined;
    let last: Element | null = null;
    let row: Element | null = null;
    const note = ({ target }: FocusEvent) => {
      last = target as Element;
      row = last.closest(ROW);
    };
    const observer = new MutationObserver((changes) => {
      if (last === null || last.isConnected) return;
      const [gone, goneRow] = [last, row];
      last = null;
      row = null;
      if (goneRow === null || goneRow.isConnected) return;
      const change = changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)));
      goOn(change?.nextSibling ?? null, change?.previousSibling ?? null, screen);
    });
    screen.addEventListener('focusin', note);
    observer.observe(screen, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      screen.removeEventListener('focusin', note);
    };
  }, [screen]);
  return setScreen;
}

function goOn(next: Node | null, previous: Node | null, screen: HTMLElement): void {
  const take = () => {
    if (document.activeElement !== document.body && document.activeElement !== screen) return;
    const pressable =
      nearestRow(next, (node) => node.nextSibling) ?? nearestRow(previous, (node) => node.previousSibling);
    if (pressable !== null) pressable.focus();
    else screen.focus({ preventScroll: true });
  };
  // At once, before a dialog takes it to its own beginning; and in two frames, since a dialog that closes gives the
  // focus back in the next one, if what opened it is still there.
  take();
  requestAnimationFrame(() => requestAnimationFrame(take));
}

/** What can be pressed in the first row from `from` on, in the direction of `further`. */
function nearestRow(from: Node | null, further: (node: Node) => Node | null): HTMLElement | null {
  for (let node = from; node !== null; node = further(node)) {
    if (!(node instanceof HTMLElement) || !node.isConnected) continue;
    if (!node.matches(ROW) && node.querySelector(ROW) === null) continue;
    const pressable = node.querySelector<HTMLElement>(PRESSABLE);
    if (pressable !== null) return pressable;
  }
  return null;
}
