import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './attention.module.css';
import { classNames } from './class-names';
import { iconSize } from './icon-size';

/** Something on this page that waits for the person to decide; `className` says the distances. */
export function Attention({
  icon: Icon,
  title,
  className,
  children,
}: {
  icon: LucideIcon;
  title: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={classNames(styles.frame, className)} aria-label={title}>
      <h2 className={styles.title}>
        <Icon {...iconSize.row} />
        {title}
      </h2>
      {children}
    </section>
  );
}
