import { useRef } from 'react';
import type { Basis } from '../../sync/rules/document';

/** What a list of choices stood for when it was opened: that is what its person chooses over. */
export function useShownAtOpen(basis: Basis): { onOpenChange: (isOpen: boolean) => void; begun: () => Basis } {
  const now = useRef(basis);
  now.current = basis;
  const atOpen = useRef<Basis | null>(null);
  return {
    onOpenChange: (isOpen) => {
      // It closes in the moment of choosing, before or after the choice is told.
      if (isOpen) atOpen.current = now.current;
    },
    begun: () => {
      const begun = atOpen.current ?? now.current;
      atOpen.current = null;
      return begun;
    },
  };
}
