import { useEffect, useState } from 'react';
import { isTextField } from './safe-moment';

/**
 * Whoever leaves a field by pressing a button is not to have that button moved from under the finger by a notice that
 * comes because the field was left.
 */
const PRESS_MS = 2_000;

/** True while a field for text has the focus, and with it perhaps a keyboard half the screen; and a moment longer. */
export function useIsTyping(): boolean {
  const [isTyping, setTyping] = useState(() => isTextField(document.activeElement));
  useEffect(() => {
    let left: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(left);
      if (isTextField(document.activeElement)) setTyping(true);
      else left = setTimeout(() => setTyping(false), PRESS_MS);
    };
    // Leaving a field for the next one is one step for the person and two for the browser.
    const lookLater = () => {
      clearTimeout(left);
      left = setTimeout(look);
    };
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', lookLater);
    return () => {
      clearTimeout(left);
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', lookLater);
    };
  }, []);
  return isTyping;
}
