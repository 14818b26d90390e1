import { useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { startBringing } from './bring-bytes';
import { tidyShelf } from './shelf';

const TIDY_EVERY_MS = 60_000;

/** Keeps bringing what waits on this device, whatever screen is open, and lets go of what left the person's scope. */
export default function FileUploads() {
  const db = useDatabase();
  useEffect(() => startBringing(db), [db]);
  useEffect(() => {
    // A store that cannot be read now is tidied at the next turn.
    const tidy = () => void db.opened.then(() => tidyShelf(db)).catch(() => undefined);
    tidy();
    const timer = setInterval(tidy, TIDY_EVERY_MS);
    return () => clearInterval(timer);
  }, [db]);
  return null;
}
