import type { ReactNode } from 'react';
import styles from './chip-row.module.css';

/** Chips in one row that scrolls sideways, its ends fading; put first what is chosen. `label`: where it is a group. */
export function ChipRow({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <div className={styles.row} {...(label === undefined ? {} : { role: 'group', 'aria-label': label })}>
      {children}
    </div>
  );
}
