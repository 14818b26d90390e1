import { useCallback, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );
}

/** Where a sheet from below serves better than a popover: fingers, or a narrow window. */
export function usePrefersSheet(): boolean {
  return useMedia('(pointer: coarse), (max-width: 640px)');
}

export function useIsNarrow(): boolean {
  return useMedia('(max-width: 640px)');
}
