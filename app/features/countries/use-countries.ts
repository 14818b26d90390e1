import { useSyncExternalStore } from 'react';
import { LOCALES, useLanguage, type Language } from '../../i18n/language';
import { loadedCountries, nameCountries, subscribeCountries, type Country } from './country-names';

const NONE: readonly Country[] = [];
/** The list of customers asks whenever it is opened, and putting 250 names in order takes longer than its rows. */
let last: { of: object; language: Language; named: readonly Country[] } | null = null;

/** All countries, named and ordered for the reader; empty until they are loaded. */
export function useCountries(): readonly Country[] {
  const language = useLanguage();
  const countries = useSyncExternalStore(subscribeCountries, loadedCountries, loadedCountries);
  if (countries === null) return NONE;
  if (last?.of !== countries || last.language !== language)
    last = { of: countries, language, named: nameCountries(countries, language, LOCALES[language]) };
  return last.named;
}
