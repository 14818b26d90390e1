import { useEffect, useState, type ReactNode } from 'react';
import styles from './use-growing-list.module.css';

/** How long lists had become, for coming back to the place in them one left. */
const grown = new Map<string, number>();

const alike = () => 1;

/**
 * Draws as much of a long list as is soon in sight, and more whenever its end comes near: drawing hundreds of rows at
 * once would keep the first of them waiting. `name` tells the lists of a visit apart. `end` stands last in the list's
 * own positioned element. `atOnce` are rows, or with `sizeOf` what its items are as large as together; `growTo` draws
 * down to an item that is further down.
 */
export function useGrowingList<T>(
  name: string,
  all: readonly T[],
  atOnce: number,
  sizeOf: (item: T) => number = alike,
): { readonly shown: readonly T[]; readonly end: ReactNode; readonly growTo: (at: number) => void } {
  const [size, setSize] = useState(() => grown.get(name) ?? atOnce);
  const [end, setEnd] = useState<HTMLElement | null>(null);
  const { count, drawn } = beginningOf(all, size, sizeOf);
  const hasMore = count < all.length;
  useEffect(() => {
    grown.set(name, size);
  }, [name, size]);
  useEffect(() => {
    if (end === null || !hasMore) return undefined;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) setSize(drawn + atOnce);
    });
    observer.observe(end);
    return () => observer.disconnect();
  }, [end, hasMore, drawn, atOnce]);
  return {
    shown: hasMore ? all.slice(0, count) : all,
    end: hasMore ? <div ref={setEnd} className={styles.end} aria-hidden="true" /> : null,
    growTo: (at) => {
      const before = all.slice(0, at).reduce((sum, item) => sum + sizeOf(item), 0);
      setSize((now) => Math.max(now, before + atOnce));
    },
  };
}

/** How many items from the first on are at least so large, and how large they are. */
function beginningOf<T>(all: readonly T[], size: number, sizeOf: (item: T) => number) {
  let count = 0;
  let drawn = 0;
  for (; count < all.length && drawn < size; count += 1) drawn += sizeOf(all[count]!);
  return { count, drawn };
}
