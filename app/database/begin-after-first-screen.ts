import type { SahaDatabase } from './saha-database';

/** A page in the background paints nothing, and opens nevertheless. */
export const AT_LATEST_MS = 300;
/** Rows that have not come by then will not come soon: a worker that is broken, a store that hangs. */
export const WITHOUT_ROWS_MS = 2_000;

/**
 * Lets the code of the documents come when the first screen is painted; when that screen has first rows on the way,
 * those let it come (use-rows-before-documents.ts). Called when the screen's own effects have run. Returns what gives
 * up waiting.
 */
export function beginAfterFirstScreen(database: Pick<SahaDatabase, 'begin' | 'isBeginHeld'>): () => void {
  const unlessHeld = () => {
    if (!database.isBeginHeld) database.begin();
  };
  const afterPaint = requestAnimationFrame(() => setTimeout(unlessHeld, 0));
  const timers = [setTimeout(unlessHeld, AT_LATEST_MS), setTimeout(database.begin, WITHOUT_ROWS_MS)];
  return () => {
    cancelAnimationFrame(afterPaint);
    timers.forEach(clearTimeout);
  };
}
