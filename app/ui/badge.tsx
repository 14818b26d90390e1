import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './badge.module.css';

export type Tone = 'neutral' | 'accent' | 'amber' | 'brick' | 'slate';

/** A state in a word, with its icon: colour never stands alone. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
  className,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span className={classNames(styles.badge, styles[tone], className)}>
      {icon}
      {children}
    </span>
  );
}
