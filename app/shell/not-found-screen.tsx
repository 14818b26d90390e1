import { useText } from '../i18n/use-text';
import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';
import styles from './crash-screen.module.css';

/** An address nobody knows. */
export default function NotFoundScreen() {
  const t = useText();
  return (
    <main className={styles.screen}>
      <EmptyState
        illustration="field"
        isPageTitle
        title={t('shell.notFound.title')}
        action={
          <LinkButton href="/" variant="primary">
            {t('shell.goToToday')}
          </LinkButton>
        }
      >
        {t('shell.notFound.text')}
      </EmptyState>
    </main>
  );
}
