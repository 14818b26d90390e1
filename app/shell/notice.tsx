import type { ReactNode } from 'react';
import styles from './notice.module.css';

/** One thing the application has to say about itself, in the one place where it says such things. */
export function Notice({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <aside className={styles.notice} aria-label={title}>
      <div role="status" className={styles.words}>
        <strong className={styles.title}>{title}</strong>
        <p className={styles.text}>{text}</p>
      </div>
      <div className={styles.actions}>{children}</div>
    </aside>
  );
}
