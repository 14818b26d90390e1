/**
 * The countries as they are shown: public/countries.json, bundled with the app and kept by the service worker, so that
 * names and flags are there offline and before anything was replicated.
 */
import type { CountryFields } from '../../../sync/collections/country';
import { foldText } from '../../../sync/rules/turkish-text';
import type { Language } from '../../i18n/language';

export type Country = CountryFields & {
  /** In the reader's language. */
  readonly name: string;
  /** What it may be looked for by: both names, all codes. */
  readonly searchText: string;
};

export const HOME_COUNTRY_ID = 'TR';

let loaded: readonly CountryFields[] | null = null;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

export function loadedCountries(): readonly CountryFields[] | null {
  return loaded;
}

/** Begins to load when that has not happened yet; after a failure the next one who needs them tries again. */
export function subscribeCountries(listener: () => void): () => void {
  listeners.add(listener);
  loading ??= load().catch(() => {
    loading = null;
  });
  return () => listeners.delete(listener);
}

async function load(): Promise<void> {
  const response = await fetch('/countries.json');
  if (!response.ok) throw new Error(`countries.json: ${response.status}`);
  loaded = (await response.json()) as CountryFields[];
  for (const listener of listeners) listener();
}

/** The countries by name in the reader's language and order. */
export function nameCountries(countries: readonly CountryFields[], language: Language, locale: string): Country[] {
  const collator = new Intl.Collator(locale);
  return countries
    .map((country) => ({
      ...country,
      name: language === 'tr' ? country.nameTr : country.nameEn,
      searchText: foldText(
        `${country.nameTr} ${country.nameEn} ${country.id} ${country.iso3} ${country.numeric} ${country.dialCode}`,
      ),
    }))
    .sort((a, b) => collator.compare(a.name, b.name));
}

/** Those that fit what was typed, names that begin with it first; all of them when nothing was. */
export function matchCountries(countries: readonly Country[], typed: string): readonly Country[] {
  const wanted = foldText(typed.trim());
  if (wanted === '') return countries;
  const found = countries.filter((country) => country.searchText.includes(wanted));
  const begins = (country: Country) =>
    foldText(country.name).startsWith(wanted) || foldText(country.id) === wanted ? 0 : 1;
  return [...found].sort((a, b) => begins(a) - begins(b));
}

/** The same with one's own country on top, for choosing. */
export function homeFirst(countries: readonly Country[]): readonly Country[] {
  const home = countries.find((country) => country.id === HOME_COUNTRY_ID);
  return home === undefined ? countries : [home, ...countries.filter((country) => country !== home)];
}
