import { useEffect, type ComponentType, type ReactNode } from 'react';
import { loadAllWords, useAreWordsWhole } from './language';

/** Around what `lazy` loads on a first screen: it comes with the words it says. */
export function withAllWords<M extends { default: ComponentType<never> }>(load: () => Promise<M>): () => Promise<M> {
  return async () => {
    const [module] = await Promise.all([load(), loadAllWords()]);
    return module;
  };
}

/** What stands inside says more than the first words, unless they `areEnough`: it waits for the others. */
export function WithAllWords({ areEnough = false, children }: { areEnough?: boolean; children: ReactNode }) {
  const areThere = useAreWordsWhole() || areEnough;
  useEffect(() => {
    // Nothing can be said without them, as nothing can be shown without its code: the page starts anew.
    if (!areThere) loadAllWords().catch(() => window.location.reload());
  }, [areThere]);
  return areThere ? children : null;
}
