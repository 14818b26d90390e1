/**
 * What was typed in the last moments of a page. IndexedDB answers too late for a page that is being left, localStorage
 * does not: there it waits until a page takes it into the drafts.
 */
const PREFIX = 'saha-draft/';

/** Keeps a draft at once. A store that is full or shut keeps nothing, as before. */
export function keepSpare(key: string, draft: object): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    /* the draft of a moment ago is still there */
  }
}

export function dropSpare(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    /* nothing was kept */
  }
}

/** The keys of the spares that begin with `prefix`. */
export function spareKeys(prefix: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX + prefix))
      .map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}

/** As it was kept; null when it cannot be read. */
export function readSpare(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null');
  } catch {
    return null;
  }
}
