import { useEffect, useState } from 'react';

/** Whether the one child of an area is wider than the area; known after the first layout, false until then. */
export function useScrollsSideways(area: HTMLElement | null): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const content = area?.firstElementChild;
    if (area === null || !(content instanceof HTMLElement)) return undefined;
    const observer = new ResizeObserver(() => setScrolls(content.offsetWidth > area.clientWidth));
    observer.observe(area);
    observer.observe(content);
    return () => observer.disconnect();
  }, [area]);
  return scrolls;
}
