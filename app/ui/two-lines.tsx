import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './two-lines.module.css';

/** A name on one line, cut off where it is too long, and a small line about it. */
export function TwoLines({ name, about, className }: { name: ReactNode; about: ReactNode; className?: string }) {
  return (
    <span className={classNames(styles.words, className)}>
      <span className={styles.name}>{name}</span>
      <span className={styles.about}>{about}</span>
    </span>
  );
}
