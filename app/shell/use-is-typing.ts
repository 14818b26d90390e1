import { useEffect, useState } from 'react';
import { isTextField } from './safe-moment';

/** True while a field for text has the focus, and with it perhaps a keyboard half the screen. */
export function useIsTyping(): boolean {
  const [isTyping, setTyping] = useState(() => isTextField(document.activeElement));
  useEffect(() => {
    const look = () => setTyping(isTextField(document.activeElement));
    // Leaving a field for the next one is one step for the person and two for the browser.
    const lookLater = () => setTimeout(look);
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', lookLater);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', lookLater);
    };
  }, []);
  return isTyping;
}
