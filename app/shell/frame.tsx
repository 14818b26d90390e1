import { lazy, Suspense, type ReactNode } from 'react';
import { useText } from '../i18n/use-text';
import styles from './frame.module.css';
import { Navigation } from './navigation';
import { OfflineStrip } from './offline-strip';

const Notices = lazy(() => import('./notices'));

/** The frame around every screen of a signed-in person. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <div className={styles.frame}>
      <a href="#screen" className={styles.skip}>{t('shell.skip')}</a>
      <Navigation />
      <main id="screen" tabIndex={-1} className={styles.main}>
        <OfflineStrip />
        <div className={styles.screen}>{children}</div>
      </main>
      <Suspense fallback={null}><Notices /></Suspense>
    </div>
  );
}
