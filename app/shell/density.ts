import { useSyncExternalStore } from 'react';

export type Density = 'regular' | 'compact';

/** Also read by the boot script in app/root.tsx, before the first paint. */
const DENSITY_KEY = 'saha-density';

const listeners = new Set<() => void>();

/** How high the lines of lists are: tokens.css gives `--row` by it. */
function wornDensity(): Density {
  return document.documentElement.dataset['density'] === 'compact' ? 'compact' : 'regular';
}

export function chooseDensity(density: Density): void {
  const { dataset } = document.documentElement;
  if (density === 'regular') delete dataset['density'];
  else dataset['density'] = density;
  try {
    if (density === 'regular') localStorage.removeItem(DENSITY_KEY);
    else localStorage.setItem(DENSITY_KEY, density);
  } catch {
    // A device that forbids storage keeps the choice for this visit only.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDensity(): Density {
  return useSyncExternalStore(subscribe, wornDensity, () => 'regular');
}
