import { useMemo, useSyncExternalStore } from 'react';
import { LOCALES, useLanguage } from '../../i18n/language';
import { loadedCountries, nameCountries, subscribeCountries, type Country } from './country-names';

const NONE: readonly Country[] = [];

/** All countries, named and ordered for the reader; empty until they are loaded. */
export function useCountries(): readonly Country[] {
  const language = useLanguage();
  const countries = useSyncExternalStore(subscribeCountries, loadedCountries, loadedCountries);
  return useMemo(
    () => (countries === null ? NONE : nameCountries(countries, language, LOCALES[language])),
    [countries, language],
  );
}
