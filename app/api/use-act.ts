import { useCallback, useRef, useState } from 'react';
import { useText } from '../i18n/use-text';
import { showToast } from '../ui/toast';
import { errorText } from './client';

/** Resolves to the words to be said at the foot of the screen, or to nothing where the screen says it. */
type Work = () => Promise<string | null>;

/** A key of the messages, where a screen has words of its own for what failed. */
type RefusalOf = (error: unknown) => string;

/** Does something and says at the foot of the screen how it went; resolves to whether it went well, never rejects. */
export function useTold(refusalOf: RefusalOf = errorText): (work: Work) => Promise<boolean> {
  const t = useText();
  return useCallback(
    async (work) => {
      try {
        const words = await work();
        if (words !== null) showToast({ text: words });
        return true;
      } catch (error) {
        showToast({ text: t(refusalOf(error)), tone: 'attention' });
        return false;
      }
    },
    [t, refusalOf],
  );
}

/**
 * Does one thing at a time: a tap while one is under way begins nothing and waits for that one. Whatever it is tapped
 * on is disabled meanwhile. What closes a form stands within `useOnce` (app/ui) as well, or in `useSubmit`.
 */
export function useAct(refusalOf?: RefusalOf): { isPending: boolean; act: (work: Work) => Promise<boolean> } {
  const told = useTold(refusalOf);
  const [isPending, setIsPending] = useState(false);
  // Two taps may come before anything is drawn again.
  const underWay = useRef<Promise<boolean> | null>(null);
  const act = useCallback(
    (work: Work) => {
      if (underWay.current !== null) return underWay.current;
      setIsPending(true);
      underWay.current = told(work).finally(() => {
        underWay.current = null;
        setIsPending(false);
      });
      return underWay.current;
    },
    [told],
  );
  return { isPending, act };
}
