import { useText } from '../../i18n/use-text';
import styles from './imports.module.css';

/** How far it is, in real counts. */
export function ImportProgress({ done, count, children }: { done: number; count: number; children?: string }) {
  const t = useText();
  return (
    <div className={styles.progress}>
      <progress aria-label={t('imports.progress')} max={Math.max(count, 1)} value={done} />
      <p className={styles.note}>{t('imports.progressOf', { done, count })}</p>
      {children !== undefined && <p className={styles.note}>{children}</p>}
    </div>
  );
}
