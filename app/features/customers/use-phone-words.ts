import { useCallback } from 'react';
import { usePhoneLibrary } from '../countries/use-phone-library';

/** An E.164 number as one reads it: +90 532 123 45 67. As it is stored until the numbering plans are loaded. */
export function usePhoneWords(): (value: string) => string {
  const library = usePhoneLibrary();
  return useCallback((value) => library?.parsePhoneNumberFromString(value)?.formatInternational() ?? value, [library]);
}
