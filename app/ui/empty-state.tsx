import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { Illustration, type IllustrationName } from './illustration';

/** Says what would be here and offers the one thing to do about it. */
export function EmptyState({ illustration, title, children, action }: {
  illustration?: IllustrationName; title: string; children?: ReactNode; action?: ReactNode;
}) {
  return (
    <div className={styles.empty}>
      {illustration !== undefined && <Illustration name={illustration} />}
      <h2 className={styles.title}>{title}</h2>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
