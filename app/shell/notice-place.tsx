import { lazy, Suspense, useEffect, useState } from 'react';
import { useOfflineStrip } from './offline-strip';
import { withAllWords } from '../i18n/whole-words';

const Notices = lazy(withAllWords(() => import('./notices')));

/** The first screen has its turn before anything the application says about itself. */
const TURN_AFTER_MS = 2_500;

/**
 * The one place, under the screen, where the application speaks of itself, one thing at a time: first whether work is
 * kept and can reach the office at all, then what notices.tsx knows.
 */
export function NoticePlace() {
  const strip = useOfflineStrip();
  const [isOurTurn, setIsOurTurn] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsOurTurn(true), TURN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {strip}
      {isOurTurn && (
        <Suspense fallback={null}>
          <Notices isHushed={strip !== null} />
        </Suspense>
      )}
    </>
  );
}
