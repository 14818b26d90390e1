import { useEffect, useState, type RefCallback } from 'react';

const PRESSABLE = 'a[href], button:not(:disabled), [tabindex="0"]';

/**
 * For a list whose rows go away as they are dealt with. The row whose button was pressed takes the focus along, and
 * the keyboard would begin at the top of the page again; instead it goes on with the row that follows, with the one
 * before where none does, and with the screen after the last. Where the focus is elsewhere by then it stays there.
 */
export function useNextRowFocus<E extends HTMLElement>(): RefCallback<E> {
  const [list, setList] = useState<E | null>(null);
  useEffect(() => {
    if (list === null) return undefined;
    const screen = list.closest<HTMLElement>('main');
    let row: Element | null = null;
    const note = ({ target }: FocusEvent) => {
      row = [...list.children].find((child) => child.contains(target as Node)) ?? null;
    };
    const observer = new MutationObserver((changes) => {
      if (row === null || row.isConnected) return;
      const gone = row;
      const change = changes.find(({ removedNodes }) => [...removedNodes].includes(gone));
      row = null;
      goOn([change?.nextSibling, change?.previousSibling], screen);
    });
    list.addEventListener('focusin', note);
    observer.observe(list, { childList: true });
    return () => {
      observer.disconnect();
      list.removeEventListener('focusin', note);
      if (row !== null) goOn([], screen);
    };
  }, [list]);
  return setList;
}

function goOn(rows: readonly (Node | null | undefined)[], screen: HTMLElement | null): void {
  // Two: a dialog that closes gives the focus back in the next one, if what opened it is still there.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const next = rows
        .map((row) =>
          row instanceof HTMLElement && row.isConnected ? row.querySelector<HTMLElement>(PRESSABLE) : null,
        )
        .find((found) => found !== null);
      if (next) next.focus();
      else screen?.focus({ preventScroll: true });
    }),
  );
}
