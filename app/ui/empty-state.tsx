import type { ReactNode } from 'react';
import styles from './empty-state.module.css';
import { Illustration, type IllustrationName } from './illustration';

/** Says what would be here and offers the one thing to do about it. */
export function EmptyState({
  illustration,
  title,
  isPageTitle = false,
  children,
  action,
}: {
  illustration?: IllustrationName;
  title: string;
  /** Set where the screen has no other title. */ isPageTitle?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const Title = isPageTitle ? 'h1' : 'h2';
  return (
    <div className={styles.empty}>
      {illustration !== undefined && <Illustration name={illustration} />}
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.words}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
