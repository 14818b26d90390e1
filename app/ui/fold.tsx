import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './fold.module.css';

/**
 * What few want to read, behind a line that says what it is. The browser's own: found by search in a page, and it
 * opens.
 */
export function Fold({
  title,
  isOpenAtFirst = false,
  className,
  children,
}: {
  title: ReactNode;
  isOpenAtFirst?: boolean;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <details className={classNames(styles.fold, className)} open={isOpenAtFirst}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
