import { useEffect, useState, type ReactNode } from 'react';
import styles from './use-growing-list.module.css';

/** How long lists had become, for coming back to the place in them one left. */
const grown = new Map<string, number>();

/**
 * Draws as much of a long list as is soon in sight, and more whenever its end comes near: drawing hundreds of rows at
 * once would keep the first of them waiting. `name` tells the lists of a visit apart. `end` stands last in the list's
 * own positioned element.
 */
export function useGrowingList<T>(
  name: string,
  all: readonly T[],
  atOnce: number,
): { shown: readonly T[]; end: ReactNode } {
  const [count, setCount] = useState(() => grown.get(name) ?? atOnce);
  const [end, setEnd] = useState<HTMLElement | null>(null);
  const hasMore = count < all.length;
  useEffect(() => {
    grown.set(name, count);
  }, [name, count]);
  useEffect(() => {
    if (end === null || !hasMore) return undefined;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) setCount(count + atOnce);
    });
    observer.observe(end);
    return () => observer.disconnect();
  }, [end, hasMore, count, atOnce]);
  return {
    shown: hasMore ? all.slice(0, count) : all,
    end: hasMore ? <div ref={setEnd} className={styles.end} aria-hidden="true" /> : null,
  };
}
