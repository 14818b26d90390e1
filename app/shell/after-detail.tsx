import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { afterPaint } from './after-paint';

/** Whoever shows something else than what was asked for says nothing: the list comes all the same. */
const AT_THE_LATEST_MS = 250;
const DetailSeen = createContext<() => void>(() => undefined);

/**
 * Of a list and the thing that was opened by its own address, the thing first: drawn together, both would be waited
 * for. `isListDrawn` becomes true once what stands inside of `seen` was painted (useSayDetailSeen), and stays so.
 */
export function useListAfterDetail(isDetailFirst: boolean): {
  readonly isListDrawn: boolean;
  readonly seen: (detail: ReactNode) => ReactNode;
} {
  const [isListDrawn, setListDrawn] = useState(!isDetailFirst);
  const isWaiting = !isListDrawn && isDetailFirst;
  if (!isListDrawn && !isDetailFirst) setListDrawn(true);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = setTimeout(() => setListDrawn(true), AT_THE_LATEST_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  const [sayIt] = useState(() => () => setListDrawn(true));
  return {
    isListDrawn,
    seen: (detail) => <DetailSeen.Provider value={sayIt}>{detail}</DetailSeen.Provider>,
  };
}

/** In the detail: what was asked for is on the screen. */
export function useSayDetailSeen(isThere: boolean): void {
  const say = useContext(DetailSeen);
  useEffect(() => (isThere ? afterPaint(say) : undefined), [isThere, say]);
}
