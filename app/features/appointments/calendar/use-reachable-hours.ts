import { useEffect, type RefObject } from 'react';
import { ENTRY_ATTRIBUTE } from './entry-element';

/**
 * Hours without appointments have nothing the Tab key stops at: their day is a stop itself then, so that they are
 * scrolled by the arrow keys. Looked at again when what is drawn changes.
 */
export function useReachableHours(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let frameId = 0;
    let stop: HTMLElement | null = null;
    const look = () => {
      frameId = 0;
      stop?.removeAttribute('tabindex');
      stop = null;
      // Nearly always, and then nothing has to be laid out for it.
      if (element.querySelector(`[${ENTRY_ATTRIBUTE}]`) !== null) return;
      const hours = [...element.querySelectorAll('div')].find(
        (one) => one.scrollHeight > one.clientHeight && scrolls(one),
      );
      // What scrolls stands among rows, where only a cell may be a stop; from it the arrow keys scroll all the same.
      stop = hours?.querySelector<HTMLElement>('[role="cell"]') ?? null;
      if (stop !== null) stop.tabIndex = 0;
    };
    const lookLater = () => {
      if (frameId === 0) frameId = requestAnimationFrame(look);
    };
    lookLater();
    const observer = new MutationObserver(lookLater);
    observer.observe(element, { childList: true, subtree: true, attributeFilter: ['style', 'class'] });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frameId);
    };
  }, [frame]);
}

const scrolls = (element: HTMLElement) => /auto|scroll/.test(getComputedStyle(element).overflowY);
