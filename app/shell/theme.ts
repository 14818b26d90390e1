import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';

/** Also read by the boot script in app/root.tsx, before the first paint. */
const THEME_KEY = 'saha-theme';
const DARK = '(prefers-color-scheme: dark)';

const listeners = new Set<() => void>();

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(THEME_KEY);
    return stored === 'light' || stored === 'dark' ? stored : 'system';
  } catch {
    return 'system';
  }
}

function wear(theme: Theme): void {
  document.documentElement.dataset['theme'] =
    theme === 'system' ? (window.matchMedia(DARK).matches ? 'dark' : 'light') : theme;
}

/** Changes with the device, where nobody chose otherwise. Called once, at the start. */
export function followDeviceTheme(): void {
  window.matchMedia(DARK).addEventListener('change', () => wear(storedTheme()));
}

export function chooseTheme(theme: Theme): void {
  wear(theme);
  try {
    if (theme === 'system') localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // A device that forbids storage keeps the choice for this visit only.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, storedTheme, () => 'system');
}
