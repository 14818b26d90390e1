import { useCallback, useRef, useState } from 'react';

/**
 * Does once what closes a form, however often one taps. `work` resolves to whether it is done: then nothing more is
 * done until the form is gone, else it may be tried again. It is null where there is nothing to do, as something is
 * missing.
 */
export function useOnce(): {
  readonly isPending: boolean;
  readonly once: (work: () => Promise<boolean> | null) => void;
} {
  const [isPending, setIsPending] = useState(false);
  // Two taps may come before anything is drawn again.
  const isUnderWay = useRef(false);
  const once = useCallback((work: () => Promise<boolean> | null) => {
    if (isUnderWay.current) return;
    const doing = work();
    if (doing === null) return;
    const put = (isNow: boolean) => {
      isUnderWay.current = isNow;
      setIsPending(isNow);
    };
    put(true);
    void doing.then(
      (isDone) => put(isDone),
      (error: unknown) => {
        put(false);
        throw error;
      },
    );
  }, []);
  return { isPending, once };
}
