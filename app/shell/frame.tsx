import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import styles from './frame.module.css';
import { Navigation } from './navigation';
import { OfflineStrip } from './offline-strip';
import { PaneBoundary } from './pane-boundary';
import { useKeptFocus } from './use-kept-focus';

const Notices = lazy(() => import('./notices'));

/** The first screen has its turn before anything the application says about itself. */
const SETTLED_AFTER_MS = 2_500;

/** The frame around every screen of a signed-in person. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useText();
  const main = useKeptFocus<HTMLElement>();
  const [isSettled, setIsSettled] = useState(false);
  useEffect(() => {
    const settle = setTimeout(() => setIsSettled(true), SETTLED_AFTER_MS);
    return () => clearTimeout(settle);
  }, []);
  return (
    <div className={styles.frame}>
      <a href="#screen" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <Navigation />
      <main ref={main} id="screen" tabIndex={-1} className={styles.main}>
        <OfflineStrip />
        <div className={styles.screen}>
          <PaneBoundary>{children}</PaneBoundary>
        </div>
      </main>
      {isSettled && (
        <Suspense fallback={null}>
          <Notices />
        </Suspense>
      )}
    </div>
  );
}
