import { useSyncExternalStore } from 'react';

const KEY = 'saha-shortcuts';
const listeners = new Set<() => void>();

/** Whether single keys do something on this device. */
export function areShortcutsOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function chooseShortcuts(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // A device that forbids storage keeps them on.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useShortcutChoice(): boolean {
  return useSyncExternalStore(subscribe, areShortcutsOn, () => true);
}
