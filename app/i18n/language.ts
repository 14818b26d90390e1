import { useSyncExternalStore } from 'react';
import type { Dictionary } from './dictionary';

export type Language = 'tr' | 'en';

export const LOCALES: Readonly<Record<Language, string>> = { tr: 'tr-TR', en: 'en-US' };
/** Also read by the boot script in app/root.tsx. */
export const LANGUAGE_KEY = 'saha-language';

type Load = () => Promise<{ default: Dictionary }>;
const loaders: Readonly<Record<Language, { readonly first: Load; readonly others: Load }>> = {
  tr: { first: () => import('./first-words-tr'), others: () => import('./other-words-tr') },
  en: { first: () => import('./first-words-en'), others: () => import('./other-words-en') },
};

type Current = { readonly language: Language; readonly dictionary: Dictionary };
let current: Current = { language: 'tr', dictionary: {} };
/** The dictionary holds more than the words of the first screens (first-words.ts). */
let isWhole = false;
const listeners = new Set<() => void>();

function storedLanguage(): Language {
  try {
    return localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'tr';
  } catch {
    return 'tr';
  }
}

async function show(language: Language, shallBeWhole: boolean): Promise<void> {
  const { first, others } = loaders[language];
  const parts = await Promise.all([first(), ...(shallBeWhole ? [others()] : [])]);
  current = { language, dictionary: Object.assign({}, ...parts.map((part) => part.default)) as Dictionary };
  isWhole = shallBeWhole;
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/**
 * Loads the words of every screen, for whatever says more than the first one (whole-words.ts). Rejects when they cannot
 * be had: on a device without network that has nothing installed yet.
 */
export async function loadAllWords(): Promise<void> {
  while (!isWhole) {
    const { language, dictionary } = current;
    const others = (await loaders[language].others()).default;
    if (current.dictionary !== dictionary) continue; // another language was chosen meanwhile
    // Into the words that stand: nothing on the screen has to be drawn again for those it does not say.
    Object.assign(dictionary, others);
    isWhole = true;
    for (const listener of listeners) listener();
  }
}

export const useAreWordsWhole = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isWhole,
    () => isWhole,
  );

/**
 * Loads the words of the language this device chose last; Turkish when it never chose. Called once, before rendering.
 * `shallBeWhole` false: those of the first screens alone.
 */
export function loadStoredLanguage(shallBeWhole = true): Promise<void> {
  // Another tab of this device chose another one.
  window.addEventListener('storage', ({ key }) => {
    if (key === LANGUAGE_KEY && storedLanguage() !== current.language) void show(storedLanguage(), true);
  });
  return show(storedLanguage(), shallBeWhole);
}

/** Switches every word on the screen and remembers the choice. No data changes with it. */
export async function chooseLanguage(language: Language): Promise<void> {
  await show(language, true);
  try {
    localStorage.setItem(LANGUAGE_KEY, language);
  } catch {
    // A device that forbids storage keeps the choice for this visit only.
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useCurrentLanguage(): Current {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => current,
  );
}

export function useLanguage(): Language {
  return useCurrentLanguage().language;
}
