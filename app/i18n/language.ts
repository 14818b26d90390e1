import { useSyncExternalStore } from 'react';
import type { Dictionary } from './dictionary';

export type Language = 'tr' | 'en';

export const LOCALES: Readonly<Record<Language, string>> = { tr: 'tr-TR', en: 'en-US' };
/** Also read by the boot script in app/root.tsx. */
export const LANGUAGE_KEY = 'saha-language';

const loaders: Readonly<Record<Language, () => Promise<{ default: Dictionary }>>> = {
  tr: () => import('./dictionary-tr'),
  en: () => import('./dictionary-en'),
};

type Current = { readonly language: Language; readonly dictionary: Dictionary };
let current: Current = { language: 'tr', dictionary: {} };
const listeners = new Set<() => void>();

function storedLanguage(): Language {
  try {
    return localStorage.getItem(LANGUAGE_KEY) === 'en' ? 'en' : 'tr';
  } catch {
    return 'tr';
  }
}

async function show(language: Language): Promise<void> {
  const dictionary = (await loaders[language]()).default;
  current = { language, dictionary };
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/**
 * Loads the words of the language this device chose last; Turkish when it never chose. Called once, before rendering.
 */
export function loadStoredLanguage(): Promise<void> {
  // Another tab of this device chose another one.
  window.addEventListener('storage', ({ key }) => {
    if (key === LANGUAGE_KEY && storedLanguage() !== current.language) void show(storedLanguage());
  });
  return show(storedLanguage());
}

/** Switches every word on the screen and remembers the choice. No data changes with it. */
export async function chooseLanguage(language: Language): Promise<void> {
  await show(language);
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
