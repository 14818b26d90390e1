import { useEffect } from 'react';

/** Asks again every `ms` milliseconds while the page can be seen, and at once when it is seen again. */
export function useReloadEvery(reload: () => void, ms: number): void {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(look, ms);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [reload, ms]);
}
