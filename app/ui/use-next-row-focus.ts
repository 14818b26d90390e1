import { useEffect, useState, type RefCallback } from 'react';
import { holdersOf, holdFocus, homeOf, inTwoFrames } from './focus-home';

const ROW = 'li, [data-list-row]';
// No fields: one that is typed into would bring up a keyboard that nobody asked for.
const PRESSABLE = ['a[href]', 'button:not(:disabled)', '[tabindex="0"]']
  .map((one) => `${one}:not([tabindex="-1"], input)`)
  .join();

/**
 * For what holds lists whose rows go away as they are dealt with: a screen, a dialog. The row whose button was pressed
 * takes the focus along, and the keyboard would begin at the top of the page again; instead it goes on with the row
 * that follows, with the one before where none does, and after the last with what stood around them. Where a part of a
 * row goes and the row stays, as one of several choices does, it goes on beside it. Whatever else goes away leaves the
 * focus to what stood around it. Where the focus is elsewhere by then it stays there. A row is an item of a list, or
 * what bears `data-list-row`.
 */
export function useNextRowFocus<E extends HTMLElement>(): RefCallback<E> {
  const [screen, setScreen] = useState<E | null>(null);
  useEffect(() => {
    if (screen === null) return undefined;
    let last: Element | null = null;
    let row: Element | null = null;
    let holders: readonly HTMLElement[] = [];
    const note = ({ target }: FocusEvent) => {
      last = target as Element;
      row = last.closest(ROW);
      // Asked now: what went away knows no longer where it stood.
      holders = holdersOf(last, screen);
    };
    const observer = new MutationObserver((changes) => {
      if (last === null || last.isConnected) return;
      const [gone, goneRow, around] = [last, row, holders];
      last = null;
      row = null;
      const change = changes.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)));
      if (goneRow === null || change === undefined) goOn(() => null, around, screen);
      else if (goneRow.isConnected) goOn(() => besideIn(goneRow, change), around, screen);
      else goOn(() => nextRowOf(change), around, screen, true);
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

function goOn(
  find: () => HTMLElement | null,
  holders: readonly HTMLElement[],
  screen: HTMLElement,
  isAtOnce = false,
): void {
  const take = () => {
    const { activeElement } = document;
    if (![document.body, screen, homeOf(screen)].includes(activeElement as HTMLElement)) return;
    const pressable = find();
    if (pressable !== null) pressable.focus();
    else holdFocus(holders, screen);
  };
  // At once too, before a dialog takes it to its own beginning; what is drawn anew without a row takes it by itself.
  if (isAtOnce) take();
  inTwoFrames(take);
}

const nextRowOf = ({ nextSibling, previousSibling }: MutationRecord): HTMLElement | null =>
  nearestRow(nextSibling, (node) => node.nextSibling) ?? nearestRow(previousSibling, (node) => node.previousSibling);

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

/** What can be pressed in place of a part that went out of `row`: right after it, or else the last thing before it. */
function besideIn(row: Element, { target, nextSibling }: MutationRecord): HTMLElement | null {
  for (let node = nextSibling; node !== null; node = node.nextSibling) {
    if (!(node instanceof HTMLElement)) continue;
    const pressable = node.matches(PRESSABLE) ? node : node.querySelector<HTMLElement>(PRESSABLE);
    if (pressable !== null) return pressable;
  }
  const isBefore = (one: Node) =>
    target.contains(one) || (one.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return [...row.querySelectorAll<HTMLElement>(PRESSABLE)].findLast(isBefore) ?? null;
}
