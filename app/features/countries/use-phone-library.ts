import { useEffect, useState } from 'react';
import type { PhoneLibrary } from './phone-number';

let library: PhoneLibrary | null = null;

/** Numbering plans of the world, loaded when a phone is first edited; null until then. */
export function usePhoneLibrary(): PhoneLibrary | null {
  const [current, setCurrent] = useState(library);
  useEffect(() => {
    if (library !== null) return;
    let isWanted = true;
    // Without it the field still takes numbers, only plainer; the next field tries again.
    import('libphonenumber-js/min').then(
      (loaded) => {
        library = loaded;
        if (isWanted) setCurrent(loaded);
      },
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, []);
  return current;
}
