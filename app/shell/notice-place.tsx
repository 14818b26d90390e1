import { lazy, Suspense, useEffect, useState } from 'react';
import { useOfflineStrip } from './offline-strip';
import { withAllWords } from '../i18n/whole-words';

const Notices = lazy(withAllWords(() => import('./notices')));

/** The first screen has its turn before anything the application says about itself. */
const SETTLED_AFTER_MS = 2_500;

/**
 * The one place, under the screen, where the application speaks of itself, one thing at a time: first whether work is
 * kept and can reach the office at all, then what notices.tsx knows.
 */
export function NoticePlace() {
  const strip = useOfflineStrip();
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const settle = setTimeout(() => setIsSettled(true), SETTLED_AFTER_MS);
    return () => clearTimeout(settle);
  }, []);
  return (
    <>
      {strip}
      {isSettled && (
        <Suspense fallback={null}>
          <Notices isHushed={strip !== null} />
        </Suspense>
      )}
    </>
  );
}
