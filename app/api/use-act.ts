import { useState } from 'react';
import { useText } from '../i18n/use-text';
import { showToast } from '../ui/toast';
import { errorText } from './client';

/**
 * Has the office do something and says at the foot of the screen how it went: `work` resolves to the words, or to
 * nothing where the screen says it. `act` never rejects.
 */
export function useAct(): { isPending: boolean; act: (work: () => Promise<string | null>) => Promise<void> } {
  const t = useText();
  const [isPending, setIsPending] = useState(false);
  const act = async (work: () => Promise<string | null>) => {
    setIsPending(true);
    try {
      const words = await work();
      if (words !== null) showToast({ text: words });
    } catch (error) {
      showToast({ text: t(errorText(error)), tone: 'attention' });
    }
    setIsPending(false);
  };
  return { isPending, act };
}
