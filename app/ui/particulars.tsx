import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './particulars.module.css';

/**
 * A line of particulars with dots between them, never at a line's end or beginning; empty ones are left out. Small and
 * faint, unless `isPlain`.
 */
export function Particulars({
  before,
  texts,
  after,
  isPlain = false,
}: {
  before?: ReactNode;
  texts: readonly ReactNode[];
  after?: ReactNode;
  isPlain?: boolean;
}) {
  return (
    <span className={classNames(styles.particulars, !isPlain && styles.small)}>
      {before}
      {texts
        .filter((text) => text !== '')
        .map((text, at) => (
          <span key={at} className={styles.part}>
            {text}
          </span>
        ))}
      {after}
    </span>
  );
}
