import { useEffect, type RefObject } from 'react';

const STOPS = 'a[href], button, [tabindex="0"]';

/**
 * Hours without appointments have nothing the Tab key stops at: what scrolls them is a stop itself then, so that they
 * are scrolled by the arrow keys. Looked at again when what is drawn changes.
 */
export function useReachableHours(frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    let frameId = 0;
    const look = () => {
      frameId = 0;
      for (const one of element.querySelectorAll('div')) {
        if (one.scrollHeight <= one.clientHeight || !scrolls(one)) continue;
        if (one.querySelector(STOPS) === null) one.tabIndex = 0;
        else if (one.tabIndex === 0) one.removeAttribute('tabindex');
      }
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
