import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  doubtAbout,
  formatNational,
  fromE164,
  isInternational,
  toE164,
  type PhoneDoubt,
  type TypedPhone,
} from './phone-number';
import { firstNumber } from '../../../sync/rules/phone-parts';
import { useCountries } from './use-countries';
import { usePhoneLibrary } from './use-phone-library';

/**
 * What is in a phone field, and the E.164 value it stands for. `value` changed from outside replaces what was typed.
 */
export function useTypedPhone(value: string, onChange: (value: string) => void, defaultCountryId: string) {
  const countries = useCountries();
  const library = usePhoneLibrary();
  const { ids, dialCodeOf } = useMemo(() => {
    const codes = new Map(countries.map(({ id, dialCode }) => [id, dialCode]));
    return { ids: [...codes.keys()], dialCodeOf: (id: string) => codes.get(id) ?? '' };
  }, [countries]);
  const read = useCallback(
    (next: string, countryId: string) => fromE164(next, countryId, ids, dialCodeOf, library),
    [ids, dialCodeOf, library],
  );

  const [typed, setTyped] = useState<TypedPhone>(() => read(value, defaultCountryId));
  const [hasLeft, setHasLeft] = useState(true);
  const given = useRef(value);
  const touched = useRef(false);
  const isReady = ids.length > 0;
  useEffect(() => {
    // Names and numbering plans may arrive after the field: read the value again while nobody has typed.
    if (given.current === value && touched.current) return;
    given.current = value;
    touched.current = false;
    setTyped(read(value, defaultCountryId));
  }, [value, defaultCountryId, read, isReady]);

  const take = (next: TypedPhone) => {
    touched.current = true;
    setTyped(next);
    given.current = toE164(next, dialCodeOf, library);
    if (given.current !== value) onChange(given.current);
  };

  return {
    typed,
    countries,
    dialCode: dialCodeOf(typed.countryId),
    /** What was pasted with the number, which the field does not keep. */
    beside: firstNumber(typed.national).beside,
    /** Not while typing: half a number is no mistake. */
    doubt: hasLeft ? doubtAbout(value, library) : (null as PhoneDoubt | null),
    type: (text: string, isAtEnd: boolean) => {
      setHasLeft(false);
      const grows = text.length > typed.national.length;
      const next = { countryId: typed.countryId, national: text };
      take(grows && isAtEnd ? { ...next, national: formatNational(next, dialCodeOf, library) } : next);
    },
    chooseCountry: (countryId: string) => {
      const next = { countryId, national: isInternational(typed.national) ? '' : typed.national };
      take({ ...next, national: formatNational(next, dialCodeOf, library) });
    },
    /** Leaving the field: `+49 30…` moves its country to where countries are, digits are grouped. */
    leave: () => {
      setHasLeft(true);
      // Beside what the field keeps of it stands what was pasted, until somebody has seen to the rest.
      if (touched.current && firstNumber(typed.national).beside === null)
        setTyped(read(given.current, typed.countryId));
    },
  };
}
