import { useEffect } from 'react';
import { useDatabase } from './database-context';

/**
 * Keeps the code of the documents from being fetched and run while the first rows of the screen are on their way, if
 * that is all it waits for. They count as there after the frame that paints them. Leaving sooner, or no longer waiting
 * for rows alone, lets the documents come at once; DatabaseProvider does when no rows come.
 */
export function useRowsBeforeDocuments(areWanted: boolean, areThere: boolean): void {
  const db = useDatabase();
  useEffect(() => {
    if (!areWanted) return undefined;
    db.holdBegin();
    return db.begin;
  }, [db, areWanted]);
  useEffect(() => {
    if (!areWanted || !areThere) return undefined;
    let afterPaint: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      afterPaint = setTimeout(db.begin, 0);
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(afterPaint);
    };
  }, [db, areWanted, areThere]);
}
