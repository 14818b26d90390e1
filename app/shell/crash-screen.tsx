import { isRouteErrorResponse } from '@remix-run/react';
import { useText } from '../i18n/use-text';
import { EmptyState } from '../ui/empty-state';
import styles from './crash-screen.module.css';

/**
 * When a screen breaks: what happened, that nothing stored is lost, and the way out. Works without the rest of the
 * shell.
 */
export function CrashScreen({ error }: { error: unknown }) {
  const t = useText();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main className={styles.screen}>
      <EmptyState
        illustration="trouble"
        isPageTitle
        title={isMissing ? t('shell.notFound.title') : t('shell.crash.title')}
        action={
          <>
            {!isMissing && (
              <button type="button" className={styles.primary} onClick={() => window.location.reload()}>
                {t('shell.crash.reload')}
              </button>
            )}
            <a className={styles.link} href="/">
              {t('shell.goToToday')}
            </a>
          </>
        }
      >
        {isMissing ? t('shell.notFound.text') : t('shell.crash.text')}
        {!isMissing && error instanceof Error && (
          <details className={styles.details}>
            <summary>{t('shell.crash.details')}</summary>
            {error.message}
          </details>
        )}
      </EmptyState>
    </main>
  );
}
