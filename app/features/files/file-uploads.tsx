import { useEffect } from 'react';
import { useDatabase } from '../../database/database-context';
import { startBringing } from './bring-bytes';

/** Keeps bringing what waits on this device, whatever screen is open. */
export default function FileUploads() {
  const db = useDatabase();
  useEffect(() => startBringing(db), [db]);
  return null;
}
